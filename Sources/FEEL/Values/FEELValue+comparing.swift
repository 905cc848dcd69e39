import ExactNumbers
import LegalCalendar

extension FEELValue {
  /// Equality of the language, DMN 1.5 §10.3.2.7: nil where two values cannot be compared.
  ///
  /// Null equals null only; values of different kinds cannot be compared.
  public static func equal(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    switch (a, b) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): same(x, y)
    case (.boolean(let x), .boolean(let y)): x == y
    case (.date(let x), .date(let y)): x == y
    case (.time(let x), .time(let y)): x.isEqual(to: y)
    case (.dateTime(let x), .dateTime(let y)): x.isEqual(to: y)
    case (.yearMonthDuration(let x), .yearMonthDuration(let y)): x == y
    case (.dayTimeDuration(let x), .dayTimeDuration(let y)): x == y
    case (.list(let x), .list(let y)): equalLists(x, y)
    case (.context(let x), .context(let y)): equalContexts(x, y)
    case (.range(let x), .range(let y)): equalRanges(x, y)
    case (.function(let x), .function(let y)): x == y
    default: nil
    }
  }

  /// Swift strings equal each other when they are canonically equivalent; FEEL's when their characters are.
  static func same(_ x: String, _ y: String) -> Bool {
    x == y && x.utf8.elementsEqual(y.utf8)
  }

  private static func equalLists(_ x: [FEELValue], _ y: [FEELValue]) -> Bool? {
    guard x.count == y.count else { return false }
    var result: Bool? = true
    for (a, b) in zip(x, y) {
      switch equal(a, b) {
      case false: return false
      case nil: result = nil
      default: break
      }
    }
    return result
  }

  private static func equalContexts(_ x: FEELContext, _ y: FEELContext) -> Bool? {
    guard x.count == y.count else { return false }
    var result: Bool? = true
    for entry in x.entries {
      guard let other = y[entry.name] else { return false }
      switch equal(entry.value, other) {
      case false: return false
      case nil: result = nil
      default: break
      }
    }
    return result
  }

  private static func equalRanges(_ x: FEELRange, _ y: FEELRange) -> Bool? {
    guard x.form == y.form, x.startIncluded == y.startIncluded, x.endIncluded == y.endIncluded
    else { return false }
    func ends(_ a: FEELValue?, _ b: FEELValue?) -> Bool? {
      switch (a, b) {
      case (nil, nil): true
      case (nil, _), (_, nil): false
      case (let a?, let b?): equal(a, b)
      }
    }
    guard let starts = ends(x.start, y.start), let stops = ends(x.end, y.end) else { return nil }
    return starts && stops
  }

  /// The sign of `a - b` for ordered kinds, DMN 1.5 §10.3.2.7; nil where the two have no order.
  @inline(__always)
  public static func order(_ a: FEELValue, _ b: FEELValue) -> Int? {
    if case .number(let x) = a, case .number(let y) = b { return Decimal128.order(x, y) }
    return orderOfOthers(a, b)
  }

  @inline(never)
  private static func orderOfOthers(_ a: FEELValue, _ b: FEELValue) -> Int? {
    func sign<T: Comparable>(_ x: T, _ y: T) -> Int { x < y ? -1 : (x == y ? 0 : 1) }
    switch (a, b) {
    case (.string(let x), .string(let y)):
      if same(x, y) { return 0 }
      return x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
    case (.date(let x), .date(let y)): return sign(x, y)
    case (.time(let x), .time(let y)): return x.order(relativeTo: y)
    case (.dateTime(let x), .dateTime(let y)): return x.order(relativeTo: y)
    case (.yearMonthDuration(let x), .yearMonthDuration(let y)): return sign(x, y)
    case (.dayTimeDuration(let x), .dayTimeDuration(let y)): return sign(x, y)
    default: return nil
    }
  }

  /// Whether a value passes a test that is itself a value: equal to it, in the range, or in the list.
  ///
  /// DMN 1.5 Table 55, "e1 in e2". Nil where nothing could be compared.
  public static func matches(_ value: FEELValue, _ test: FEELValue) -> Bool? {
    switch test {
    case .range(let range):
      if case .range = value { return equal(value, test) }
      return range.contains(value)
    case .list(let tests):
      if case .list = value, equal(value, test) == true { return true }
      for each in tests {
        if case .range(let range) = each {
          if range.contains(value) == true { return true }
        }
        if equal(value, each) == true { return true }
      }
      return false
    default: return equal(value, test)
    }
  }
}
