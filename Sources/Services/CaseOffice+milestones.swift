import Casework
import JSONText
import LegalCalendar
import Storage

extension CaseOffice {
  /// One obligation with what a list shows of it.
  public struct Milestone: Hashable, Sendable {
    public let obligation: Obligation
    public let name: String
    /// Calendar days until the due date; negative when it has passed.
    public let daysLeft: Int
  }

  /// Obligations by due date: the open ones, or all.
  public func milestones(scheme: String, all: Bool, asOf day: CivilDate? = nil) async throws
    -> [Milestone]
  {
    let state = try await state(of: scheme, asOf: day)
    let today = day ?? today
    return state.obligations.values
      .filter { all || $0.state == .open }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      .map { obligation in
        let recipient = state.awards[obligation.award]?.recipient
        return Milestone(
          obligation: obligation,
          name: recipient.flatMap { state.alliances[$0]?.name } ?? obligation.award,
          daysLeft: today.days(until: obligation.due))
      }
  }

  /// The obligation with the steps that led to its date.
  public func milestone(scheme: String, _ id: String) async throws -> Obligation {
    let state = try await state(of: scheme)
    if let found = state.obligations[id] { return found }
    let near = state.obligations.keys.filter { $0.contains(id) }.sorted()
    throw Refusal(
      "unknown-obligation", nl: "Er is geen verplichting “\(id)”.",
      en: "There is no obligation “\(id)”.",
      details: near.isEmpty ? ["speelveld milestones list --all"] : near)
  }
}
