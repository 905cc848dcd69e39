import ExactNumbers

extension Parser {
  /// A whole text as a range between literals, of which one may be missing; nil when it is not.
  mutating func constantRange() -> FEELRange? {
    let startIncluded = scanner.accept("[")
    guard startIncluded || scanner.accept("(") || scanner.accept("]") else { return nil }
    insideRange = true
    var start: FEELValue?
    if !scanner.accept("..") {
      guard let value = rangeEndpoint(), scanner.accept("..")
      else { return nil }
      start = value
    } else if startIncluded {
      return nil
    }
    var end: FEELValue?
    scanner.skipSpace()
    if ![UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "[")].contains(scanner.byte()) {
      guard let value = rangeEndpoint() else { return nil }
      end = value
    }
    let endIncluded = scanner.accept("]")
    guard endIncluded || scanner.accept(")") || scanner.accept("["), !endIncluded || end != nil
    else { return nil }
    scanner.skipSpace()
    guard scanner.isAtEnd else { return nil }
    switch (start, end) {
    case (let start?, let end?):
      return FEELRange.checked(start, end, startIncluded: startIncluded, endIncluded: endIncluded)
    case (nil, nil): return nil
    default:
      let known = start ?? end ?? .null
      guard FEELValue.order(known, known) != nil else { return nil }
      return FEELRange(
        start: start, end: end, startIncluded: startIncluded, endIncluded: endIncluded)
    }
  }

  /// A number, a string, or a date, time or duration given as a literal or by its function.
  private mutating func rangeEndpoint() -> FEELValue? {
    scanner.skipSpace()
    switch scanner.byte() {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"): return nil
    default: break
    }
    let isNegative = scanner.accept("-")
    guard let node = try? postfix(), let value = code.constant(node) else { return nil }
    switch value {
    case .number(let number): return .number(isNegative ? -number : number)
    case .boolean, .null, .list, .context, .function, .range: return nil
    default: return isNegative ? nil : value
    }
  }
}
