import Diagnostics
import FEEL

extension ModelCompiler {
  mutating func compile(_ input: Definitions.Input) -> ModelProgram.Input {
    ModelProgram.Input(
      name: input.variable.name,
      type: type(input.variable.typeRef, at: input.variable.position) ?? .any,
      path: units[unit].path, position: input.variable.position, file: file)
  }

  mutating func compile(_ decision: Definitions.Decision) -> ModelProgram.Decision {
    let bindings = bindings(decision.requirements + decision.knowledge)
    let step =
      decision.expression.map { compile($0, scope(bindings), name: decision.name) }
      ?? Step(
        form: .broken("the decision \"\(decision.name)\" has no expression"),
        position: decision.position)
    return ModelProgram.Decision(
      name: decision.name, bindings: bindings, step: step,
      type: type(decision.variable.typeRef, at: decision.variable.position) ?? .any,
      position: decision.position, file: file, isCircular: false)
  }

  mutating func compile(_ knowledge: Definitions.KnowledgeModel) -> ModelProgram.Knowledge {
    let bindings = bindings(knowledge.knowledge)
    var function = FunctionProgram(
      name: knowledge.name, parameters: [], result: .any, body: nil,
      refusal: "the knowledge model \"\(knowledge.name)\" has no logic")
    let result = type(knowledge.variable.typeRef, at: knowledge.variable.position)
    if let boxed = knowledge.function, case .function(let definition) = boxed.kind {
      function = compile(
        definition, scope(bindings), name: knowledge.name,
        result: result ?? type(boxed.typeRef, at: boxed.position))
    }
    return ModelProgram.Knowledge(
      name: knowledge.name, bindings: bindings, function: function, position: knowledge.position,
      file: file)
  }

  mutating func compile(_ service: Definitions.Service) -> ModelProgram.Service {
    var parameters: [(name: String, type: ModelType, element: Int)] = []
    for reference in service.inputData + service.inputDecisions {
      guard let target = target(reference) else { continue }
      let model = units[target.unit].definitions
      let variable =
        model.inputs.first { $0.variable.name == target.name }?.variable
        ?? model.decisions.first { $0.variable.name == target.name }?.variable
      parameters.append(
        (
          target.name,
          variable?.typeRef.flatMap { units[target.unit].types.resolve($0) } ?? .any,
          target.element
        ))
    }
    var outputs: [(name: String, element: Int)] = []
    for reference in service.outputs {
      if let target = target(reference) { outputs.append((target.name, target.element)) }
    }
    return ModelProgram.Service(
      name: service.name, parameters: parameters, outputs: outputs,
      result: returned(type(service.variable.typeRef, at: service.variable.position)),
      position: service.position, file: file)
  }

  /// The type of a call's result, from an invocable's variable, which may be typed as the function.
  func returned(_ type: ModelType?) -> ModelType {
    guard let type else { return .any }
    if case .function(_, let result) = type.feel {
      return ModelType(feel: result, constraint: nil, name: result.description)
    }
    return type
  }

  /// Marks the decisions that require themselves, directly or not, or stand in too long a chain.
  mutating func breakCircles() {
    var depths = [Int?](repeating: nil, count: elements.count)
    var open: Set<Int> = []
    var circular: Set<Int> = []
    let limit = 400
    func depth(_ index: Int) -> Int {
      if let known = depths[index] { return known }
      guard case .decision(let decision) = elements[index] else { return 0 }
      if open.count > limit || !open.insert(index).inserted {
        circular.insert(index)
        return 0
      }
      var deepest = 0
      for binding in decision.bindings {
        switch binding.source {
        case .element(let next): deepest = max(deepest, depth(next))
        case .group(let members):
          for member in members { deepest = max(deepest, depth(member.element)) }
        }
      }
      open.remove(index)
      if deepest >= limit { circular.insert(index) }
      // A refused decision is not evaluated, so nothing deeper is reached through it.
      let own = circular.contains(index) ? 1 : deepest + 1
      depths[index] = own
      return own
    }
    for index in elements.indices { _ = depth(index) }
    for index in circular.sorted() {
      guard case .decision(let decision) = elements[index] else { continue }
      elements[index] = .decision(
        ModelProgram.Decision(
          name: decision.name, bindings: decision.bindings, step: decision.step,
          type: decision.type, position: decision.position, file: decision.file, isCircular: true))
      guard decision.file == file else { continue }
      note(
        "dmn-circle",
        "\"\(decision.name)\" requires itself by way of its requirements, or by more than \(limit) steps.",
        at: decision.position)
    }
  }
}
