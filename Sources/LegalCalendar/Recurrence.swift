/// Dates that return every so many months, each counted from the first so that none drifts.
public struct Recurrence: Hashable, Sendable {
  public let first: CivilDate
  public let everyMonths: Int

  /// Nil unless `everyMonths` is within 1 to 1,200.
  public init?(first: CivilDate, everyMonths: Int) {
    guard (1...1_200).contains(everyMonths) else { return nil }
    self.first = first
    self.everyMonths = everyMonths
  }

  /// The date number `index`, counted from 0; the month's last day where the day does not exist.
  public func date(at index: Int) -> CivilDate { first.adding(months: everyMonths * index) }

  /// All dates up to and including `last`.
  public func dates(through last: CivilDate) -> [CivilDate] {
    var found: [CivilDate] = []
    while case let next = date(at: found.count), next <= last { found.append(next) }
    return found
  }

  /// The first `count` dates.
  public func dates(count: Int) -> [CivilDate] { (0..<max(count, 0)).map(date(at:)) }
}
