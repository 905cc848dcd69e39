import ExactNumbers
import FEEL
import LegalCalendar

/// A value of an ordered kind, stripped to what orders it.
///
/// An axis holds keys of one kind only; keys of different kinds are never compared.
enum AxisKey: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case number, string, date, boolean, months, duration }

  case number(Decimal128)
  case string(String)
  /// Days since 1 January 1970, a boolean as 0 or 1, or months.
  case integer(Int64)
  case duration(Int128)

  /// Texts are equal when their characters are, not when they are canonically equivalent.
  static func == (a: AxisKey, b: AxisKey) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x == y && x.utf8.elementsEqual(y.utf8)
    case (.integer(let x), .integer(let y)): x == y
    case (.duration(let x), .duration(let y)): x == y
    default: false
    }
  }

  /// Nil for null and for kinds that an axis does not hold.
  @inline(__always)
  static func of(_ value: FEELValue) -> (Kind, AxisKey)? {
    switch value {
    case .number(let number): (.number, .number(number))
    case .string(let text): (.string, .string(text))
    case .date(let date): (.date, .integer(Int64(date.epochDay)))
    case .boolean(let flag): (.boolean, .integer(flag ? 1 : 0))
    case .yearMonthDuration(let months): (.months, .integer(months))
    case .dayTimeDuration(let duration): (.duration, .duration(duration.nanoseconds))
    default: nil
    }
  }

  func value(_ kind: Kind) -> FEELValue {
    switch self {
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .duration(let nanoseconds):
      FEELDayTimeDuration(nanoseconds: nanoseconds).map { .dayTimeDuration($0) } ?? .null
    case .integer(let integer):
      switch kind {
      case .boolean: .boolean(integer != 0)
      case .months: .yearMonthDuration(months: integer)
      default: .date(CivilDate(epochDay: integer))
      }
    }
  }

  @inline(__always)
  static func precedes(_ a: AxisKey, _ b: AxisKey) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)): x < y
    case (.string(let x), .string(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    case (.integer(let x), .integer(let y)): x < y
    case (.duration(let x), .duration(let y)): x < y
    default: false
    }
  }
}
