/// Civil time in the Netherlands.
///
/// Central European Time with summer time from the last Sunday of March to the last Sunday of October,
/// changing at 01:00 UTC (Directive 2000/84/EC); valid for every moment since 1996. Instants are
/// microseconds since 1970-01-01T00:00:00Z.
public enum AmsterdamTime {
  private static let hour: Int64 = 3_600_000_000
  private static let day: Int64 = 86_400_000_000

  public static func isSummer(_ instant: Int64) -> Bool {
    let year = utcDate(instant).year
    return instant >= change(year, month: 3) && instant < change(year, month: 10)
  }

  /// The civil day and the second within it, 0 to 86,399.
  public static func civil(_ instant: Int64) -> (date: CivilDate, secondOfDay: Int) {
    let local = instant + (isSummer(instant) ? 2 : 1) * hour
    let date = utcDate(local)
    return (date, Int((local - date.epochDay * day) / 1_000_000))
  }

  /// The instant of a civil time.
  ///
  /// A time that summer time skips (02:00 to 03:00 on the last Sunday of March) is the moment of the change;
  /// one that comes twice (the same hour in October) is the first of the two.
  public static func instant(_ date: CivilDate, secondOfDay: Int) -> Int64 {
    let local = date.epochDay * day + Int64(secondOfDay) * 1_000_000
    if isSummer(local - 2 * hour) { return local - 2 * hour }
    if !isSummer(local - hour) { return local - hour }
    return change(date.year, month: 3)
  }

  /// 01:00 UTC on the month's last Sunday; both months of change have 31 days.
  private static func change(_ year: Int, month: Int) -> Int64 {
    guard let last = CivilDate(year: year, month: month, day: 31) else { return .max }
    return last.adding(days: -(last.isoWeekday % 7)).epochDay * day + hour
  }

  private static func utcDate(_ instant: Int64) -> CivilDate {
    CivilDate(epochDay: instant >= 0 ? instant / day : (instant - day + 1) / day)
  }
}
