/// Whether the Algemene termijnenwet reaches a term, and the reason.
public enum TermCoverage: Hashable, Sendable {
  case covered(TermRule.SetBy)
  case coveredByPolicy(basis: String)
  case countedBack
  case tooLong
  case notSetByAct(TermRule.SetBy)
  case excluded(article: String)

  /// Judged on the length together with its extensions.
  ///
  /// Exactly 12 weeks, 90 days or three months is covered; more is not (Atw 4). A length of mixed
  /// units is measured in days, a month as 31, against 90: that errs to the earlier due date.
  init(
    length: TermLength, added: TermSpan, direction: TermRule.Direction, setBy: TermRule.SetBy,
    policy: TermRule.ExtensionPolicy
  ) {
    if case .excluded(let article) = policy {
      self = .excluded(article: article)
    } else if direction == .backward {
      self = .countedBack
    } else if TermCoverage.isTooLong(length, added) {
      self = .tooLong
    } else if setBy == .act || setBy == .orderInCouncil {
      self = .covered(setBy)
    } else if case .alsoApplied(let basis) = policy {
      self = .coveredByPolicy(basis: basis)
    } else {
      self = .notSetByAct(setBy)
    }
  }

  public var applies: Bool {
    switch self {
    case .covered, .coveredByPolicy: true
    case .countedBack, .tooLong, .notSetByAct, .excluded: false
    }
  }

  private static func isTooLong(_ length: TermLength, _ added: TermSpan) -> Bool {
    switch (length, added.months, added.days) {
    case (.days(let n), 0, let days): n + days > 90
    case (.weeks(let n), 0, let days): n * 7 + days > 84
    case (.months(let n), let months, 0): n + months > 3
    case (.years, _, _): true
    case (.days(let n), let months, let days): n + days + months * 31 > 90
    case (.weeks(let n), let months, let days): n * 7 + days + months * 31 > 84
    case (.months(let n), let months, let days): (n + months) * 31 + days > 90
    }
  }

  public var article: String {
    switch self {
    case .covered(.orderInCouncil): "Atw 5"
    case .covered, .coveredByPolicy: "Atw 1(1)"
    case .countedBack: "Atw 1(2)"
    case .tooLong: "Atw 4"
    case .notSetByAct: "Atw 1(1), 5"
    case .excluded(let article): article
    }
  }

  public var reason: BilingualText {
    switch self {
    case .covered(.orderInCouncil):
      BilingualText(
        nl:
          "De Algemene termijnenwet geldt: de termijn staat in een algemene maatregel van bestuur.",
        en: "The act on extension of terms applies: an order in council sets the term.")
    case .covered:
      BilingualText(
        nl: "De Algemene termijnenwet geldt: de termijn staat in een wet en is niet te lang.",
        en: "The act on extension of terms applies: an act sets the term and it is not too long.")
    case .coveredByPolicy(let basis):
      BilingualText(
        nl: "De Algemene termijnenwet wordt als beleid toegepast (grondslag: \(basis)).",
        en: "The act on extension of terms is applied as a policy (basis: \(basis)).")
    case .countedBack:
      BilingualText(
        nl: "Een teruggerekende termijn wordt niet verlengd.",
        en: "A term that is counted back is not extended.")
    case .tooLong:
      BilingualText(
        nl: "Langer dan 12 weken, 90 dagen of drie maanden: de Algemene termijnenwet geldt niet.",
        en: "Over 12 weeks, 90 days or three months: the act on extension of terms does not apply.")
    case .notSetByAct(.decision):
      BilingualText(
        nl: "De termijn is bij besluit gesteld: de Algemene termijnenwet geldt niet.",
        en: "A decision sets the term: the act on extension of terms does not apply.")
    case .notSetByAct:
      BilingualText(
        nl: "De termijn staat in een ministeriële regeling: de Algemene termijnenwet geldt niet.",
        en: "A ministerial regulation sets the term: the act on extension of terms does not apply.")
    case .excluded(let article):
      BilingualText(
        nl: "De Algemene termijnenwet is uitgesloten door \(article).",
        en: "The act on extension of terms is excluded by \(article).")
    }
  }
}
