import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// What a change of a term does, or did.
  public struct TermChangeResult: Sendable {
    public let before: Obligation
    public let after: Obligation
    /// Every date that moves: obligations, reports, payments and reminders.
    public let moves: [DateMove]
    /// The event that stored it; nil for a preview.
    public let event: Event?
  }

  /// Shows what a change of a term would move; stores nothing.
  ///
  /// Throws the same `Refusal` as `changeTerm`.
  public func previewTerm(scheme: String, obligation: String, _ change: TermChange) async throws
    -> TermChangeResult
  {
    try await pool.read { db in
      let (decider, before) = try decideTerm(db, scheme, obligation, change)
      return result(decider, before, event: nil)
    }
  }

  /// Extends, suspends, resumes, withdraws or waives: the date, the reminders and what hangs on them move in
  /// one transaction.
  @discardableResult
  public func changeTerm(scheme: String, obligation: String, _ change: TermChange) async throws
    -> TermChangeResult
  {
    try await changing(scheme) { db, head in
      let (decider, before) = try decideTerm(db, scheme, obligation, change)
      let draft = EventDraft(
        kind: "term.\(change.action.word)", subject: "obligation/\(obligation)",
        data: Receipt.data(decider.receipts, [.init("reason", .string(change.reason))]),
        changes: decider.records.changes)
      let stored = try record(db, scheme, head: head, [(draft, decider.receipts)])
      return result(decider, before, event: stored[0])
    }
  }

  private func decideTerm(
    _ db: borrowing Database, _ scheme: String, _ id: String, _ change: TermChange
  ) throws -> (Decider, Obligation) {
    let definition = try activeScheme(db, scheme)
    let found = try RecordStore.load(db, scheme, obligation: id).obligations[id]
    let state =
      try found?.award.map { try RecordStore.loadSlice(db, scheme, award: $0) }
      ?? RecordStore.load(db, scheme)
    guard let obligation = state.obligations[id] else { throw unknown(obligation: id, in: state) }
    var decider = decider(definition, state, occasion: "term")
    try decider.change(id, change)
    return (decider, obligation)
  }

  private func result(_ decider: Decider, _ before: Obligation, event: Event?)
    -> TermChangeResult
  {
    let changes = decider.records.changes
    let after = decider.records.find(Obligation.self, before.id) ?? before
    return TermChangeResult(
      before: before, after: after, moves: DateMove.moves(in: changes), event: event)
  }

  func decider(_ scheme: SchemeDefinition, _ state: SchemeState, occasion: String) -> Decider {
    Decider(
      scheme: scheme, calendar: calendar, today: today, now: clock(), occasion: occasion,
      state: state, actor: actor)
  }

  func unknown(obligation id: String, in state: SchemeState) -> Refusal {
    let near = state.obligations.keys.filter { $0.contains(id) }.sorted()
    return Refusal(
      "unknown-obligation", nl: "Er is geen verplichting “\(id)”.",
      en: "There is no obligation “\(id)”.",
      details: near.isEmpty ? ["speelveld milestones list --all"] : near)
  }
}

extension TermChange.Action {
  /// The word that events use.
  public var word: String {
    switch self {
    case .suspend: "suspended"
    case .resume: "resumed"
    case .extend, .extendTo, .extendByWorkingDays: "extended"
    case .withdraw: "withdrawn"
    case .waive: "waived"
    case .fulfil: "fulfilled"
    case .defaultNotice: "default-noticed"
    }
  }
}

extension CaseOffice {
  /// The penalty on a late decision, as it stands and as it will grow (Awb 4:17).
  public struct Penalty: Sendable {
    public let obligation: Obligation
    /// The notice of default on which it rests, recorded or supposed.
    public let notice: CivilDate
    public let projection: PenaltyProjection
  }

  /// Projects the penalty of a late decision; `supposing` stands in for a notice that has not come.
  ///
  /// Throws a `Refusal` when the obligation knows no penalty, or when there is no notice at all.
  public func penalty(scheme: String, obligation id: String, supposing: CivilDate? = nil)
    async throws -> Penalty
  {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      guard let obligation = state.obligations[id] else { throw unknown(obligation: id, in: state) }
      let decider = decider(definition, state, occasion: "penalty")
      guard try decider.hasPenalty(obligation) else {
        throw Refusal(
          "no-penalty", nl: "Te laat zijn met “\(obligation.kind)” kost geen dwangsom.",
          en: "Being late with “\(obligation.kind)” costs no penalty.")
      }
      let recorded = state.ledger.values
        .filter { $0.obligation == id && $0.action == .defaultNotice }.map(\.on).min()
      guard let notice = recorded ?? supposing else {
        throw Refusal(
          "no-notice", nl: "Er is nog geen ingebrekestelling van “\(id)”.",
          en: "There is no notice of default on “\(id)” yet.",
          details: ["speelveld milestones penalty \(id) --supposing YYYY-MM-DD"])
      }
      guard
        let projection = PenaltyProjection.project(
          due: obligation.due, defaultNotice: notice, decided: obligation.closedOn, today: today,
          calendar: calendar)
      else {
        throw Refusal(
          "no-tariff", nl: "Voor die dag is geen dwangsomtarief bekend.",
          en: "No tariff of the penalty is known for that day.")
      }
      return Penalty(obligation: obligation, notice: notice, projection: projection)
    }
  }
}
