import Casework
import LegalCalendar

/// The civil date in the Netherlands at an instant.
///
/// Central European Time with summer time from the last Sunday of March to the last Sunday of October,
/// changing at 01:00 UTC (Directive 2000/84/EC); valid for every moment since 1996.
public enum DutchClock {
  public static func date(of moment: Moment) -> CivilDate {
    let offset: Int64 = isSummer(moment) ? 7200 : 3600
    return Moment(microseconds: moment.microseconds + offset * 1_000_000).utcDate
  }

  /// The civil date and the minute of the day in the Netherlands at an instant.
  public static func local(_ moment: Moment) -> (date: CivilDate, minute: Int) {
    let offset: Int64 = isSummer(moment) ? 7200 : 3600
    let local = Moment(microseconds: moment.microseconds + offset * 1_000_000)
    let day = local.utcDate
    let rest = local.microseconds - day.epochDay * 86_400_000_000
    return (day, Int(rest / 60_000_000))
  }

  /// The hour of the day in the Netherlands, 0 to 23.
  public static func hour(of moment: Moment) -> Int { local(moment).minute / 60 }

  static func isSummer(_ moment: Moment) -> Bool {
    let year = moment.utcDate.year
    guard let march = CivilDate(year: year, month: 3, day: 31),
      let october = CivilDate(year: year, month: 10, day: 31)
    else { return false }
    let start = Moment(march.adding(days: -(march.isoWeekday % 7)), secondOfDay: 3600)
    let end = Moment(october.adding(days: -(october.isoWeekday % 7)), secondOfDay: 3600)
    return moment >= start && moment < end
  }
}
