import ExactNumbers
import LegalCalendar

extension FEELValue {
  /// Equality of the language, DMN 1.5 §10.3.2.7: nil where two values cannot be compared.
  ///
  /// Null equals null only; values of different kinds cannot be compared, nor can values that are nested so
  /// deep or hold so much that comparing them takes too long.
  @inline(__always)
  public static func equal(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    if case .number(let x) = a, case .number(let y) = b { return x == y }
    return equalOthers(a, b)
  }

  @inline(never)
  private static func equalOthers(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    var equality = ValueEquality(isStrict: false)
    return equality.equal(a, b)
  }

  /// Swift strings equal each other when they are canonically equivalent; FEEL's when their characters are.
  static func same(_ x: String, _ y: String) -> Bool {
    x == y && x.utf8.elementsEqual(y.utf8)
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
    var run = FEELRun()
    return run.matches(value, test)
  }
}
