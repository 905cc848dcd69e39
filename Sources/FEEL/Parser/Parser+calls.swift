extension Parser {
  /// The arguments of a call, by place or by name, and the call.
  mutating func call(of callee: Int32, at place: Int) throws(Failure) -> Int32 {
    try require("(", "to call a function")
    let outer = insideRange
    insideRange = false
    defer { insideRange = outer }
    var names: [Int32] = []
    var arguments: [Int32] = []
    if !scanner.accept(")") {
      repeat {
        scanner.skipSpace()
        let start = scanner.place
        if let name = freeName(before: UInt8(ascii: ":")) {
          guard names.count == arguments.count else {
            throw failure(
              "an argument with a name after one without", at: start,
              remedy: "name all arguments or none")
          }
          names.append(code.name(name))
        } else if !names.isEmpty {
          throw failure(
            "an argument without a name after one with", remedy: "name all arguments or none")
        }
        arguments.append(try expression())
      } while scanner.accept(",")
      try require(")", "to close the arguments")
    }
    if !names.isEmpty {
      var pairs: [Int32] = []
      for (name, value) in zip(names, arguments) { pairs += [name, value] }
      let start = code.append(pairs)
      return code.append(
        Node(
          operation: .callNamed, a: callee, b: start, c: Int32(names.count),
          place: Int32(place)))
    }
    if case .function(let function) = code.constant(callee),
      case .builtin(let builtin) = function.body
    {
      return emitBuiltin(builtin, arguments, at: Int(code.nodes[Int(callee)].place))
    }
    let start = code.append(arguments)
    return code.append(
      Node(
        operation: .call, a: callee, b: start, c: Int32(arguments.count), place: Int32(place)))
  }
}
