import ExactNumbers
import LegalCalendar

/// Dates and amounts as people write them; what was understood is shown back to them.
enum MessyInput {
  private static let months = [
    "jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
  ]
  private static let englishMonths = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads `1-4-2027`, `01/04/2027`, `1.4.2027`, `2027-04-01`, `1 april 2027` and `1 apr 2027`.
  ///
  /// Day before month, as in the Netherlands; the year has four digits. Nil for anything else.
  static func date(_ text: String) -> CivilDate? {
    let parts = text.lowercased().split { $0 == "-" || $0 == "/" || $0 == "." || $0.isWhitespace }
      .map(String.init)
    guard parts.count == 3 else { return nil }
    if parts[0].count == 4 {
      guard let year = digits(parts[0], 4), let month = digits(parts[1], 2),
        let day = digits(parts[2], 2)
      else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
    guard let day = digits(parts[0], 2), let month = digits(parts[1], 2) ?? monthNamed(parts[1]),
      parts[2].count == 4, let year = digits(parts[2], 4)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func digits(_ text: String, _ most: Int) -> Int? {
    guard (1...most).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func monthNamed(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let start = String(word.prefix(3))
    if start == "mrt" { return 3 }
    return (months.firstIndex(of: start) ?? englishMonths.firstIndex(of: start)).map { $0 + 1 }
  }

  /// Reads `4 weken`, `1 maand`, `10 days`; in Dutch or English. Nil for anything else, and for zero.
  static func length(_ text: String) -> TermLength? {
    let parts = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    guard parts.count == 2, let count = digits(parts[0], 4), count > 0 else { return nil }
    switch parts[1] {
    case "dag", "dagen", "day", "days": return .days(count)
    case "week", "weken", "weeks": return .weeks(count)
    case "maand", "maanden", "month", "months": return .months(count)
    case "jaar", "jaren", "year", "years": return .years(count)
    default: return nil
    }
  }

  /// Reads `€ 1.000,50`, `1000,5`, `1,000.50`, `1000` and `EUR 1 000`.
  ///
  /// The last point or comma followed by one or two digits at the end divides euros and cents; every other
  /// point, comma, space or apostrophe must stand before three digits. Nil for anything else.
  static func money(_ text: String) -> Money? {
    var rest = text.trimmed
    var isNegative = false
    for sign in ["-", "−"] where rest.hasPrefix(sign) {
      isNegative = true
      rest = String(rest.dropFirst()).trimmed
    }
    for unit in ["€", "EUR", "eur", "euro"] {
      if rest.hasPrefix(unit) { rest = String(rest.dropFirst(unit.count)).trimmed }
      if rest.hasSuffix(unit) { rest = String(rest.dropLast(unit.count)).trimmed }
    }
    if rest.hasPrefix("-"), !isNegative {
      isNegative = true
      rest = String(rest.dropFirst()).trimmed
    }
    if rest.hasSuffix(",-") || rest.hasSuffix(".-") { rest = String(rest.dropLast(2)) }
    var cents = "00"
    if let mark = rest.lastIndex(where: { $0 == "," || $0 == "." }) {
      let after = rest[rest.index(after: mark)...]
      if (1...2).contains(after.count), after.allSatisfy(\.isDigit) {
        cents = after.count == 1 ? after + "0" : String(after)
        rest = String(rest[..<mark])
      }
    }
    let groups = rest.split(omittingEmptySubsequences: false) { ",. '\u{A0}\u{202F}".contains($0) }
    guard let first = groups.first, !first.isEmpty, groups.joined().allSatisfy(\.isDigit),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.count == 1 || first.count <= 3
    else { return nil }
    return Money(parsing: (isNegative ? "-" : "") + groups.joined() + "." + cents)
  }
}

extension String {
  var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
