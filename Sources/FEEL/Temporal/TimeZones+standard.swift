import LegalCalendar

extension TimeZones {
  /// The zones listed in `StandardZones`, with the rules of the present day at all times: moments before a
  /// zone took its present rules get the offset those rules would have given.
  public static let standard = TimeZones { zone, epochSecond in
    StandardZones.table[zone].map { $0.offset(at: epochSecond) }
  }
}

/// A zone's standard offset and how it keeps summer time.
struct ZoneRule: Sendable {
  enum Summer: Sendable {
    case none
    /// Last Sunday of March to last Sunday of October, 01:00 UTC.
    case europe
    /// Second Sunday of March to first Sunday of November, 02:00 on the clock.
    case northAmerica
    /// First Sunday of October to first Sunday of April, 02:00 standard time.
    case australia
    /// Last Sunday of September to first Sunday of April, 02:00 standard time.
    case newZealand
  }

  /// Seconds east of UTC in winter.
  var standard: Int
  var summer: Summer = .none

  func offset(at epochSecond: Int64) -> Int {
    if case .none = summer { return standard }
    let day = (Int128(epochSecond) + Int128(standard)).dividedDown(by: 86_400)
    guard let date = CivilDate(checkedEpochDay: day) else { return standard }
    let year = date.year
    func second(_ month: Int, _ sunday: Int, _ secondOfDay: Int) -> Int64 {
      Self.sunday(sunday, of: month, year) * 86_400 + Int64(secondOfDay)
    }
    let clock = 2 * 3600 - standard
    switch summer {
    case .none: return standard
    case .europe:
      let on = epochSecond >= second(3, -1, 3600) && epochSecond < second(10, -1, 3600)
      return standard + (on ? 3600 : 0)
    case .northAmerica:
      let on =
        epochSecond >= second(3, 2, clock) && epochSecond < second(11, 1, clock - 3600)
      return standard + (on ? 3600 : 0)
    case .australia:
      let off = epochSecond >= second(4, 1, clock) && epochSecond < second(10, 1, clock)
      return standard + (off ? 0 : 3600)
    case .newZealand:
      let off = epochSecond >= second(4, 1, clock) && epochSecond < second(9, -1, clock)
      return standard + (off ? 0 : 3600)
    }
  }

  /// The day of the n-th Sunday of a month; -1 is the last.
  private static func sunday(_ number: Int, of month: Int, _ year: Int) -> Int64 {
    let length = CivilDate.daysInMonth(month, of: year)
    guard let edge = CivilDate(year: year, month: month, day: number < 0 ? length : 1) else {
      return 0
    }
    if number < 0 { return edge.epochDay - Int64(edge.isoWeekday % 7) }
    return edge.epochDay + Int64(7 - edge.isoWeekday) + Int64(7 * (number - 1))
  }
}

extension Int128 {
  fileprivate func dividedDown(by divisor: Int128) -> Int128 {
    floorDivided(self, divisor).quotient
  }
}
