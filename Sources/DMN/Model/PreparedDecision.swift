import FEEL

/// A decision made ready to be evaluated over and over, as a simulation does.
///
/// Values come by place instead of by name, and no rules are traced.
public struct PreparedDecision: Sendable {
  /// The names of the inputs that the decision depends on, in the order in which values are passed.
  public let inputs: [String]
  private let program: ModelProgram
  private let index: Int
  private let elements: [Int]
  private let plain: [PlainType]
  /// The decision itself, when all it requires is these inputs in this order.
  private let direct: ModelProgram.Decision?

  init?(_ program: ModelProgram, decision name: String) {
    guard let index = program.decisions[name],
      case .decision(let decision) = program.elements[index]
    else { return nil }
    self.program = program
    self.index = index
    var needed: [Int] = []
    var seen: Set<Int> = []
    program.collectInputs(of: index, &needed, &seen)
    elements = needed
    var names: [String] = []
    var plain: [PlainType] = []
    for element in needed {
      guard case .input(let input) = program.elements[element] else { continue }
      names.append((input.path + [input.name]).joined(separator: "."))
      plain.append(PlainType(input.type))
    }
    inputs = names
    self.plain = plain
    let required = decision.bindings.map { binding -> Int? in
      if case .element(let element) = binding.source { element } else { nil }
    }
    direct = required == needed.map(Optional.some) && !decision.isCircular ? decision : nil
  }

  /// The decision's value; a value that is missing is null, further ones are ignored.
  public func evaluate(_ values: [FEELValue], environment: FEELEnvironment = .standard)
    -> FEELValue
  {
    var run = FEELRun(environment: environment)
    return evaluate(values, &run)
  }

  /// As above, inside a run that is shared by several evaluations.
  public func evaluate(_ values: [FEELValue], _ run: inout FEELRun) -> FEELValue {
    if let direct, values.count == plain.count, plainlyAdmitted(values) {
      var frame = values
      return program.finish(direct, &frame, nil, &run)
    }
    var graph = GraphValues(count: program.elements.count)
    for (place, element) in elements.enumerated() {
      guard case .input(let input) = program.elements[element] else { continue }
      graph.values[element] = program.admit(
        place < values.count ? values[place] : .null, input.type, at: input.position,
        EvaluationScope(log: nil, file: input.file), &run)
    }
    return program.value(of: index, &graph, nil, &run)
  }

  private func plainlyAdmitted(_ values: [FEELValue]) -> Bool {
    for place in values.indices where !plain[place].accepts(values[place]) { return false }
    return true
  }
}

extension DMNModel {
  /// Makes a decision ready for many evaluations; nil when the model has no such decision.
  public func prepare(decision name: String) -> PreparedDecision? {
    PreparedDecision(program, decision: name)
  }
}

extension ModelProgram {
  /// The inputs that an element depends on, directly or not, in the order in which they are met.
  func collectInputs(of index: Int, _ found: inout [Int], _ seen: inout Set<Int>) {
    guard seen.insert(index).inserted else { return }
    let bindings: [Binding]
    switch elements[index] {
    case .input:
      found.append(index)
      return
    case .decision(let decision): bindings = decision.bindings
    case .knowledge, .service: return
    }
    for binding in bindings {
      switch binding.source {
      case .element(let next): collectInputs(of: next, &found, &seen)
      case .group(let members):
        for member in members { collectInputs(of: member.element, &found, &seen) }
      }
    }
  }
}
