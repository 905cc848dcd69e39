extension Parser {
  mutating func choice() throws(Failure) -> Int32 {
    let place = scanner.place
    try requireKeyword("if", "")
    let condition = try expression()
    try requireKeyword("then", "after the condition of `if`")
    let accepted = try expression()
    try requireKeyword("else", "after the value of `then`")
    let refused = try expression()
    return code.append(
      Node(operation: .choose, a: condition, b: accepted, c: refused, place: Int32(place)))
  }

  mutating func iteration() throws(Failure) -> Int32 {
    let place = scanner.place
    try requireKeyword("for", "")
    let depth = scope.count
    let firstSlot = nextSlot
    defer {
      scope.removeLast(scope.count - depth)
      nextSlot = firstSlot
    }
    var iterators = try self.iterators(afterWord: "for")
    try requireKeyword("return", "after the lists of `for`")
    let partial = newSlot()
    scope.append(.local(NameParts("partial"), slot: partial))
    let outer = usesPartial
    usesPartial = false
    let body = try expression()
    iterators.insert(usesPartial ? Int32(partial) : -1, at: 0)
    usesPartial = usesPartial || outer
    let start = code.append(iterators)
    return code.append(
      Node(
        operation: .iterate, a: body, b: start, c: Int32(iterators.count / 3), place: Int32(place))
    )
  }

  mutating func quantification(
    _ operation: Node.Operation, _ word: StaticString
  ) throws(Failure) -> Int32 {
    let place = scanner.place
    try requireKeyword(word, "")
    let depth = scope.count
    let firstSlot = nextSlot
    defer {
      scope.removeLast(scope.count - depth)
      nextSlot = firstSlot
    }
    let iterators = [-1] + (try self.iterators(afterWord: "\(word)"))
    try requireKeyword("satisfies", "after the lists of `\(word)`")
    let condition = try expression()
    let start = code.append(iterators)
    return code.append(
      Node(
        operation: operation, a: condition, b: start, c: Int32(iterators.count / 3),
        place: Int32(place)))
  }

  /// `a in list, b in 1..3`: slot, list and end of each, the end -1 where there is none.
  private mutating func iterators(afterWord word: String) throws(Failure) -> [Int32] {
    var result: [Int32] = []
    repeat {
      let name = try iteratorName(afterWord: word)
      let domain = try expression()
      let end = scanner.accept("..") ? try expression() : -1
      let slot = newSlot()
      scope.append(.local(NameParts(name), slot: slot))
      result += [Int32(slot), domain, end]
    } while scanner.accept(",")
    return result
  }

  private mutating func iteratorName(afterWord word: String) throws(Failure) -> String {
    scanner.skipSpace()
    var name = ""
    while let end = scanner.wordEnd(from: scanner.place) {
      if !name.isEmpty, scanner.acceptKeyword("in") { return name }
      if !name.isEmpty { name += " " }
      name += scanner.text(scanner.place..<end)
      scanner.place = end
      while NameScalars.isSymbol(scanner.byte()) {
        name += scanner.text(scanner.place..<scanner.place + 1)
        let end = scanner.partEnd(from: scanner.place + 1)
        name += scanner.text(scanner.place + 1..<end)
        scanner.place = end
      }
      scanner.skipSpace()
    }
    throw failure("expected a name and `in` after `\(word)`, found \(found())")
  }

  mutating func functionLiteral(at place: Int) throws(Failure) -> Int32 {
    try require("(", "after `function`")
    let depth = scope.count
    let firstSlot = nextSlot
    defer {
      scope.removeLast(scope.count - depth)
      nextSlot = firstSlot
    }
    var parameters: [Int32] = [Int32(firstSlot)]
    if !scanner.accept(")") {
      repeat {
        let (name, type) = try parameter()
        parameters += [code.name(name), code.type(type)]
        scope.append(.local(NameParts(name), slot: newSlot()))
      } while scanner.accept(",")
      try require(")", "to close the parameters")
    }
    let body: Int32
    if scanner.acceptKeyword("external") {
      _ = try expression()
      body = -1
    } else {
      body = try expression()
    }
    let start = code.append(parameters)
    return code.append(
      Node(
        operation: .function, a: body, b: start, c: Int32(parameters.count / 2),
        place: Int32(place)))
  }

  private mutating func parameter() throws(Failure) -> (String, FEELType) {
    scanner.skipSpace()
    if let name = freeName(before: UInt8(ascii: ":")) { return (name, try typeReference()) }
    guard var end = scanner.wordEnd(from: scanner.place) else {
      throw failure("expected the name of a parameter, found \(found())")
    }
    var name = ""
    while true {
      name += (name.isEmpty ? "" : " ") + scanner.text(scanner.place..<end)
      scanner.place = end
      scanner.skipSpace()
      guard let next = scanner.wordEnd(from: scanner.place) else { return (name, .any) }
      end = next
    }
  }
}
