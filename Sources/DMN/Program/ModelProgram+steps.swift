import Diagnostics
import FEEL

extension ModelProgram {
  /// The value of a boxed expression on a frame; the frame is left as it was.
  func run(
    _ step: Step, _ frame: inout [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    // Tables come first: to look at the form costs a copy of it.
    let value =
      if let table = step.table {
        evaluate(table, &frame, scope, &run)
      } else {
        evaluate(step, &frame, scope, &run)
      }
    guard !step.plain.accepts(value), let type = step.type else { return value }
    return admit(value, type, at: step.position, scope, &run)
  }

  private func evaluate(
    _ step: Step, _ frame: inout [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    switch step.form {
    case .literal(let expression): return expression.evaluate(frame, &run)
    case .constant(let value): return value
    case .broken(let reason):
      run.report(reason, at: step.position, file: scope.file)
      return .null
    case .table(let table): return evaluate(table, &frame, scope, &run)
    case .context(let entries, let result): return context(entries, result, &frame, scope, &run)
    case .invocation(let function, let bindings):
      return invoke(function, bindings, step, &frame, scope, &run)
    case .function(let function): return closure(function, frame, scope)
    case .relation(let columns, let rows):
      return .list(
        rows.map { row in
          var context = FEELContext()
          for (column, cell) in zip(columns, row) {
            context[column] = self.run(cell, &frame, scope, &run)
          }
          return .context(context)
        })
    case .list(let items): return .list(items.map { self.run($0, &frame, scope, &run) })
    case .conditional(let test, let then, let otherwise):
      let chosen = self.run(test, &frame, scope, &run) == .boolean(true) ? then : otherwise
      return self.run(chosen, &frame, scope, &run)
    case .filter(let list, let filter, let match):
      return self.filter(list, filter, match, &frame, scope, &run)
    case .iterator(let iterator): return iterate(iterator, &frame, scope, &run)
    }
  }

  private func context(
    _ entries: [Step.Entry], _ result: Step?, _ frame: inout [FEELValue],
    _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    let depth = frame.count
    defer { frame.removeLast(frame.count - depth) }
    for entry in entries {
      var value = self.run(entry.value, &frame, scope, &run)
      if let type = entry.type {
        value = admit(value, type, at: entry.value.position, scope, &run)
      }
      frame.append(value)
    }
    if let result { return self.run(result, &frame, scope, &run) }
    return .context(FEELContext(names: entries.map(\.name), values: Array(frame[depth...])))
  }

  private func invoke(
    _ function: Step, _ bindings: [(name: String, value: Step)], _ step: Step,
    _ frame: inout [FEELValue], _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    guard case .function(let callee) = self.run(function, &frame, scope, &run) else {
      run.report("what is invoked is not a function", at: step.position, file: scope.file)
      return .null
    }
    if callee.isBuiltIn {
      let named = bindings.map { ($0.name, self.run($0.value, &frame, scope, &run)) }
      return run.call(callee, named: named)
    }
    var arguments = [FEELValue](repeating: .null, count: callee.parameters.count)
    for binding in bindings {
      guard let place = callee.parameters.firstIndex(where: { $0.name == binding.name }) else {
        run.report(
          "the function has no parameter \"\(binding.name)\"", at: binding.value.position,
          file: scope.file, code: .wrongArguments)
        return .null
      }
      arguments[place] = self.run(binding.value, &frame, scope, &run)
    }
    return run.call(callee, arguments)
  }

  /// A function that remembers the frame in which it was written.
  private func closure(
    _ function: FunctionProgram, _ frame: [FEELValue], _ scope: EvaluationScope
  ) -> FEELValue {
    .function(
      FEELFunction(
        name: function.name,
        parameters: function.parameters.map { FEELFunction.Parameter($0.name, $0.type.feel) },
        result: function.result.feel
      ) { arguments, run in
        var inner = frame
        return self.call(function, arguments, &inner, scope, &run)
      })
  }

  /// Runs a function's body; an argument that its parameter's type refuses makes the call null.
  func call(
    _ function: FunctionProgram, _ arguments: [FEELValue], _ frame: inout [FEELValue],
    _ scope: EvaluationScope, _ run: inout FEELRun
  ) -> FEELValue {
    guard let body = function.body else {
      run.report(function.refusal, at: nil, file: scope.file, code: .notAvailable)
      return .null
    }
    for (parameter, argument) in zip(function.parameters, arguments) {
      switch parameter.type.admit(argument) {
      case .value(let value): frame.append(value)
      case .refused(let reason):
        run.report(
          "the argument \(parameter.name) of \(function.name): \(reason)", at: body.position,
          file: scope.file, code: .wrongType)
        return .null
      }
    }
    let value = self.run(body, &frame, scope, &run)
    return admit(value, function.result, at: body.position, scope, &run)
  }
}
