import Allocation
import ExactNumbers

extension EligibilityFailure {
  /// The condition that is not met, with its article.
  public var text: Bilingual {
    switch self {
    case .members(let count, let allowed):
      Bilingual(
        nl: "heeft \(count) leden; \(allowed.lowerBound) tot \(allowed.upperBound) mag (SR 2.3)",
        en: description)
    case .yearsActive(let id, let years, let needed):
      Bilingual(
        nl: "\(id) werkt \(years) jaar aan het onderwerp; nodig is \(needed) (SR 2.2, onder c)",
        en: description)
    case .ownIncome(let id, let share, let needed):
      Bilingual(
        nl: "\(id) haalt \(share) elders; nodig is \(needed) (SR 2.2, onder e)", en: description)
    case .belowMinimumGrant(let asked, let minimum):
      Bilingual(
        nl: "vraagt \(asked) euro per jaar; de kleinste subsidie is \(minimum)", en: description)
    }
  }
}

extension Standing {
  /// What became of an applicant, as the end of a sentence about it.
  public var text: Bilingual {
    switch self {
    case .ineligible:
      Bilingual(nl: "voldoet niet aan de voorwaarden", en: "does not meet the conditions")
    case .notShortlisted:
      Bilingual(nl: "haalt de tweede ronde niet", en: "does not reach the second round")
    case .belowQualityLine:
      Bilingual(nl: "blijft onder de kwaliteitsgrens", en: "stays below the quality line")
    case .leadLimit:
      Bilingual(
        nl: "heeft een penvoerder die al genoeg allianties leidt",
        en: "has a lead that leads enough alliances already")
    case .noPlaceLeft: Bilingual(nl: "vindt geen plaats meer", en: "finds no place left")
    case .potExhausted: Bilingual(nl: "past niet meer in het plafond", en: "no longer fits the pot")
    case .granted:
      Bilingual(nl: "krijgt wat is gevraagd", en: "gets what was asked")
    case .grantedPartly:
      Bilingual(nl: "krijgt een deel van wat is gevraagd", en: "gets part of what was asked")
    }
  }
}
