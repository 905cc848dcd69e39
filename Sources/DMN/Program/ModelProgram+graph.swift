import Diagnostics
import FEEL

extension ModelProgram {
  /// The value of an element, computed on first use.
  func value(
    of index: Int, _ graph: inout GraphValues, _ log: FiredLog?, _ run: inout FEELRun
  ) -> FEELValue {
    if let known = graph.values[index] { return known }
    let value: FEELValue
    switch elements[index] {
    case .input: value = .null
    case .decision(let decision): value = evaluate(decision, &graph, log, &run)
    case .knowledge(let knowledge): value = function(knowledge, log)
    case .service(let service): value = function(service, log)
    }
    graph.values[index] = value
    return value
  }

  private func evaluate(
    _ decision: Decision, _ graph: inout GraphValues, _ log: FiredLog?, _ run: inout FEELRun
  ) -> FEELValue {
    if decision.isCircular {
      run.report(
        "\"\(decision.name)\" requires itself by way of its requirements", at: decision.position,
        file: decision.file)
      return .null
    }
    var frame = frame(decision.bindings, &graph, log, &run)
    return finish(decision, &frame, log, &run)
  }

  /// The value of a decision whose requirements are on the frame.
  func finish(
    _ decision: Decision, _ frame: inout [FEELValue], _ log: FiredLog?, _ run: inout FEELRun
  ) -> FEELValue {
    let scope = EvaluationScope(log: log, file: decision.file)
    let value = self.run(decision.step, &frame, scope, &run)
    if decision.plain.accepts(value) { return value }
    return admit(value, decision.type, at: decision.position, scope, &run)
  }

  func frame(
    _ bindings: [Binding], _ graph: inout GraphValues, _ log: FiredLog?, _ run: inout FEELRun
  ) -> [FEELValue] {
    var frame: [FEELValue] = []
    frame.reserveCapacity(bindings.count + 4)
    for binding in bindings {
      switch binding.source {
      case .element(let index): frame.append(value(of: index, &graph, log, &run))
      case .group(let members):
        var context = FEELContext()
        for member in members {
          context[member.name] = value(of: member.element, &graph, log, &run)
        }
        frame.append(.context(context))
      }
    }
    return frame
  }

  /// A knowledge model as a function value.
  ///
  /// What it requires are functions too, made when it is called, so that a model may require itself.
  func function(_ knowledge: Knowledge, _ log: FiredLog?) -> FEELValue {
    let parameters = knowledge.function.parameters
    return .function(
      FEELFunction(
        name: knowledge.name,
        parameters: parameters.map { FEELFunction.Parameter($0.name, $0.type.feel) },
        result: knowledge.function.result.feel
      ) { arguments, run in
        let scope = EvaluationScope(log: log, file: knowledge.file)
        var graph = GraphValues(count: self.elements.count)
        var frame = self.frame(knowledge.bindings, &graph, log, &run)
        return self.call(knowledge.function, arguments, &frame, scope, &run)
      })
  }

  /// A decision service as a function value (DMN 1.5 §10.4).
  func function(_ service: Service, _ log: FiredLog?) -> FEELValue {
    .function(
      FEELFunction(
        name: service.name,
        parameters: service.parameters.map { FEELFunction.Parameter($0.name, $0.type.feel) },
        result: service.result.feel
      ) { arguments, run in
        var graph = GraphValues(count: self.elements.count)
        for (parameter, argument) in zip(service.parameters, arguments) {
          if case .refused(let reason) = parameter.type.admit(argument) {
            run.report(
              "the argument \(parameter.name) of \(service.name): \(reason)", at: service.position,
              file: service.file, code: .wrongType)
            return .null
          }
          graph.values[parameter.element] = argument
        }
        return self.result(of: service, &graph, log, &run)
      })
  }

  /// The outputs of a service whose inputs have their values.
  func result(
    of service: Service, _ graph: inout GraphValues, _ log: FiredLog?, _ run: inout FEELRun
  ) -> FEELValue {
    let value: FEELValue
    if service.outputs.count == 1 {
      value = self.value(of: service.outputs[0].element, &graph, log, &run)
    } else {
      var context = FEELContext()
      for output in service.outputs {
        context[output.name] = self.value(of: output.element, &graph, log, &run)
      }
      value = .context(context)
    }
    let scope = EvaluationScope(log: log, file: service.file)
    return admit(value, service.result, at: service.position, scope, &run)
  }

  /// The value as the type asks, or null with the reason reported.
  @inline(__always)
  func admit(
    _ value: FEELValue, _ type: ModelType, at position: SourcePosition, _ scope: EvaluationScope,
    _ run: inout FEELRun
  ) -> FEELValue {
    if type.isAny { return value }
    switch type.admit(value) {
    case .value(let admitted): return admitted
    case .refused(let reason):
      run.report(reason, at: position, file: scope.file, code: .wrongType)
      return .null
    }
  }
}
