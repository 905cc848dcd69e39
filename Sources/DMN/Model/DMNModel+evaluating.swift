import FEEL

extension DMNModel {
  /// Evaluates a decision and whatever it requires.
  ///
  /// `inputs` holds the input data by name; what is missing is null. An imported model's input is taken
  /// from a context under the import's name, from the name `import.input` or, failing both, by its own
  /// name. Entries that are no input are ignored. An unknown decision gives null with a diagnostic.
  public func evaluate(
    decision name: String, inputs: FEELContext, environment: FEELEnvironment = .standard,
    trace: Bool = true
  ) -> DecisionResult {
    guard let plan = program.plans[name] else { return unknown("decision", name) }
    var values = plan.inputs.map { Self.value(of: $0.input, in: inputs) }
    return Self.result(trace: trace, environment) { log, run in
      program.value(plan, &values, log, &run)
    }
  }

  /// Evaluates a decision service (DMN 1.5 §10.4).
  ///
  /// `inputs` holds its input data and input decisions by name. One output decision gives its value,
  /// several give a context of their values.
  public func evaluate(
    service name: String, inputs: FEELContext, environment: FEELEnvironment = .standard,
    trace: Bool = true
  ) -> DecisionResult {
    guard let index = program.services[name], case .service(let service) = program.elements[index]
    else { return unknown("decision service", name) }
    return Self.result(trace: trace, environment) { log, run in
      var graph = GraphValues(count: program.elements.count)
      for (index, element) in program.elements.enumerated() {
        guard case .input(let input) = element else { continue }
        graph.values[index] = program.admitted(Self.value(of: input, in: inputs), input, &run)
      }
      let scope = EvaluationScope(log: log, file: service.file)
      for parameter in service.parameters {
        graph.values[parameter.element] = program.admit(
          inputs[parameter.name] ?? .null, parameter.type, at: service.position, scope, &run)
      }
      return program.result(of: service, &graph, log, &run)
    }
  }

  /// Calls a knowledge model with named arguments; missing ones are null.
  public func evaluate(
    knowledgeModel name: String, arguments: FEELContext,
    environment: FEELEnvironment = .standard, trace: Bool = true
  ) -> DecisionResult {
    guard let index = program.knowledge[name],
      case .knowledge(let knowledge) = program.elements[index]
    else { return unknown("knowledge model", name) }
    return Self.result(trace: trace, environment) { log, run in
      guard case .function(let function) = program.function(knowledge, log) else { return .null }
      return run.call(
        function, knowledge.function.parameters.map { arguments[$0.name] ?? .null })
    }
  }

  private func unknown(_ kind: String, _ name: String) -> DecisionResult {
    var run = FEELRun()
    run.report(
      "the model has no \(kind) named \"\(name)\"", at: nil, file: file, code: .notAvailable)
    return DecisionResult(value: .null, diagnostics: run.diagnostics)
  }

  /// Runs an evaluation and gathers what it noted.
  static func result(
    trace: Bool, _ environment: FEELEnvironment,
    _ body: (FiredLog?, inout FEELRun) -> FEELValue
  ) -> DecisionResult {
    var run = FEELRun(environment: environment)
    let log = trace ? FiredLog() : nil
    let value = body(log, &run)
    return DecisionResult(value: value, diagnostics: run.diagnostics, fired: log?.all ?? [])
  }

  private static func value(of input: ModelProgram.Input, in inputs: FEELContext) -> FEELValue {
    if input.path.isEmpty { return inputs[input.name] ?? .null }
    var place: FEELContext? = inputs
    for name in input.path { place = place?[name]?.context }
    return place?[input.name] ?? inputs[input.fullName] ?? inputs[input.name] ?? .null
  }
}
