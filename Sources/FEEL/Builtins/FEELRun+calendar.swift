import ExactNumbers
import LegalCalendar

/// DMN 1.5 §10.3.4.9.
extension FEELRun {
  mutating func calendar(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    let date: CivilDate
    switch single(arguments[0]) {
    case .date(let value): date = value
    case .dateTime(let moment): date = moment.date
    default: return wrongType(builtin, 0, arguments[0], "date")
    }
    switch builtin {
    case .dayOfYear:
      return .number(Decimal128(Self.dayOfYear(date)))
    case .dayOfWeek:
      let names = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
      ]
      return .string(names[date.isoWeekday - 1])
    case .monthOfYear:
      let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
      return .string(names[date.month - 1])
    default: return .number(Decimal128(Self.isoWeek(date)))
    }
  }

  private static func dayOfYear(_ date: CivilDate) -> Int {
    let (year, _, _) = date.components
    guard let first = CivilDate(year: year, month: 1, day: 1) else { return 1 }
    return first.days(until: date) + 1
  }

  /// The week of the Thursday of the date's week, ISO 8601.
  private static func isoWeek(_ date: CivilDate) -> Int {
    (dayOfYear(date.adding(days: 4 - date.isoWeekday)) - 1) / 7 + 1
  }
}
