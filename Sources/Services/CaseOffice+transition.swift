import Casework
import JSONText
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// A run with its document: what would happen, or what did.
  public struct Transition: Sendable {
    public let run: TransitionRun
    public let plan: TransitionPlan
  }

  private static let ground: Set<Table> = [
    .scheme, .alliance, .award, .period, .report, .payment, .obligation, .reminder, .letter,
    .exception, .instance, .timer,
  ]

  /// Plans a period change and stores the plan for approval; nothing of the casework changes.
  public func planTransition(
    scheme: String, from: Int, to: Int?,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> Transition {
    try await changing(scheme) { db, head in
      // The lock keeps the plan and the last event it saw together.
      let id = try nextRun(db, scheme: scheme, from: from, to: to)
      let plan = try makePlan(db, scheme: scheme, from: from, to: to, run: id, progress: progress)
      let texts = plan.rows.map(\.json.canonical)
      let digest = TransitionPlan.digest(header: plan.header.json.canonical, rows: texts)
      let run = TransitionRun(
        scheme: scheme, id: id, header: plan.header, state: .planned,
        basis: head.sequence, digest: digest, planned: .init(by: actor, at: clock()))
      try TransitionStore.insert(db, run)
      try TransitionStore.insertRows(db, scheme, run: run.id, plan.rows, texts: texts)
      return Transition(run: run, plan: plan)
    }
  }

  /// The plan that would be made now, without storing it (`--dry-run`).
  public func previewTransition(
    scheme: String, from: Int, to: Int?,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> TransitionPlan {
    try await pool.read { db in
      let id = try nextRun(db, scheme: scheme, from: from, to: to)
      return try makePlan(
        db, scheme: scheme, from: from, to: to, run: id, progress: progress)
    }
  }

  private func makePlan(
    _ db: borrowing Database, scheme: String, from: Int, to: Int?, run: String,
    progress: (Int, Int) -> Void
  ) throws -> TransitionPlan {
    let definition = try activeScheme(db, scheme)
    let state = try RecordStore.load(db, scheme, tables: Self.ground)
    return try TransitionPlanner(scheme: definition, calendar: calendar)
      .plan(state, from: from, to: to, run: run, progress: progress)
  }

  /// Runs between two years are numbered: `2026-2027-1`.
  private func nextRun(_ db: borrowing Database, scheme: String, from: Int, to: Int?) throws
    -> String
  {
    let prefix = "\(from)-\(to.map(String.init) ?? "settlement")-"
    return "\(prefix)\(try TransitionStore.count(db, scheme, prefix: prefix) + 1)"
  }

  /// Approves a plan as the second person.
  ///
  /// Throws a `Refusal` when the acting person made the plan, or when it is not waiting for approval.
  public func approveTransition(scheme: String, run id: String) async throws -> TransitionRun {
    try await pool.transaction { db in
      let run = try transitionRun(db, scheme: scheme, id)
      guard run.planned.by != actor else {
        throw Refusal(
          "second-person",
          nl: "\(actor) heeft dit plan gemaakt; iemand anders moet het goedkeuren.",
          en: "\(actor) made this plan; somebody else must approve it.",
          details: ["speelveld transition approve \(id) --as NAME"])
      }
      guard try TransitionStore.approve(db, scheme, id, .init(by: actor, at: clock())) else {
        throw wrongState(run, "approve", nl: "goedkeuren")
      }
      return try transitionRun(db, scheme: scheme, id)
    }
  }

  /// Applies an approved plan: every row of it, in one serializable transaction, or nothing.
  ///
  /// Throws a `Refusal` with code `ground-changed`, naming each event, when anything that the plan stands
  /// on has changed since. The document returned is read back from the tables.
  public func applyTransition(scheme: String, run id: String) async throws -> Transition {
    try await changing(scheme) { db, head in
      let run = try transitionRun(db, scheme: scheme, id)
      guard run.state == .approved else { throw wrongState(run, "apply", nl: "uitvoeren") }
      let rows = try storedRows(db, run)
      try refuseWhereDisturbed(db, run, rows)
      let drafts = rows.compactMap { row in row.draft(run: id).map { ($0, row.receipts) } }
      let events = try record(db, scheme, head: head, drafts)
      let range = events.first.flatMap { first in
        events.last.map { first.sequence...$0.sequence }
      }
      guard
        try TransitionStore.markApplied(
          db, scheme, id, .init(by: actor, at: clock()), events: range)
      else { throw wrongState(run, "apply", nl: "uitvoeren") }
      return try result(db, transitionRun(db, scheme: scheme, id), rows)
    }
  }

  private func refuseWhereDisturbed(
    _ db: borrowing Database, _ run: TransitionRun, _ rows: [TransitionRow]
  ) throws {
    let later = try EventStore.events(db, run.scheme, after: run.basis)
    guard !later.isEmpty else { return }
    let recipients = try RecordStore.load(db, run.scheme, tables: [.award]).awards.values
      .map(\.recipient)
    let ground = TransitionGround(plan: rows, recipients: Set(recipients))
    let disturbances = ground.disturbances(in: later)
    guard disturbances.isEmpty else {
      throw Refusal(
        "ground-changed",
        nl: "Sinds plan \(run.id) is er iets veranderd waarop het rust. Maak een nieuw plan.",
        en: "Something that plan \(run.id) stands on has changed since. Make a new plan.",
        details: disturbances)
    }
  }

  /// Takes an applied run back: every record stands again as it did before.
  ///
  /// Throws a `Refusal` naming each later event that touched a record of the run.
  public func undoTransition(scheme: String, run id: String) async throws -> TransitionRun {
    try await changing(scheme) { db, head in
      let run = try transitionRun(db, scheme: scheme, id)
      guard run.state == .applied else { throw wrongState(run, "undo", nl: "terugdraaien") }
      if let range = run.events {
        let applied = try EventStore.events(
          db, scheme, after: range.lowerBound - 1, through: range.upperBound)
        try refuseWhereBuiltUpon(db, run, applied, after: range.upperBound)
        try record(db, scheme, head: head, applied.reversed().map { ($0.undoing(run: id), []) })
      }
      guard try TransitionStore.markUndone(db, scheme, id, .init(by: actor, at: clock())) else {
        throw wrongState(run, "undo", nl: "terugdraaien")
      }
      return try transitionRun(db, scheme: scheme, id)
    }
  }

  private func refuseWhereBuiltUpon(
    _ db: borrowing Database, _ run: TransitionRun, _ applied: [Event], after sequence: Int64
  ) throws {
    let touched = Set(applied.flatMap(\.changes).map { "\($0.table.rawValue)/\($0.key)" })
    let later = try EventStore.events(db, run.scheme, after: sequence)
    let obstacles = later.filter { event in
      event.changes.contains { touched.contains("\($0.table.rawValue)/\($0.key)") }
    }
    guard obstacles.isEmpty else {
      throw Refusal(
        "built-upon",
        nl: "Overgang \(run.id) kan niet meer worden teruggedraaid: er is op voortgebouwd.",
        en: "Run \(run.id) can no longer be undone: later events build upon it.",
        details: obstacles.map {
          "event \($0.sequence), \($0.at), \($0.actor): \($0.kind) on \($0.subject)"
        })
    }
  }

  /// A run with its document: the plan while it is one, and what the tables hold once it was applied.
  public func transition(scheme: String, run id: String) async throws -> Transition {
    try await pool.read { db in
      let run = try transitionRun(db, scheme: scheme, id)
      let rows = try storedRows(db, run)
      guard run.state == .applied else {
        return Transition(run: run, plan: TransitionPlan(header: run.header, rows: rows))
      }
      return try result(db, run, rows)
    }
  }

  public func transitions(scheme: String) async throws -> [TransitionRun] {
    try await pool.read { db in try TransitionStore.list(db, scheme) }
  }

  /// Lets one award move although a rule blocks it.
  ///
  /// Throws a `Refusal` without a reason, or for an award without a period in that year.
  public func grantException(scheme: String, award: String, year: Int, reason: String) async throws
    -> TransitionException
  {
    let reason = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !reason.isEmpty else {
      throw Refusal(
        "no-reason", nl: "Een uitzondering heeft een reden nodig.",
        en: "An exception needs a reason.")
    }
    return try await changing(scheme) { db, head in
      guard try self.record(db, of: scheme, Keys.period(award, year), as: Period.self) != nil else {
        throw Refusal(
          "no-period", nl: "Verlening “\(award)” heeft geen tijdvak \(year).",
          en: "Award “\(award)” has no period \(year).",
          details: try AllianceList.page(db, scheme, text: nil, limit: 20, offset: 0)
            .state.awards.keys.sorted())
      }
      var state = SchemeState()
      let key = Keys.exception(award, year)
      if let earlier = try self.record(db, of: scheme, key, as: TransitionException.self) {
        state[keyPath: TransitionException.home][key] = earlier
      }
      var records = ChangeSet(from: state)
      let exception = TransitionException(
        id: Keys.exception(award, year), award: award, year: year, reason: reason, grantedBy: actor,
        grantedOn: today)
      records.put(exception)
      try record(
        db, scheme, head: head,
        [
          (
            EventDraft(
              kind: "exception.granted", subject: "award/\(award)",
              data: ["year": .int(year), "reason": .string(reason)], changes: records.changes), []
          )
        ])
      return exception
    }
  }

  // MARK: Parts

  private func storedRows(_ db: borrowing Database, _ run: TransitionRun) throws -> [TransitionRow]
  {
    let texts = try TransitionStore.rowTexts(db, run.scheme, run: run.id)
    let rows = try texts.map { text in
      guard let row = TransitionRow(json: try JSON.parse(text)) else {
        throw StorageFault(
          "A row of run “\(run.id)” cannot be read.", remedy: "Make a new plan.")
      }
      return row
    }
    let digest = TransitionPlan.digest(header: run.header.json.canonical, rows: texts)
    guard digest == run.digest else {
      throw StorageFault(
        "The rows of run “\(run.id)” are not those that were planned: the digest differs.",
        remedy: "Make a new plan, and find out who changed the table transition_row.")
    }
    return rows
  }

  /// The document of an applied run: each record read back from the tables.
  private func result(_ db: borrowing Database, _ run: TransitionRun, _ rows: [TransitionRow])
    throws
    -> Transition
  {
    let changes = rows.lazy.flatMap(\.changes)
    let keys = Dictionary(grouping: changes, by: \.table).mapValues { Array(Set($0.map(\.key))) }
    let now = try RecordStore.read(db, run.scheme, keys: keys)
    let seen = rows.map { row in
      TransitionRow(
        award: row.award, name: row.name, outcome: row.outcome, reason: row.reason,
        fired: row.fired,
        changes: row.changes.map { change in
          Change(
            table: change.table, key: change.key, before: change.before,
            after: now[change.table]?[change.key])
        }, receipts: row.receipts)
    }
    return Transition(run: run, plan: TransitionPlan(header: run.header, rows: seen))
  }

  private func wrongState(_ run: TransitionRun, _ verb: String, nl: String) -> Refusal {
    let state = run.state.rawValue
    return Refusal(
      "wrong-state", nl: "Overgang \(run.id) is “\(state)”; \(nl) kan dan niet.",
      en: "Run \(run.id) is “\(state)”; it is not possible to \(verb) it.",
      details: ["speelveld transition show \(run.id)"])
  }
}
