extension FEELRun {
  @inline(never)
  mutating func builtinCall(_ node: Node, _ program: Program) -> FEELValue {
    guard let builtin = Builtin(rawValue: Int(node.a)) else { return .null }
    var arguments: [FEELValue] = []
    arguments.reserveCapacity(Int(node.c))
    for index in 0..<Int(node.c) { arguments.append(value(extra(node, program, index), program)) }
    let before = diagnostics.count
    let result = perform(builtin, arguments)
    if diagnostics.count > before { locate(from: before, node, program) }
    return result
  }

  mutating func call(_ node: Node, _ program: Program) -> FEELValue {
    guard let function = callee(node, program) else { return .null }
    var arguments: [FEELValue] = []
    arguments.reserveCapacity(Int(node.c))
    for index in 0..<Int(node.c) { arguments.append(value(extra(node, program, index), program)) }
    let before = diagnostics.count
    let result = call(function, arguments)
    if diagnostics.count > before { locate(from: before, node, program) }
    return result
  }

  mutating func callNamed(_ node: Node, _ program: Program) -> FEELValue {
    guard let function = callee(node, program) else { return .null }
    var arguments: [(String, FEELValue)] = []
    for index in 0..<Int(node.c) {
      let name = program.names[Int(extra(node, program, 2 * index))]
      arguments.append((name, value(extra(node, program, 2 * index + 1), program)))
    }
    let before = diagnostics.count
    let result = call(function, named: arguments)
    if diagnostics.count > before { locate(from: before, node, program) }
    return result
  }

  /// The function that is called. A variable that hides a built-in but is not a function does not hide it
  /// in a call: an input may be named `date`.
  private mutating func callee(_ node: Node, _ program: Program) -> FEELFunction? {
    let target = program.nodes[Int(node.a)]
    if target.operation == .unknownName {
      let before = diagnostics.count
      _ = fail(.unknownFunction, "no function is called `\(program.names[Int(target.a)])`")
      locate(from: before, target, program)
      return nil
    }
    let callee = value(node.a, program)
    if case .function(let function) = callee { return function }
    if target.operation == .slot {
      let end = Int(target.place)
      let index = NameIndex.builtins.longest(in: Scanner(program.source.text), at: end)
      if let index, let builtin = Builtin.named[index.name] {
        return FEELFunction(builtin: builtin)
      }
    }
    let before = diagnostics.count
    _ = fail(.unknownFunction, "a \(callee.kindName) is not a function")
    locate(from: before, node, program)
    return nil
  }

  /// Calls a function with arguments by place.
  public mutating func call(_ function: FEELFunction, _ arguments: [FEELValue]) -> FEELValue {
    if case .builtin(let builtin) = function.body { return call(builtin, arguments) }
    guard arguments.count == function.parameters.count else {
      return fail(
        .wrongArguments,
        "\(function.name.map { "`\($0)`" } ?? "the function") takes \(function.parameters.count) arguments, not \(arguments.count)"
      )
    }
    var coerced = arguments
    for (index, parameter) in function.parameters.enumerated() {
      guard let value = parameter.type.coerce(arguments[index]) else {
        return fail(
          .wrongType,
          "`\(parameter.name)` takes a \(parameter.type), not a \(arguments[index].kindName)")
      }
      coerced[index] = value
    }
    let result: FEELValue
    switch function.body {
    case .builtin: return .null
    case .host(let host):
      depth += 16
      defer { depth -= 16 }
      guard depth <= environment.limits.depth else {
        steps = 0
        return fail(.limit, "calls are too deep: the recursion does not end")
      }
      result = host.call(coerced, &self)
    case .closure(let closure):
      guard closure.body >= 0 else {
        return fail(.notAvailable, "external functions are not available")
      }
      var frame = closure.locals
      for (index, value) in coerced.enumerated() { frame[closure.firstSlot + index] = value }
      swap(&frame, &locals)
      result = value(closure.body, closure.program)
      swap(&frame, &locals)
    }
    return function.result.coerce(result)
      ?? fail(.wrongType, "the result is not a \(function.result)")
  }

  /// Calls a function with arguments by name, in any order.
  public mutating func call(
    _ function: FEELFunction, named arguments: [(String, FEELValue)]
  ) -> FEELValue {
    if case .builtin(let builtin) = function.body { return call(builtin, named: arguments) }
    var ordered = [FEELValue?](repeating: nil, count: function.parameters.count)
    for (name, value) in arguments {
      guard let place = function.parameters.firstIndex(where: { $0.name == name }) else {
        return fail(.wrongArguments, "no parameter is called `\(name)`")
      }
      guard ordered[place] == nil else {
        return fail(.wrongArguments, "the parameter `\(name)` is given twice")
      }
      ordered[place] = value
    }
    // A parameter that is not given by name is null, DMN 1.5 §10.3.2.13.5.
    return call(function, ordered.map { $0 ?? .null })
  }

  mutating func function(_ node: Node, _ program: Program) -> FEELValue {
    var parameters: [FEELFunction.Parameter] = []
    for index in 0..<Int(node.c) {
      parameters.append(
        FEELFunction.Parameter(
          program.names[Int(extra(node, program, 1 + 2 * index))],
          program.types[Int(extra(node, program, 2 + 2 * index))]))
    }
    let closure = FEELFunction.Closure(
      program: program, body: node.a, firstSlot: Int(extra(node, program, 0)), locals: locals)
    return .function(
      FEELFunction(name: nil, parameters: parameters, result: .any, body: .closure(closure)))
  }
}
