import Allocation

/// The columns of a population file, in order, with their units.
///
/// A row is one organisation in one alliance. What belongs to the alliance stands on the row of its
/// lead and is empty on the others. An organisation in several alliances has a row in each, with the
/// same data; one in no alliance (but linked with a member) leaves `alliance` empty.
enum PopulationColumn: String, CaseIterable {
  case alliance, role, organisation
  case share = "share_pct"
  case income = "income_eur_per_year"
  case staff = "staff_fte"
  case volunteers
  case ownIncome = "own_income_pct"
  case plannedOwnIncome = "planned_own_income_pct"
  case yearsActive = "years_active"
  case links = "linked_with"
  case theme
  case present = "present_grant_eur_per_year"
  case requested = "requested_eur_per_year"

  var meaning: Bilingual {
    switch self {
    case .alliance:
      Bilingual(nl: "id van de alliantie; leeg: in geen", en: "id of the alliance; empty: in none")
    case .role: Bilingual(nl: "lead (penvoerder) of member (lid)", en: "lead or member")
    case .organisation: Bilingual(nl: "id van de organisatie", en: "id of the organisation")
    case .share:
      Bilingual(
        nl: "deel van de subsidie, procent; samen 100 per alliantie",
        en: "share of the grant, per cent; 100 together in an alliance")
    case .income: Bilingual(nl: "inkomen, euro per jaar", en: "income, euros a year")
    case .staff: Bilingual(nl: "personeel, fte", en: "staff, full-time equivalents")
    case .volunteers: Bilingual(nl: "vrijwilligers, aantal", en: "volunteers, number")
    case .ownIncome:
      Bilingual(
        nl: "inkomen van elders dan deze minister, procent (SR 2.2, onder e)",
        en: "income from others than this minister, per cent (SR 2.2, under e)")
    case .plannedOwnIncome:
      Bilingual(
        nl: "waar een aannemelijk groeipad naartoe gaat, procent; leeg: geen",
        en: "where a plausible growth path leads, per cent; empty: none")
    case .yearsActive: Bilingual(nl: "jaren werkzaam", en: "years of work")
    case .links:
      Bilingual(
        nl: "verbonden organisaties, met een spatie ertussen",
        en: "linked organisations, with a blank between them")
    case .theme: Bilingual(nl: "thema van de alliantie", en: "theme of the alliance")
    case .present:
      Bilingual(
        nl: "subsidie nu, euro per jaar; leeg: geen huidige partner",
        en: "grant now, euros a year; empty: no present partner")
    case .requested: Bilingual(nl: "gevraagd, euro per jaar", en: "asked, euros a year")
    }
  }

  static func merit(_ criterion: Criterion) -> String { "merit_\(criterion.name)" }

  static let header: [String] = allCases.map(\.rawValue) + Criterion.allCases.map(merit)
}

extension Population {
  /// The columns of a population file with what stands in them.
  public static var columnMeanings: [(name: String, meaning: Bilingual)] {
    PopulationColumn.allCases.map { ($0.rawValue, $0.meaning) }
      + Criterion.allCases.map { criterion in
        (
          PopulationColumn.merit(criterion),
          Bilingual(
            nl: "wat de aanvraag waard is, punten van 1 tot 5, twee decimalen",
            en: "what the application is worth, points from 1 to 5, two decimals")
        )
      }
  }
}
