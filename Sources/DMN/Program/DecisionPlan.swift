import FEEL

/// What has to be known of a decision before it can be evaluated: which inputs it depends on.
final class DecisionPlan: Sendable {
  let index: Int
  /// The inputs that the decision depends on, directly or not, in the order in which they are met.
  let inputs: [(element: Int, input: ModelProgram.Input)]
  /// The inputs' types at a glance.
  let plains: [PlainType]
  /// The decision itself, when all it requires is these inputs in this order.
  let direct: ModelProgram.Decision?

  init?(_ index: Int, in elements: [ModelProgram.Element]) {
    guard case .decision(let decision) = elements[index] else { return nil }
    self.index = index
    var search = InputSearch(elements)
    search.visit(index)
    inputs = search.found
    plains = inputs.map(\.input.plain)
    let required = decision.bindings.map { binding -> Int? in
      if case .element(let element) = binding.source { element } else { nil }
    }
    direct = required == inputs.map(\.element) && !decision.isCircular ? decision : nil
  }

  private struct InputSearch {
    let elements: [ModelProgram.Element]
    var found: [(element: Int, input: ModelProgram.Input)] = []
    private var seen: [Bool]

    init(_ elements: [ModelProgram.Element]) {
      self.elements = elements
      seen = [Bool](repeating: false, count: elements.count)
    }

    mutating func visit(_ index: Int) {
      if seen[index] { return }
      seen[index] = true
      switch elements[index] {
      case .input(let input): found.append((index, input))
      // What is circular is null, whatever it requires.
      case .decision(let decision) where !decision.isCircular:
        for binding in decision.bindings {
          switch binding.source {
          case .element(let next): visit(next)
          case .group(let members): for member in members { visit(member.element) }
          }
        }
      case .decision, .knowledge, .service: break
      }
    }
  }
}

extension ModelProgram {
  /// The value of a decision from the values of its plan's inputs, one for each, in their order.
  func value(
    _ plan: DecisionPlan, _ values: inout [FEELValue], _ log: FiredLog?, _ run: inout FEELRun
  ) -> FEELValue {
    if let direct = plan.direct, Self.accept(plan.plains, values) {
      return finish(direct, &values, log, &run)
    }
    var graph = GraphValues(count: elements.count)
    for (place, (element, input)) in plan.inputs.enumerated() {
      graph.values[element] = admitted(values[place], input, &run)
    }
    return value(of: plan.index, &graph, log, &run)
  }

  @inline(__always)
  private static func accept(_ plains: [PlainType], _ values: [FEELValue]) -> Bool {
    for place in plains.indices where !plains[place].accepts(values[place]) { return false }
    return true
  }

  /// An input's value as its type asks, or null with the reason reported.
  @inline(__always)
  func admitted(_ value: FEELValue, _ input: Input, _ run: inout FEELRun) -> FEELValue {
    if input.plain.accepts(value) { return value }
    return admit(
      value, input.type, at: input.position, EvaluationScope(log: nil, file: input.file), &run)
  }
}
