/// An open term whose due date a change of calendar or rule moves.
public struct MovedTerm<ID: Hashable & Sendable>: Hashable, Sendable {
  public let id: ID
  public let before: TermOutcome
  public let after: TermOutcome
  /// The steps that hold after the change and did not before it.
  public let because: [TermStep]

  public var days: Int { before.due.days(until: after.due) }
}

/// Recomputes open terms after the calendar or a rule has changed.
public enum Reprojection {
  /// The open terms whose due or target date differs, in the order given.
  ///
  /// `rule` gives the rule that governs a term after the change; nil leaves its own. Terms that were
  /// met or lapsed stay as they are.
  public static func moved<ID: Hashable & Sendable>(
    _ terms: [(id: ID, ledger: TermLedger)], from old: HolidayCalendar, to new: HolidayCalendar,
    today: CivilDate? = nil, rule: (ID) -> TermRule? = { _ in nil }
  ) -> [MovedTerm<ID>] {
    terms.compactMap { term in
      let changed = rule(term.id).map(term.ledger.governed(by:)) ?? term.ledger
      let before = term.ledger.outcome(calendar: old, today: today)
      guard before.status == .running || before.status == .suspended else { return nil }
      let after = changed.outcome(calendar: new, today: today)
      guard (before.due, before.target) != (after.due, after.target) else { return nil }
      return MovedTerm(
        id: term.id, before: before, after: after,
        because: reasons(before.steps, after.steps))
    }
  }

  /// New steps, or those that vanished when nothing new explains the move.
  private static func reasons(_ before: [TermStep], _ after: [TermStep]) -> [TermStep] {
    let new = after.filter { !before.contains($0) }
    return new.isEmpty ? before.filter { !after.contains($0) } : new
  }
}
