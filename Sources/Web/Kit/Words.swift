import Casework
import Diagnostics
import ExactNumbers
import LegalCalendar
import SchemeDefinition

/// The reader's language: chooses texts, and writes dates, amounts and counts.
///
/// Both languages of a text stand side by side where it is used, so that neither can be forgotten.
struct Words: Hashable, Sendable {
  let language: Language

  var isDutch: Bool { language == .dutch }

  func callAsFunction(_ nl: String, _ en: String) -> String { isDutch ? nl : en }

  func callAsFunction(_ text: LocalizedText) -> String { isDutch ? text.nl : text.en }

  /// `1 januari 2027`.
  func date(_ date: CivilDate) -> String {
    let words = longDate(date)
    return String(words.drop { $0 != " " }.dropFirst())
  }

  /// `vrijdag 1 januari 2027`.
  func longDate(_ date: CivilDate) -> String { isDutch ? date.inDutch : date.inEnglish }

  /// `vr 1 jan. 2027`: for tables; never broken over two lines.
  func shortDate(_ date: CivilDate) -> String {
    let parts = longDate(date).split(separator: " ")
    guard parts.count == 4 else { return date.description }
    let month =
      parts[2] == "maart" ? "mrt." : parts[2].count > 4 ? parts[2].prefix(3) + "." : parts[2]
    return [
      String(parts[0].prefix(isDutch ? 2 : 3)), String(parts[1]), String(month), String(parts[3]),
    ]
    .joined(separator: "\u{A0}")
  }

  /// A moment in Dutch civil time: `1 januari 2027, 09:30`.
  func moment(_ moment: Moment, on day: CivilDate, minute: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(date(day)), \(two(minute / 60)):\(two(minute % 60))"
  }

  /// `€ 1.234.567,89`, without cents where there are none.
  func euros(_ amount: Money) -> String {
    var text = DutchText.euros(amount)
    if text.hasSuffix(",00") { text.removeLast(3) }
    guard !isDutch else { return text }
    return String(text.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
  }

  /// A whole number with the language's separators.
  func number(_ value: Int) -> String {
    let text = euros(Money(cents: Int64(value) * 100))
    return String(text.dropFirst(2))
  }

  /// `3 dagen`, `1 dag`.
  func count(_ number: Int, _ one: (String, String), _ many: (String, String)) -> String {
    let noun = number == 1 ? one : many
    return "\(self.number(number)) \(isDutch ? noun.0 : noun.1)"
  }

  /// A list in words: `a, b en c`.
  func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " " + self("en", "and") + " " + last
  }
}
