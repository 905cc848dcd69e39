/// A day of the proleptic Gregorian calendar, without time or zone.
///
/// Held as the number of days since 1 January 1970, so that comparing and counting are integer
/// arithmetic. Years run from -999,999,999 to 999,999,999, the range of XML Schema dates in DMN.
public struct CivilDate: Hashable, Sendable, Comparable {
  public let epochDay: Int64

  public init(epochDay: Int64) { self.epochDay = epochDay }

  /// Nil when the month or day does not exist, or the year is out of range.
  public init?(year: Int, month: Int, day: Int) {
    guard (-999_999_999...999_999_999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysInMonth(month, of: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Days from civil, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    epochDay = era * 146_097 + dayOfEra - 719_468
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = epochDay + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    let month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
    let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  public var year: Int { components.year }
  public var month: Int { components.month }
  public var day: Int { components.day }

  /// 1 for Monday to 7 for Sunday, as in ISO 8601.
  public var isoWeekday: Int { Int(((epochDay + 3) % 7 + 7) % 7) + 1 }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.epochDay < b.epochDay }

  /// The first and the last day of the years -999,999,999 to 999,999,999.
  static let epochDays: ClosedRange<Int64> = -365_243_219_162...365_241_780_471

  /// The day so many days later or earlier; at the calendar's first or last day it stops.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = epochDay.addingReportingOverflow(Int64(days))
    let limits = CivilDate.epochDays
    guard overflow || !limits.contains(sum) else { return CivilDate(epochDay: sum) }
    return CivilDate(epochDay: days < 0 ? limits.lowerBound : limits.upperBound)
  }

  public func days(until other: CivilDate) -> Int { Int(other.epochDay - epochDay) }

  /// The same day `months` later; the month's last day where that day does not exist.
  ///
  /// Add to the first date of a series, never to the previous one: 31 January, 28 February, 31 March.
  public func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    // A count beyond the calendar stays beyond it, but does not overflow.
    let index = year * 12 + (month - 1) + min(max(months, -30_000_000_000), 30_000_000_000)
    let newYear = index >= 0 ? index / 12 : (index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    let newDay = min(day, CivilDate.daysInMonth(newMonth, of: newYear))
    return CivilDate(uncheckedYear: newYear, month: newMonth, day: newDay)
  }
}

extension CivilDate: CustomStringConvertible {
  /// Reads `YYYY-MM-DD`, nothing else.
  public init?(iso text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      let year = Int(String(decoding: parts[0], as: UTF8.self)),
      let month = Int(String(decoding: parts[1], as: UTF8.self)),
      let day = Int(String(decoding: parts[2], as: UTF8.self))
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`; years beyond four digits as XML Schema writes them.
  public var description: String {
    let (year, month, day) = components
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return (year < 0 ? "-" : "") + padded(abs(year), 4) + "-" + padded(month, 2) + "-"
      + padded(day, 2)
  }
}
