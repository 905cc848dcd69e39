import Allocation
import ExactNumbers

extension Scenario {
  /// The scenario with one lever set to another value, under the id `id@lever=value`.
  public func setting(_ lever: String, to value: LeverValue) -> Scenario {
    var copy = self
    copy.changes.removeAll { $0.lever == lever }
    copy.changes.append(Change(lever, value))
    copy.changes.sort { $0.lever < $1.lever }
    copy.id = "\(id)@\(lever)=\(value)"
    return copy
  }

  /// The scenario once for each value of a lever: a sweep.
  public func sweep(_ lever: String, over values: [LeverValue]) -> [Scenario] {
    values.map { setting(lever, to: $0) }
  }

  /// The scenario without each of its changes in turn: what each contributes to the whole.
  ///
  /// One that cannot stand without a change (a lottery without its quality line) is left out.
  public func leavingOneOut(on baseline: SchemeDesign) -> [Scenario] {
    changes.compactMap { change in
      var copy = self
      copy.changes.removeAll { $0 == change }
      copy.id = "\(id)-without-\(change.lever)"
      return (try? copy.design(on: baseline)) == nil ? nil : copy
    }
  }
}

extension LeverKind {
  /// `count` values at equal distances, the ends included; empty for choices and fewer than two.
  ///
  /// Nil when an end is not a value of this lever or the first lies beyond the last.
  public func values(from first: String, to last: String, count: Int) -> [LeverValue]? {
    guard let low = read(first), let high = read(last), (2...1_000).contains(count) else {
      return nil
    }
    func spaced(_ a: Int64, _ b: Int64, _ make: (Int64) -> LeverValue) -> [LeverValue]? {
      guard a <= b else { return nil }
      var list: [LeverValue] = []
      for step in 0..<Int64(count) {
        let value = make(a + Int64(Int128(b - a) * Int128(step) / Int128(count - 1)))
        if list.last != value { list.append(value) }
      }
      return list
    }
    switch (low, high) {
    case (.count(let a), .count(let b)):
      return spaced(Int64(a), Int64(b)) { .count(Int($0)) }
    case (.share(let a), .share(let b)):
      return spaced(Int64(a.count), Int64(b.count)) { .share(BasisPoints(Int($0))) }
    case (.euros(let a), .euros(let b)):
      return spaced(a.cents, b.cents) { .euros(Money(cents: $0)) }
    case (.points(let a), .points(let b)):
      return spaced(a.millionths, b.millionths) { .points(Points(millionths: $0)) }
    default: return nil
    }
  }
}
