/// A due date that a rule fixes on a day of the year, such as 1 April of the following year (SR 1.5).
public struct FixedDateRule: Hashable, Sendable {
  public let month: Int
  public let day: Int
  public let yearsAfter: Int
  public let setBy: TermRule.SetBy
  public let article: String
  public let policy: TermRule.ExtensionPolicy

  /// Nil when no year has the day, or `yearsAfter` is not within 0 to 100.
  public init?(
    month: Int, day: Int, yearsAfter: Int, setBy: TermRule.SetBy, article: String,
    policy: TermRule.ExtensionPolicy = .byLaw
  ) {
    guard CivilDate(year: 2000, month: month, day: day) != nil, (0...100).contains(yearsAfter)
    else { return nil }
    self.month = month
    self.day = day
    self.yearsAfter = yearsAfter
    self.setBy = setBy
    self.article = article
    self.policy = policy
  }

  /// The due date that belongs to `year`; 29 February becomes 28 February in a common year.
  ///
  /// Strict unless the policy switch rolls it: the Algemene termijnenwet speaks of terms in acts and
  /// orders in council. Nil when the year is out of range.
  public func outcome(for year: Int, calendar: HolidayCalendar) -> TermOutcome? {
    guard (1583...999_000).contains(year),
      let first = CivilDate(year: year + yearsAfter, month: month, day: 1)
    else { return nil }
    let last = CivilDate.daysInMonth(month, of: year + yearsAfter)
    let date = first.adding(days: min(day, last) - 1)
    let coverage = TermCoverage(
      length: .days(0), added: TermSpan(months: 0, days: 0), direction: .forward, setBy: setBy,
      policy: policy)
    var trail = TermTrail(calendar: calendar)
    trail.fix(on: date, article: article)
    trail.finish(coverage, from: date)
    return trail.outcome(start: date, target: trail.date)
  }
}

extension TermTrail {
  fileprivate mutating func fix(on date: CivilDate, article: String) {
    begin(
      on: date,
      BilingualText(
        nl: "Vaste datum: \(date.inDutch).", en: "Fixed date: \(date.inEnglish)."), article)
  }
}
