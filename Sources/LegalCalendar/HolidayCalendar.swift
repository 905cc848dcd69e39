/// The holidays of a country: rules for every year, and the days that decrees put on a par.
///
/// Nothing here silently becomes "no holiday": the periods for which the decrees are known are part
/// of the calendar, and a date outside them yields a notice.
public struct HolidayCalendar: Hashable, Sendable {
  public let rules: [HolidayRule]
  /// Sorted by date.
  public let equatedDays: [EquatedDay]
  /// The periods, first and last day included, for which the equated days are complete.
  public let knownPeriods: [ClosedRange<CivilDate>]
  /// One bit for each day of `tableYears` that is no working day.
  let table: [UInt64]
  /// One bit for each of them that is a holiday or equated day.
  let holidayTable: [UInt64]

  public init(
    rules: [HolidayRule] = HolidayRule.dutch, equatedDays: [EquatedDay],
    knownPeriods: [ClosedRange<CivilDate>]
  ) {
    self.rules = rules
    self.equatedDays = equatedDays.sorted()
    self.knownPeriods = knownPeriods.sorted { $0.lowerBound < $1.lowerBound }
    holidayTable = HolidayCalendar.makeHolidayTable(rules, equatedDays)
    table = HolidayCalendar.withWeekends(holidayTable)
  }

  /// A calendar whose equated days are complete up to and including `knownUntil`.
  public init(
    rules: [HolidayRule] = HolidayRule.dutch, equated: [EquatedDay], knownFrom: CivilDate,
    knownUntil: CivilDate
  ) {
    self.init(
      rules: rules, equatedDays: equated,
      knownPeriods: knownFrom <= knownUntil ? [knownFrom...knownUntil] : [])
  }

  /// The last day for which the equated days are known.
  public var knownUntil: CivilDate? { knownPeriods.map(\.upperBound).max() }

  public static func == (a: HolidayCalendar, b: HolidayCalendar) -> Bool {
    a.rules == b.rules && a.equatedDays == b.equatedDays && a.knownPeriods == b.knownPeriods
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rules)
    hasher.combine(equatedDays)
    hasher.combine(knownPeriods)
  }
}

extension HolidayCalendar {
  static let tableStart = CivilDate(epochDay: 0)
  /// 1970 up to and including 2119, the span in which lookups are a single bit test.
  static let tableYears = 1970...2119
  static let tableDays = 54_786

  private static func makeHolidayTable(_ rules: [HolidayRule], _ equated: [EquatedDay])
    -> [UInt64]
  {
    var words = [UInt64](repeating: 0, count: (tableDays + 63) / 64)
    func mark(_ day: Int64) {
      guard (0..<Int64(tableDays)).contains(day) else { return }
      words[Int(day) / 64] |= 1 << UInt64(day % 64)
    }
    for rule in rules {
      for year in tableYears {
        if let date = rule.date(in: year) { mark(date.epochDay) }
      }
    }
    for day in equated { mark(day.date.epochDay) }
    return words
  }

  private static func withWeekends(_ holidays: [UInt64]) -> [UInt64] {
    var words = holidays
    for day in 0..<tableDays where CivilDate(epochDay: Int64(day)).isoWeekday > 5 {
      words[day / 64] |= 1 << UInt64(day % 64)
    }
    return words
  }

  /// The day's bit in a table; nil where the tables do not reach.
  static func bit(_ date: CivilDate, in table: [UInt64]) -> Bool? {
    let day = date.epochDay
    guard day >= 0, day < Int64(tableDays) else { return nil }
    let index = Int(truncatingIfNeeded: day)
    return (table[index >> 6] >> UInt64(index & 63)) & 1 != 0
  }
}
