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

  /// Obligations by due date: the open ones, or all; as they are, or as they were at the end of a day.
  public func milestones(scheme: String, all: Bool, asOf day: CivilDate? = nil) async throws
    -> [Milestone]
  {
    let definition = try await self.scheme(scheme)
    if let day {
      let state = try await state(of: scheme, asOf: day)
      return milestones(in: state, all: all, definition, on: day)
    }
    let filter = ObligationFilter(state: all ? nil : .open)
    let (lines, entries) = try await pool.read { db in
      (
        try ObligationList.list(db, scheme, filter, order: .due, limit: .max),
        try RecordStore.load(db, scheme, tables: [.ledgerEntry]).ledger.values
      )
    }
    let ledger = Dictionary(grouping: entries, by: \.obligation)
    return lines.map { line in
      let obligation = line.obligation
      return milestone(
        obligation, ledger[obligation.id] ?? [],
        name: line.alliance.isEmpty ? nil : line.name, definition, today)
    }
  }

  private func milestones(
    in state: SchemeState, all: Bool, _ definition: SchemeDefinition, on day: CivilDate
  ) -> [Milestone] {
    let ledger = Dictionary(grouping: state.ledger.values, by: \.obligation)
    return state.obligations.values
      .filter { all || $0.state == .open }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      .map { milestone($0, ledger[$0.id] ?? [], name: name($0, in: state), definition, day) }
  }

  /// The obligation with its ledger and the steps that led to its date.
  public func milestone(scheme: String, _ id: String) async throws -> Milestone {
    let definition = try await self.scheme(scheme)
    let state = try await pool.read { db in try RecordStore.load(db, scheme, obligation: id) }
    guard let found = state.obligations[id] else {
      throw unknown(obligation: id, in: try await self.state(of: scheme))
    }
    return milestone(
      found, Array(state.ledger.values), name: name(found, in: state), definition, today)
  }

  /// Of the alliance that an obligation belongs to.
  private func name(_ obligation: Obligation, in state: SchemeState) -> String? {
    obligation.award.flatMap { state.awards[$0]?.recipient }
      .flatMap { state.alliances[$0]?.name }
  }

  private func milestone(
    _ obligation: Obligation, _ entries: [LedgerEntry], name: String?,
    _ definition: SchemeDefinition, _ today: CivilDate
  ) -> Milestone {
    let rule = definition.versions.last?.obligations[obligation.kind]
    return Milestone(
      obligation: obligation,
      title: rule?.title ?? LocalizedText(nl: obligation.kind, en: obligation.kind),
      name: name ?? obligation.award ?? definition.title.nl,
      daysLeft: today.days(until: obligation.due),
      entries: entries.sorted { ($0.on, $0.id.count, $0.id) < ($1.on, $1.id.count, $1.id) })
  }
}
