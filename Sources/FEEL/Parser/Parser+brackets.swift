extension Parser {
  /// `(expression)`, a range that is open at its start, or a test such as `(< 5)` as a range.
  mutating func parenthesis() throws(Failure) -> Int32 {
    let place = scanner.place
    scanner.place += 1
    if let operation = testOperator() {
      let operand = try additive()
      try require(")", "to close the `(`")
      return emit(operation, operand, at: place)
    }
    let value = try inRange { parser throws(Failure) in try parser.expression() }
    if scanner.accept("..") { return try rangeEnd(from: value, startIncluded: false, at: place) }
    try require(")", "to close the `(`")
    return value
  }

  /// `[a, b]` or a range that holds its start.
  mutating func listOrRange() throws(Failure) -> Int32 {
    let place = scanner.place
    scanner.place += 1
    var items: [Int32] = []
    if !scanner.accept("]") {
      let first = try inRange { parser throws(Failure) in try parser.listItem() }
      if scanner.accept("..") { return try rangeEnd(from: first, startIncluded: true, at: place) }
      items.append(first)
      while scanner.accept(",") { items.append(try listItem()) }
      try require("]", "to close the list")
    }
    let constants = items.compactMap { code.constant($0) }
    if constants.count == items.count { return code.constant(.list(constants), at: place) }
    let start = code.append(items)
    return code.append(
      Node(operation: .list, b: start, c: Int32(items.count), place: Int32(place)))
  }

  private mutating func listItem() throws(Failure) -> Int32 {
    scanner.skipSpace()
    let place = scanner.place
    if let operation = testOperator() { return emit(operation, try additive(), at: place) }
    return try expression()
  }

  /// `]a..b]`: open at its start.
  mutating func openRange() throws(Failure) -> Int32 {
    let place = scanner.place
    scanner.place += 1
    let start = try inRange { parser throws(Failure) in try parser.additive() }
    try require("..", "in a range that begins with `]`")
    return try rangeEnd(from: start, startIncluded: false, at: place)
  }

  private mutating func rangeEnd(
    from start: Int32, startIncluded: Bool, at place: Int
  ) throws(Failure) -> Int32 {
    let end = try inRange { parser throws(Failure) in try parser.expression() }
    let endIncluded: Bool
    if scanner.accept("]") {
      endIncluded = true
    } else if scanner.accept(")") || scanner.accept("[") {
      endIncluded = false
    } else {
      throw failure("expected `]` or `)` to end the range, found \(found())")
    }
    let flags = Int32((startIncluded ? 1 : 0) + (endIncluded ? 2 : 0))
    if let low = code.constant(start), let high = code.constant(end),
      let range = FEELRange.checked(
        low, high, startIncluded: startIncluded, endIncluded: endIncluded)
    {
      return code.constant(.range(range), at: place)
    }
    return code.append(
      Node(operation: .range, a: start, b: end, c: flags, place: Int32(place)))
  }

  private mutating func inRange(
    _ body: (inout Parser) throws(Failure) -> Int32
  ) throws(Failure) -> Int32 {
    let outer = insideRange
    insideRange = true
    defer { insideRange = outer }
    return try body(&self)
  }

  mutating func filter(of list: Int32, at place: Int) throws(Failure) -> Int32 {
    let slot = newSlot()
    scope.append(.filter(slot: slot))
    let outer = insideRange
    insideRange = false
    defer {
      insideRange = outer
      scope.removeLast()
      nextSlot -= 1
    }
    let condition = try expression()
    try require("]", "to close the filter")
    return code.append(
      Node(operation: .filter, a: list, b: condition, c: Int32(slot), place: Int32(place)))
  }

  /// `{name: value, …}`; later entries see the earlier ones.
  mutating func contextLiteral() throws(Failure) -> Int32 {
    let place = scanner.place
    scanner.place += 1
    var entries: [Int32] = []
    let depth = scope.count
    let firstSlot = nextSlot
    defer {
      scope.removeLast(scope.count - depth)
      nextSlot = firstSlot
    }
    if !scanner.accept("}") {
      repeat {
        let name = try contextKey()
        let slot = newSlot()
        let value = try expression()
        entries += [code.name(name), value]
        scope.append(.local(NameParts(name), slot: slot))
        if name.utf8.contains(where: NameScalars.isSymbol) { members.insert(name, slot: nil) }
        guard entries.count <= 2 * Self.mostEntries else {
          throw failure("the context has more than \(Self.mostEntries) entries")
        }
      } while scanner.accept(",")
      try require("}", "to close the context")
    }
    let start = code.append(entries)
    return code.append(
      Node(
        operation: .context, a: Int32(firstSlot), b: start, c: Int32(entries.count / 2),
        place: Int32(place)))
  }

  private mutating func contextKey() throws(Failure) -> String {
    scanner.skipSpace()
    let place = scanner.place
    if scanner.byte() == UInt8(ascii: "\"") {
      guard let text = scanner.string() else { throw failure("the string is not closed") }
      try require(":", "after the name of an entry")
      return text
    }
    guard let name = freeName(before: UInt8(ascii: ":")) else {
      throw failure("expected the name of an entry and `:`, found \(found())", at: place)
    }
    return name
  }

  /// A name of words and symbols that ends at the separator, which is consumed; nil, and nothing consumed,
  /// when no such name stands here.
  mutating func freeName(before separator: UInt8) -> String? {
    let start = scanner.place
    var name = ""
    var pendingSpace = false
    scanner.skipSpace()
    guard scanner.wordEnd(from: scanner.place) != nil else {
      scanner.place = start
      return nil
    }
    while !scanner.isAtEnd {
      let place = scanner.place
      scanner.skipSpace()
      if scanner.place > place { pendingSpace = true }
      if scanner.byte() == separator {
        scanner.place += 1
        return name
      }
      var end = scanner.partEnd(from: scanner.place)
      if end == scanner.place {
        guard NameScalars.isSymbol(scanner.byte()), !scanner.starts(with: "..", at: scanner.place)
        else { break }
        end += 1
      }
      if pendingSpace, !name.isEmpty { name += " " }
      pendingSpace = false
      name += scanner.text(scanner.place..<end)
      scanner.place = end
    }
    scanner.place = start
    return nil
  }

}
