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
    guard let index = program.decisions[name] else { return unknown("decision", name) }
    return evaluate(inputs, environment, trace) { graph, log, run in
      program.value(of: index, &graph, log, &run)
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
    return evaluate(inputs, environment, trace) { graph, log, run in
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
    return evaluate(FEELContext(), environment, trace) { _, log, run in
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

  private func evaluate(
    _ inputs: FEELContext, _ environment: FEELEnvironment, _ trace: Bool,
    _ body: (inout GraphValues, FiredLog?, inout FEELRun) -> FEELValue
  ) -> DecisionResult {
    var run = FEELRun(environment: environment)
    let log = trace ? FiredLog() : nil
    var graph = GraphValues(count: program.elements.count)
    for (index, input) in program.inputs { graph.values[index] = bound(input, inputs, &run) }
    let value = body(&graph, log, &run)
    return DecisionResult(value: value, diagnostics: run.diagnostics, fired: log?.all ?? [])
  }

  private func bound(_ input: ModelProgram.Input, _ inputs: FEELContext, _ run: inout FEELRun)
    -> FEELValue
  {
    var value: FEELValue?
    if !input.path.isEmpty {
      value = inputs[(input.path + [input.name]).joined(separator: ".")]
      var place: FEELContext? = inputs
      for name in input.path { place = place?[name]?.context }
      if let member = place?[input.name] { value = member }
    }
    return program.admit(
      value ?? inputs[input.name] ?? .null, input.type, at: input.position,
      EvaluationScope(log: nil, file: input.file), &run)
  }
}
