import Casework
import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition
import Postgres
import Storage

extension CaseOffice {
  /// A case with what may happen to it next.
  public struct CaseView: Sendable {
    public let subject: Subject
    public let key: String
    public let state: String
    public let actions: [Lifecycle.Action]
  }

  /// What is permitted on a case today, and what is refused, with the reason.
  public func actions(scheme: String, case key: String) async throws -> CaseView {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      let subject = try subject(named: key, in: state)
      let decider = Decider(
        scheme: definition, calendar: calendar, today: today, occasion: "", state: state)
      return CaseView(
        subject: subject, key: key, state: state.lifecycleState(of: subject, key) ?? "",
        actions: try decider.actions(of: subject, key))
    }
  }

  /// Sends an event to a case and stores what follows; `data` is what guards and consequences read.
  ///
  /// Throws a `Refusal` listing the permitted events when the lifecycle does not allow this one.
  @discardableResult
  public func send(
    _ event: String, scheme: String, case key: String, data: FEELContext = FEELContext(),
    prepare: @escaping @Sendable (inout Decider) throws -> Void = { _ in }
  ) async throws -> Event {
    try await pool.transaction { db in
      let head = try EventStore.lockHead(db, scheme)
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      let subject = try subject(named: key, in: state)
      let slice = state.award(of: subject, key).map { state.slice(award: $0.id) } ?? state
      var decider = decider(definition, slice, occasion: "\(event)-\(head.sequence + 1)")
      try prepare(&decider)
      try decider.send(event, to: subject, key, data: data)
      let draft = EventDraft(
        kind: "\(subject.rawValue).\(event)", subject: "\(subject.rawValue)/\(key)",
        data: Receipt.data(decider.receipts, [.init("event", .string(event))]),
        changes: decider.records.changes)
      let stored = try record(db, scheme, head: head, [(draft, decider.receipts)])
      return stored[0]
    }
  }

  private func subject(named key: String, in state: SchemeState) throws -> Subject {
    if let subject = state.subject(named: key) { return subject }
    let near = state.awards.keys.filter { key.hasPrefix($0) || $0.hasPrefix(key) }.sorted()
    throw Refusal(
      "unknown-case", nl: "Er is geen zaak “\(key)”.", en: "There is no case “\(key)”.",
      details: near.isEmpty ? state.awards.keys.sorted() : near)
  }
}
