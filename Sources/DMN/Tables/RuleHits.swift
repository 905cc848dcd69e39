/// The rules that apply, by their place; the common single one costs no array.
struct RuleHits {
  /// -1 when there is none.
  private(set) var first = -1
  private(set) var others: [Int] = []

  @inline(__always)
  mutating func append(_ row: Int) {
    if first < 0 { first = row } else { others.append(row) }
  }

  var count: Int { first < 0 ? 0 : 1 + others.count }
}
