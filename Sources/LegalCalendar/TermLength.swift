/// The length of a term in one calendar unit.
public enum TermLength: Hashable, Sendable {
  case days(Int)
  case weeks(Int)
  case months(Int)
  case years(Int)

  /// Reads a count of at most 100,000 and a unit: "22 weeks", "1 month", "14 days".
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(parts[0]), count <= 100_000
    else { return nil }
    switch parts[1] {
    case "day", "days": self = .days(count)
    case "week", "weeks": self = .weeks(count)
    case "month", "months": self = .months(count)
    case "year", "years": self = .years(count)
    default: return nil
    }
  }

  /// The length as months and days; one of the two is zero.
  var span: TermSpan {
    switch self {
    case .days(let count): TermSpan(months: 0, days: count)
    case .weeks(let count): TermSpan(months: 0, days: count * 7)
    case .months(let count): TermSpan(months: count, days: 0)
    case .years(let count): TermSpan(months: count * 12, days: 0)
    }
  }

  /// The length in Dutch and in English: "22 weken", "22 weeks".
  public var words: BilingualText {
    switch self {
    case .days(let n):
      BilingualText(nl: n == 1 ? "1 dag" : "\(n) dagen", en: n == 1 ? "1 day" : "\(n) days")
    case .weeks(let n):
      BilingualText(nl: n == 1 ? "1 week" : "\(n) weken", en: n == 1 ? "1 week" : "\(n) weeks")
    case .months(let n):
      BilingualText(
        nl: n == 1 ? "1 maand" : "\(n) maanden", en: n == 1 ? "1 month" : "\(n) months")
    case .years(let n):
      BilingualText(nl: "\(n) jaar", en: n == 1 ? "1 year" : "\(n) years")
    }
  }
}

extension TermLength: CustomStringConvertible {
  /// The form that `init` reads.
  public var description: String { words.en }
}

/// Months and days to add to a date, months first.
struct TermSpan: Hashable, Sendable {
  var months: Int
  var days: Int

  static func + (a: TermSpan, b: TermSpan) -> TermSpan {
    TermSpan(months: a.months + b.months, days: a.days + b.days)
  }

  func end(from anchor: CivilDate) -> CivilDate {
    (months == 0 ? anchor : anchor.adding(months: months)).adding(days: days)
  }

  func start(before anchor: CivilDate) -> CivilDate {
    (months == 0 ? anchor : anchor.adding(months: -months)).adding(days: -days)
  }
}
