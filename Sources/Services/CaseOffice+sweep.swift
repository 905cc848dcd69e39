import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// What the daily sweep did, or would do.
  public struct SweepResult: Sendable {
    public let sweep: Sweep
    public let opened: [Obligation]
    public let closed: [Obligation]
    public let event: Event?
  }

  /// Opens and closes the obligations that stand by themselves and moves on what its date has overtaken, such
  /// as a permission that is deemed given (Awb 4:71). Safe to run at any time and as often as one likes.
  public func sweep(scheme: String, dryRun: Bool = false) async throws -> SweepResult {
    try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      var decider = decider(definition, state, occasion: "sweep-\(head.sequence + 1)")
      let sweep = try decider.sweep()
      let changes = decider.records.changes
      let touched = changes.filter { $0.table == .obligation }
      let after = decider.records.state.obligations
      var event: Event?
      if !changes.isEmpty, !dryRun {
        let draft = EventDraft(
          kind: "milestones.swept", subject: "scheme/\(scheme)",
          data: Receipt.data(decider.receipts, [.init("on", .string(today.description))]),
          changes: changes)
        event = try record(db, scheme, head: head, [(draft, decider.receipts)]).first
      }
      return SweepResult(
        sweep: sweep,
        opened: touched.filter { $0.before == nil }.compactMap { after[$0.key] },
        closed: touched.compactMap { after[$0.key] }.filter { $0.state != .open }, event: event)
    }
  }

  /// An open term that the rules or the calendar of today move.
  public struct MovedTerm: Hashable, Sendable {
    public let before: Obligation
    public let after: Obligation
    /// The steps that hold now and did not before.
    public let because: [TermStep]
  }

  /// Derives every open date anew and moves those that are no longer right, with their reminders.
  ///
  /// With `dryRun` nothing is stored. The result says what moves and why.
  public func reproject(scheme: String, dryRun: Bool) async throws -> [MovedTerm] {
    try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      let (draft, moved) = try reprojection(db, definition, head)
      if !dryRun, let draft { try record(db, scheme, head: head, [(draft, [])]) }
      return moved
    }
  }

  /// The event that moves the open terms, if any moves; nothing is stored.
  func reprojection(_ db: borrowing Database, _ definition: SchemeDefinition, _ head: ChainHead)
    throws -> (draft: EventDraft?, moved: [MovedTerm])
  {
    let state = try RecordStore.load(db, definition.id)
    var decider = decider(definition, state, occasion: "reproject-\(head.sequence + 1)")
    try decider.reproject()
    let changes = decider.records.changes
    let after = decider.records.state.obligations
    let moved = changes.filter { $0.table == .obligation }.compactMap { change -> MovedTerm? in
      guard let old = state.obligations[change.key], let new = after[change.key],
        (old.due, old.target) != (new.due, new.target)
      else { return nil }
      return MovedTerm(
        before: old, after: new, because: Reprojection.reasons(old.steps, new.steps))
    }
    guard !changes.isEmpty else { return (nil, []) }
    return (
      EventDraft(
        kind: "terms.reprojected", subject: "scheme/\(definition.id)",
        data: ["moved": .int(moved.count)], changes: changes), moved
    )
  }
}
