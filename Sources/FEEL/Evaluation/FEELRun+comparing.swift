extension FEELRun {
  /// Equality that costs as many steps as it visits items.
  @inline(__always)
  mutating func equal(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    if case .number(let x) = a, case .number(let y) = b { return x == y }
    return equalOthers(a, b)
  }

  @inline(never)
  private mutating func equalOthers(_ a: FEELValue, _ b: FEELValue) -> Bool? {
    var equality = ValueEquality(isStrict: false)
    let result = equality.equal(a, b)
    steps -= equality.visited
    return result
  }

  /// `FEELValue.matches`, at the cost of the comparisons.
  mutating func matches(_ value: FEELValue, _ test: FEELValue) -> Bool? {
    switch test {
    case .range(let range):
      if case .range = value { return equal(value, test) }
      return range.contains(value)
    case .list(let tests):
      if case .list = value, equal(value, test) == true { return true }
      for each in tests {
        guard spend() else { return nil }
        if case .range(let range) = each, range.contains(value) == true { return true }
        if equal(value, each) == true { return true }
      }
      return false
    default: return equal(value, test)
    }
  }
}
