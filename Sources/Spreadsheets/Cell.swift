import ExactNumbers
import LegalCalendar

/// What stands in one cell.
///
/// A text stays a text whatever it begins with, so that no reader takes `=`, `+`, `-` or `@` for a
/// formula. A number of more digits than a spreadsheet can hold (15) is written as text: no digit is
/// ever lost.
public enum Cell: Hashable, Sendable {
  case empty
  case text(String)
  case integer(Int64)
  case euros(Money)
  case number(Decimal128)
  /// A share in millionths, shown as a percentage with one decimal.
  case percentage(millionths: Int64)
  case date(CivilDate)
}

extension Cell: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

extension Cell {
  /// A cell that is empty when there is nothing to say.
  public static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }
  public static func euros(_ amount: Money?) -> Cell { amount.map { .euros($0) } ?? .empty }
  public static func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .empty }
  public static func integer(_ count: Int) -> Cell { .integer(Int64(count)) }

  /// The cell as it goes into a file.
  enum Stored: Hashable {
    case nothing
    case text(String, number: Bool)
    case number(Double, Format)
    case date(year: Int, month: Int, day: Int)
  }

  enum Format: CaseIterable, Hashable { case integer, euros, number, percentage }

  /// Up to 15 digits a decimal number goes to binary and back unchanged.
  private static let exact: ClosedRange<Int64> = -999_999_999_999_999...999_999_999_999_999

  var stored: Stored {
    switch self {
    case .empty: return .nothing
    case .text(let text): return .text(text, number: false)
    case .integer(let count):
      return Self.exact.contains(count)
        ? .number(Double(count), .integer) : .text("\(count)", number: true)
    case .euros(let amount):
      return Self.exact.contains(amount.cents)
        ? .number(Double(amount.cents) / 100, .euros) : .text("\(amount)", number: true)
    case .number(let number):
      let text = number.plainDescription
      let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
      guard digits <= 15, let value = Double(text) else { return .text(text, number: true) }
      return .number(value, .number)
    case .percentage(let millionths):
      return Self.exact.contains(millionths)
        ? .number(Double(millionths) / 1_000_000, .percentage)
        : .text("\(millionths)e-6", number: true)
    case .date(let date):
      // The count of days of a spreadsheet is right from 1 March 1900 and ends with 9999.
      let (year, month, day) = date.components
      guard (1900...9999).contains(year), year > 1900 || month > 2 else {
        return .text("\(date)", number: false)
      }
      return .date(year: year, month: month, day: day)
    }
  }

  /// How many characters it takes on the screen, roughly.
  var breadth: Int {
    switch stored {
    case .nothing: 0
    case .text(let text, number: _):
      text.split(separator: "\n", omittingEmptySubsequences: false).map(\.count).max() ?? 0
    case .number(let value, let format):
      switch format {
      case .integer: "\(Int64(value))".count * 4 / 3
      case .euros: "\(Int64(value))".count * 4 / 3 + 5
      case .number: "\(value)".count
      case .percentage: 8
      }
    case .date: 10
    }
  }
}
