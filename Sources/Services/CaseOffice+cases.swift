import Casework
import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition
import Postgres
import Statechart
import Storage

/// A case as somebody saw it: a command can ask that it still stands so.
public struct CaseVersion: Hashable, Sendable {
  public let state: String
  /// The number of steps that its instance has made; 0 where the state says everything.
  public let step: Int

  public init(state: String, step: Int = 0) {
    self.state = state
    self.step = step
  }

  init(_ position: CasePosition) {
    self.init(state: position.state, step: position.instance?.version ?? 0)
  }
}

extension CaseOffice {
  /// A case with what may happen to it next.
  public struct CaseView: Sendable {
    public let subject: Subject
    public let key: String
    public let state: String
    public let version: CaseVersion
    /// What waits to happen by itself, the earliest first.
    public let timers: [CaseTimer]
    public let actions: [Lifecycle.Action]
  }

  /// What is permitted on a case today, and what is refused, with the reason.
  public func actions(scheme: String, case key: String) async throws -> CaseView {
    try await pool.read { db in try actions(db, scheme: scheme, case: key) }
  }

  /// The same within a transaction.
  public func actions(_ db: borrowing Database, scheme: String, case key: String) throws
    -> CaseView
  {
    let definition = try activeScheme(db, scheme)
    let (state, subject) = try loadCase(db, scheme, key)
    let decider = Decider(
      scheme: definition, calendar: calendar, today: today, now: clock(), occasion: "",
      state: state)
    guard let position = state.position(of: subject, key) else { throw unknown(key, in: state) }
    return CaseView(
      subject: subject, key: key, state: position.state, version: CaseVersion(position),
      timers: position.timers, actions: try decider.actions(of: subject, key))
  }

  /// A case's lifecycle as it governs the case today, and the active states, for drawing.
  public func lifecycle(scheme: String, case key: String) async throws -> (
    chart: Statechart, active: [String]
  ) {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      let (state, subject) = try loadCase(db, scheme, key)
      var decider = Decider(
        scheme: definition, calendar: calendar, today: today, now: clock(), occasion: "",
        state: state)
      return try decider.drawing(of: subject, key)
    }
  }

  /// One event for one case.
  public struct Command: Sendable {
    public var event: String
    public var key: String
    /// What guards and consequences read as `_event.data`.
    public var data: FEELContext
    /// When given, the case must still stand as it was seen.
    public var seen: CaseVersion?

    public init(
      _ event: String, case key: String, data: FEELContext = FEELContext(),
      seen: CaseVersion? = nil
    ) {
      self.event = event
      self.key = key
      self.data = data
      self.seen = seen
    }
  }

  /// Sends an event to a case and stores what follows; `data` is what guards and consequences read.
  ///
  /// Delayed events of the case that fell due come in first, each recorded as an event of its own.
  /// Throws a `Refusal` listing the permitted events when the lifecycle does not allow this one, and
  /// `case-moved-on` when the case no longer stands as it was `seen`.
  @discardableResult
  public func send(
    _ event: String, scheme: String, case key: String, data: FEELContext = FEELContext(),
    seen: CaseVersion? = nil,
    prepare: @escaping @Sendable (inout Decider) throws -> Void = { _ in }
  ) async throws -> Event {
    let command = Command(event, case: key, data: data, seen: seen)
    return try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      var (state, subject) = try loadCase(db, scheme, key)
      let drafts = try decide(
        command, subject, definition, after: head.sequence, state: &state, prepare: prepare)
      let stored = try record(db, scheme, head: head, drafts)
      return stored[stored.count - 1]
    }
  }

  /// Sends events to cases, all in one transaction: either every one is taken or none.
  @discardableResult
  public func send(_ commands: [Command], scheme: String) async throws -> [Event] {
    try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      var drafts: [(draft: EventDraft, receipts: [Receipt])] = []
      var slices: [String: SchemeState] = [:]
      for command in commands {
        let award = try RecordStore.award(db, scheme, ofCase: command.key)
        var state = try slices[award ?? ""] ?? loadCase(db, scheme, command.key).state
        let subject = try subject(named: command.key, in: state)
        drafts += try decide(
          command, subject, definition, after: head.sequence + Int64(drafts.count), state: &state)
        slices[award ?? ""] = state
      }
      return try record(db, scheme, head: head, drafts)
    }
  }

  /// The drafts for one command: its case's overdue timers, then its own event.
  private func decide(
    _ command: Command, _ subject: Subject, _ definition: SchemeDefinition, after last: Int64,
    state: inout SchemeState, prepare: (inout Decider) throws -> Void = { _ in }
  ) throws -> [(draft: EventDraft, receipts: [Receipt])] {
    let key = command.key
    guard let position = state.position(of: subject, key) else { throw unknown(key, in: state) }
    if let seen = command.seen, seen != CaseVersion(position) {
      throw Refusal(
        "case-moved-on",
        nl: "\(subject.rawValue) \(key) is intussen veranderd: nu “\(position.state)”.",
        en: "\(subject.rawValue) \(key) has changed meanwhile: now “\(position.state)”.",
        details: ["speelveld case actions \(key)"])
    }
    var drafts = try deliverTimers(of: subject, key, definition, after: last, state: &state)
    var decider = decider(
      definition, state, occasion: "\(command.event)-\(last + Int64(drafts.count) + 1)")
    try prepare(&decider)
    try decider.send(command.event, to: subject, key, data: command.data)
    state = decider.records.state
    drafts.append(
      (
        EventDraft(
          kind: "\(subject.rawValue).\(command.event)", subject: subject.instance(key),
          data: Receipt.data(decider.receipts, [.init("event", .string(command.event))]),
          changes: decider.records.changes), decider.receipts
      ))
    return drafts
  }

  /// The records that a decision on a case reads, and what kind of case it is.
  private func loadCase(_ db: borrowing Database, _ scheme: String, _ key: String) throws
    -> (state: SchemeState, subject: Subject)
  {
    if let award = try RecordStore.award(db, scheme, ofCase: key) {
      let state = try RecordStore.loadSlice(db, scheme, award: award)
      return (state, try subject(named: key, in: state))
    }
    let state = try RecordStore.load(db, scheme)
    return (state, try subject(named: key, in: state))
  }

  private func subject(named key: String, in state: SchemeState) throws -> Subject {
    guard let subject = state.subject(named: key) else { throw unknown(key, in: state) }
    return subject
  }

  private func unknown(_ key: String, in state: SchemeState) -> Refusal {
    let near = state.awards.keys.filter { key.hasPrefix($0) || $0.hasPrefix(key) }.sorted()
    return Refusal(
      "unknown-case", nl: "Er is geen zaak “\(key)”.", en: "There is no case “\(key)”.",
      details: near.isEmpty ? state.awards.keys.sorted() : near)
  }
}
