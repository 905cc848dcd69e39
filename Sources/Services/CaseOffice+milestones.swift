import Casework
import JSONText
import LegalCalendar
import SchemeDefinition
import Storage

extension CaseOffice {
  /// One obligation with what a list shows of it.
  public struct Milestone: Hashable, Sendable {
    public let obligation: Obligation
    public let title: LocalizedText
    /// The recipient, or the scheme for an obligation of its own.
    public let name: String
    /// Calendar days until the due date; negative when it has passed. The due day itself is 0: late is the
    /// day after.
    public let daysLeft: Int
    /// What happened to its term, oldest first.
    public let entries: [LedgerEntry]

    /// Open, running, and past its last day.
    public var isLate: Bool {
      obligation.state == .open && obligation.suspendedSince == nil && daysLeft < 0
    }
  }

  /// Obligations by due date: the open ones, or all.
  public func milestones(scheme: String, all: Bool, asOf day: CivilDate? = nil) async throws
    -> [Milestone]
  {
    let state = try await state(of: scheme, asOf: day)
    let definition = try await self.scheme(scheme)
    let today = day ?? today
    let entries = Dictionary(grouping: state.ledger.values, by: \.obligation)
    return state.obligations.values
      .filter { all || $0.state == .open }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      .map { milestone($0, entries[$0.id] ?? [], state, definition, today) }
  }

  /// The obligation with its ledger and the steps that led to its date.
  public func milestone(scheme: String, _ id: String) async throws -> Milestone {
    let state = try await state(of: scheme)
    let definition = try await self.scheme(scheme)
    guard let found = state.obligations[id] else { throw unknown(obligation: id, in: state) }
    return milestone(
      found, state.ledger.values.filter { $0.obligation == id }, state, definition, today)
  }

  private func milestone(
    _ obligation: Obligation, _ entries: [LedgerEntry], _ state: SchemeState,
    _ definition: SchemeDefinition, _ today: CivilDate
  ) -> Milestone {
    let recipient = obligation.award.flatMap { state.awards[$0]?.recipient }
    let rule = definition.versions.last?.obligations[obligation.kind]
    return Milestone(
      obligation: obligation,
      title: rule?.title ?? LocalizedText(nl: obligation.kind, en: obligation.kind),
      name: recipient.flatMap { state.alliances[$0]?.name } ?? obligation.award
        ?? definition.title.nl, daysLeft: today.days(until: obligation.due),
      entries: entries.sorted { ($0.on, $0.id.count, $0.id) < ($1.on, $1.id.count, $1.id) })
  }
}
