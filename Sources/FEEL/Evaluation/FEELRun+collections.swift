import ExactNumbers

extension FEELRun {
  func extra(_ node: Node, _ program: Program, _ index: Int) -> Int32 {
    program.extra[Int(node.b) + index]
  }

  mutating func list(_ node: Node, _ program: Program) -> FEELValue {
    var items: [FEELValue] = []
    items.reserveCapacity(Int(node.c))
    for index in 0..<Int(node.c) { items.append(value(extra(node, program, index), program)) }
    return .list(items)
  }

  mutating func context(_ node: Node, _ program: Program) -> FEELValue {
    var result = FEELContext()
    for index in 0..<Int(node.c) {
      let name = program.names[Int(extra(node, program, 2 * index))]
      let entry = value(extra(node, program, 2 * index + 1), program)
      if result[name] != nil {
        let before = diagnostics.count
        let refused = fail(.invalidValue, "the context has two entries called `\(name)`")
        locate(from: before, node, program)
        return refused
      }
      locals[Int(node.a) + index] = entry
      result[name] = entry
    }
    return .context(result)
  }

  mutating func range(_ node: Node, _ program: Program) -> FEELValue {
    let start = value(node.a, program)
    let end = value(node.b, program)
    if let range = FEELRange.checked(
      start, end, startIncluded: node.c & 1 != 0, endIncluded: node.c & 2 != 0)
    {
      return .range(range)
    }
    let before = diagnostics.count
    let refused = fail(
      .invalidValue, "\(start) and \(end) are not the two ends of a range, in ascending order")
    locate(from: before, node, program)
    return refused
  }

  /// `list[number]` and `list[condition]`; which of the two is settled by the value.
  mutating func filtered(_ node: Node, _ program: Program) -> FEELValue {
    let source = value(node.a, program)
    if source.isNull { return .null }
    let items = source.list ?? [source]
    let slot = Int(node.c)
    let kept = locals[slot]
    defer { locals[slot] = kept }
    var result: [FEELValue] = []
    for (index, item) in items.enumerated() {
      guard spend() else { return .null }
      locals[slot] = item
      let condition = value(node.b, program)
      if index == 0, case .number(let position) = condition {
        return self.item(at: position, of: items, node, program)
      }
      if case .boolean(true) = condition { result.append(item) }
    }
    if items.isEmpty {
      locals[slot] = .null
      let before = diagnostics.count
      let condition = value(node.b, program)
      diagnostics.removeLast(diagnostics.count - before)
      if case .number(let position) = condition {
        return self.item(at: position, of: items, node, program)
      }
    }
    return .list(result)
  }

  private mutating func item(
    at position: Decimal128, of items: [FEELValue], _ node: Node, _ program: Program
  ) -> FEELValue {
    if let place = position.int64 {
      if place > 0, place <= items.count { return items[Int(place) - 1] }
      if place < 0, place >= -Int64(items.count) { return items[items.count + Int(place)] }
    }
    let before = diagnostics.count
    let refused = fail(
      .outOfRange, "the list has \(items.count) items and none at \(position.plainDescription)")
    locate(from: before, node, program)
    return refused
  }

  /// A name inside a filter: an entry of the item before anything outside.
  @inline(never)
  mutating func filterName(_ node: Node, _ program: Program) -> FEELValue {
    if case .context(let context) = locals[Int(node.b)],
      let entry = context[program.names[Int(node.a)]]
    {
      return entry
    }
    if program.nodes[Int(node.c)].operation == .unknownName {
      let item = locals[Int(node.b)]
      // Items need not all have the entry: where it is missing it is null, without a word.
      if case .context = item { return .null }
      if let member = property(program.names[Int(node.a)], of: item) { return member }
    }
    return value(node.c, program)
  }

  /// The member of a value; of each item where the value is a list.
  @inline(never)
  mutating func member(_ node: Node, _ program: Program) -> FEELValue {
    let source = value(node.a, program)
    let name = program.names[Int(node.b)]
    switch source {
    case .context(let context):
      if let entry = context[name] { return entry }
    case .null: return .null
    case .list(let items):
      var result: [FEELValue] = []
      result.reserveCapacity(items.count)
      for item in items {
        guard spend() else { return .null }
        if case .context(let context) = item {
          result.append(context[name] ?? .null)
        } else {
          result.append(property(name, of: item) ?? .null)
        }
      }
      return .list(result)
    default:
      if let found = property(name, of: source) { return found }
    }
    let before = diagnostics.count
    let refused = fail(.unknownMember, "the \(source.kindName) has no `\(name)`")
    locate(from: before, node, program)
    return refused
  }
}

extension FEELRange {
  /// Nil when the ends are of different kinds, null or descending.
  static func checked(
    _ start: FEELValue, _ end: FEELValue, startIncluded: Bool, endIncluded: Bool
  ) -> FEELRange? {
    guard let order = FEELValue.order(start, end), order <= 0 else { return nil }
    return FEELRange(
      start: start, end: end, startIncluded: startIncluded, endIncluded: endIncluded)
  }
}
