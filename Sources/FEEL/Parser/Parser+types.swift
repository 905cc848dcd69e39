extension Parser {
  /// A type as written after `instance of` or the `:` of a parameter.
  mutating func typeReference() throws(Failure) -> FEELType {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepest else { throw failure("the type is nested too deep") }
    scanner.skipSpace()
    let place = scanner.place
    if let known = types.longest(in: scanner, at: place), !isConstructor(known.name) {
      scanner.place = known.end
      return names.types[known.name] ?? FEELType.named[known.name] ?? .unknown(known.name)
    }
    if scanner.acceptKeyword("list") {
      guard scanner.accept("<") else { return .list(.any) }
      let element = try typeReference()
      try require(">", "to close `list<`")
      return .list(element)
    }
    if scanner.acceptKeyword("range") {
      guard scanner.accept("<") else { return .range(.any) }
      let element = try typeReference()
      try require(">", "to close `range<`")
      return .range(element)
    }
    if scanner.acceptKeyword("context") { return try contextType() }
    if scanner.acceptKeyword("function") { return try functionType() }
    guard let end = scanner.wordEnd(from: place) else {
      throw failure("expected a type, found \(found())")
    }
    scanner.place = end
    var name = scanner.text(place..<end)
    while scanner.byte() == UInt8(ascii: "."), let end = scanner.wordEnd(from: scanner.place + 1) {
      name += scanner.text(scanner.place..<end)
      scanner.place = end
    }
    return names.types[name] ?? .unknown(name)
  }

  private func isConstructor(_ name: String) -> Bool {
    ["list", "range", "context", "function"].contains(name) && names.types[name] == nil
  }

  private mutating func contextType() throws(Failure) -> FEELType {
    guard scanner.accept("<") else { return .context([]) }
    var fields: [FEELType.Field] = []
    if scanner.accept(">") { return .context([]) }
    repeat {
      guard let name = freeName(before: UInt8(ascii: ":")) else {
        throw failure("expected the name of an entry and `:`, found \(found())")
      }
      fields.append(FEELType.Field(name, try typeReference()))
    } while scanner.accept(",")
    try require(">", "to close `context<`")
    return .context(fields)
  }

  private mutating func functionType() throws(Failure) -> FEELType {
    guard scanner.accept("<") else { return .function(nil, .any) }
    var parameters: [FEELType] = []
    if !scanner.accept(">") {
      repeat { parameters.append(try typeReference()) } while scanner.accept(",")
      try require(">", "to close `function<`")
    }
    guard scanner.accept("->") else { return .function(parameters, .any) }
    return .function(parameters, try typeReference())
  }
}
