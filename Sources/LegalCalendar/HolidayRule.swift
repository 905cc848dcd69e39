/// A rule that yields at most one holiday a year.
public struct HolidayRule: Hashable, Sendable {
  public enum Moment: Hashable, Sendable {
    /// A day of the year; when it falls on a Sunday, `sundayShift` days are added.
    case fixed(month: Int, day: Int, sundayShift: Int)
    /// Days after Easter Sunday; negative before it.
    case easter(offset: Int)
  }

  public let id: String
  public let name: BilingualText
  public let moment: Moment
  /// The years in which the rule holds.
  public let years: ClosedRange<Int>
  public let article: String
  public let standing: SourceStanding

  public init(
    id: String, name: BilingualText, moment: Moment,
    years: ClosedRange<Int> = HolidayRule.gregorianYears, article: String,
    standing: SourceStanding
  ) {
    self.id = id
    self.name = name
    self.moment = moment
    self.years = years
    self.article = article
    self.standing = standing
  }

  public static let gregorianYears = 1583...999_999

  /// The day that the rule yields in `year`, or nil when it does not hold in that year.
  public func date(in year: Int) -> CivilDate? {
    guard years.contains(year) else { return nil }
    switch moment {
    case .fixed(let month, let day, let sundayShift):
      guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
      return date.isoWeekday == 7 ? date.adding(days: sundayShift) : date
    case .easter(let offset):
      return CivilDate.easterSunday(of: year)?.adding(days: offset)
    }
  }
}
