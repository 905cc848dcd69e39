import ExactNumbers
import LegalCalendar

/// Compares values within a budget: a value may hold the same list many times over.
struct ValueEquality {
  /// Whether values are the same only when they are of one kind and in the same zone, as `is()` has it.
  let isStrict: Bool
  /// Items compared so far.
  private(set) var visited = 0
  private var depth = 0
  private var isTooDeep = false

  private var isExhausted: Bool { isTooDeep || visited > 200_000 }

  init(isStrict: Bool) { self.isStrict = isStrict }

  mutating func equal(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    switch (a, b) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.number(let x), .number(let y)): return x == y
    case (.string(let x), .string(let y)): return FEELValue.same(x, y)
    case (.boolean(let x), .boolean(let y)): return x == y
    case (.date(let x), .date(let y)): return x == y
    case (.time(let x), .time(let y)): return isStrict ? x == y : x.isEqual(to: y)
    case (.dateTime(let x), .dateTime(let y)): return isStrict ? x == y : x.isEqual(to: y)
    case (.yearMonthDuration(let x), .yearMonthDuration(let y)): return x == y
    case (.dayTimeDuration(let x), .dayTimeDuration(let y)): return x == y
    case (.function(let x), .function(let y)): return x == y
    case (.list, .list), (.context, .context), (.range, .range): return equalInside(a, b)
    default: return isStrict ? false : nil
    }
  }

  private mutating func equalInside(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 1000 else {
      isTooDeep = true
      return nil
    }
    switch (a, b) {
    case (.list(let x), .list(let y)):
      guard x.count == y.count else { return false }
      var result: Bool? = true
      for (a, b) in zip(x, y) where !merge(&result, equal(a, b)) { return result }
      return result
    case (.context(let x), .context(let y)):
      guard x.count == y.count else { return false }
      var result: Bool? = true
      for entry in x.entries {
        guard let other = y[entry.name] else { return false }
        if !merge(&result, equal(entry.value, other)) { return result }
      }
      return result
    case (.range(let x), .range(let y)):
      guard x.form == y.form, x.startIncluded == y.startIncluded, x.endIncluded == y.endIncluded
      else { return false }
      var result: Bool? = true
      for (a, b) in [(x.start, y.start), (x.end, y.end)] {
        switch (a, b) {
        case (nil, nil): break
        case (let a?, let b?): if !merge(&result, equal(a, b)) { return result }
        default: return false
        }
      }
      return result
    default: return nil
    }
  }

  /// Adds the result of a part; false when the whole is settled.
  ///
  /// Parts that cannot be compared are not equal: the whole can be.
  private mutating func merge(_ whole: inout Bool?, _ part: Bool?) -> Bool {
    visited += 1
    if isExhausted {
      whole = nil
      return false
    }
    whole = part ?? false
    return whole == true
  }
}
