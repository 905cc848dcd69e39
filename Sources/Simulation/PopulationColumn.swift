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

  static func merit(_ criterion: Criterion) -> String { "merit_\(criterion.name)" }

  static let header: [String] = allCases.map(\.rawValue) + Criterion.allCases.map(merit)
}
