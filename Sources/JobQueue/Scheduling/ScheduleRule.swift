import LegalCalendar
import Postgres

/// When something returns.
///
/// Days and times are civil ones in the Netherlands: a time that summer time skips is the moment of the
/// change, one that comes twice is the first, and a daily time comes once on each day of the year. A day that
/// a month lacks is that month's last. `every` counts seconds from 1970 in UTC and knows no summer time.
public enum ScheduleRule: Hashable, Sendable {
  case every(seconds: Int)
  case daily(TimeOfDay)
  /// 1 for Monday to 7 for Sunday.
  case weekly(isoWeekday: Int, TimeOfDay)
  case monthly(day: Int, TimeOfDay)
  case yearly(month: Int, day: Int, TimeOfDay)

  /// The first time after `moment`.
  public func next(after moment: Timestamp) -> Timestamp { time(at: index(upTo: moment) + 1) }

  /// The last time at or before `moment`.
  public func latest(upTo moment: Timestamp) -> Timestamp { time(at: index(upTo: moment)) }

  /// How many times lie after `first` and at or before `last`; 0 where they are the other way about.
  public func count(after first: Timestamp, through last: Timestamp) -> Int64 {
    max(0, index(upTo: last) - index(upTo: first))
  }

  /// The number of the last time at or before `moment`.
  private func index(upTo moment: Timestamp) -> Int64 {
    var index = roughIndex(of: moment) + 1
    while time(at: index) > moment { index -= 1 }
    return index
  }

  /// At most one below and one above the number sought.
  private func roughIndex(of moment: Timestamp) -> Int64 {
    if case .every(let seconds) = self {
      return ScheduleRule.floor(moment.microseconds, Int64(max(1, seconds)) * 1_000_000)
    }
    let (date, _) = AmsterdamTime.civil(moment.microseconds)
    switch self {
    case .every, .daily: return date.epochDay
    case .weekly(let weekday, _): return ScheduleRule.floor(date.epochDay - Int64(weekday) - 3, 7)
    case .monthly: return Int64(date.year * 12 + date.month - 1)
    case .yearly: return Int64(date.year)
    }
  }

  private func time(at index: Int64) -> Timestamp {
    switch self {
    case .every(let seconds):
      return Timestamp(microseconds: index * Int64(max(1, seconds)) * 1_000_000)
    case .daily(let time): return at(CivilDate(epochDay: index), time)
    case .weekly(let weekday, let time):
      // 5 January 1970 was a Monday: epoch day 4.
      return at(CivilDate(epochDay: index * 7 + Int64(weekday) + 3), time)
    case .monthly(let day, let time):
      let year = Int(ScheduleRule.floor(index, 12))
      return at(ScheduleRule.date(year, Int(index) - year * 12 + 1, day), time)
    case .yearly(let month, let day, let time):
      return at(ScheduleRule.date(Int(index), month, day), time)
    }
  }

  private func at(_ date: CivilDate, _ time: TimeOfDay) -> Timestamp {
    Timestamp(
      microseconds: AmsterdamTime.instant(date, secondOfDay: time.minutes * 60))
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    let held = min(max(day, 1), CivilDate.daysInMonth(month, of: year))
    return CivilDate(year: year, month: month, day: held) ?? CivilDate(epochDay: 0)
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : (number - divisor + 1) / divisor
  }
}
