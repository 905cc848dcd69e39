import Casework
import JSONText
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// A message with its hand-overs and the reminders that it tells of.
  public struct OutboxView: Sendable {
    public let message: OutboxMessage
    public let attempts: [OutboxMessage.Attempt]
  }

  /// Messages, the newest first; of one state, or all.
  public func outbox(scheme: String, state: OutboxMessage.State?, limit: Int = 100) async throws
    -> [OutboxView]
  {
    try await pool.read { db in
      let messages = try OutboxStore.list(db, scheme, state: state, limit: limit)
      let attempts = try OutboxStore.attempts(db, scheme, of: messages.map(\.id))
      return messages.map { OutboxView(message: $0, attempts: attempts[$0.id] ?? []) }
    }
  }

  /// How messages stand, for `doctor` and an operator's page.
  public struct OutboxHealth: Sendable {
    public let counts: [OutboxMessage.State: Int]
    /// Failed three times, or an hour past their time.
    public let stuck: Int
    public let paused: PauseStore.Pause?
    /// Roles of running ladders without a person, such as `lead politica`.
    public let missing: [String]
  }

  public func outboxHealth(scheme: String) async throws -> OutboxHealth {
    let late = Moment(microseconds: clock().microseconds - 3_600_000_000)
    let day = today
    return try await pool.read { db in
      let readers = ReminderReaders(
        contacts: try ContactStore.all(db, scheme),
        state: try RecordStore.load(db, scheme, tables: [.membership]))
      var missing = Set<String>()
      for item in try ReminderStore.readers(db, scheme, on: day) {
        for reader in readers.readers(of: item.roles, alliance: item.alliance, on: item.day)
        where reader.contact == nil {
          missing.insert(reader.label)
        }
      }
      return OutboxHealth(
        counts: try OutboxStore.counts(db, scheme),
        stuck: try OutboxStore.stuck(db, scheme, before: late),
        paused: try PauseStore.find(db, scheme), missing: missing.sorted())
    }
  }

  /// Lets dead messages wait again: one, or all. A message that had no reader gets those named since.
  ///
  /// Throws a `Refusal` when the one is not there or not dead.
  public func retryDead(scheme: String, id: String?) async throws -> Int {
    let (now, day) = (clock(), today)
    return try await pool.transaction { db in
      let revived = try OutboxStore.revive(db, scheme, id, at: now)
      if let id, revived.isEmpty {
        throw Refusal(
          "no-dead-message", nl: "Er is geen gestrand bericht “\(id)”.",
          en: "There is no dead message “\(id)”.", details: ["speelveld reminders dead"])
      }
      guard revived.contains(where: { $0.contact == nil && $0.role != nil }) else {
        return revived.count
      }
      let readers = ReminderReaders(
        contacts: try ContactStore.all(db, scheme),
        state: try RecordStore.load(db, scheme, tables: [.alliance, .membership]))
      for message in revived where message.contact == nil {
        guard let role = message.role else { continue }
        let people = readers.people(role, alliance: message.alliance, on: day)
        try name(people, for: message.id, db, scheme, day: day, at: now)
      }
      return revived.count
    }
  }

  /// The first person gets the message itself, each further one a copy.
  private func name(
    _ people: [Contact], for id: String, _ db: borrowing Database, _ scheme: String, day: CivilDate,
    at now: Moment
  ) throws {
    guard let first = people.first else { return }
    try OutboxStore.address(db, scheme, id, contact: first.id, recipient: first.id)
    guard people.count > 1, let message = try OutboxStore.find(db, scheme, id) else { return }
    let links = try OutboxStore.links(db, scheme, of: id)
    for person in people.dropFirst() {
      var copy = message
      copy.id = "\(id)/\(person.id)"
      (copy.contact, copy.recipient, copy.dueAt, copy.since) = (person.id, person.id, now, now)
      try OutboxStore.insert(
        db, scheme, copy,
        links: links.map {
          .init(reminder: $0.reminder, reader: person.id, obligation: $0.obligation)
        })
    }
  }

  /// The emergency stop: nothing is chosen and nothing is handed over until `resumeReminders`.
  ///
  /// Gives the stop that holds: the earlier one when there was one. At most the message that each running
  /// process is handing over at this moment still goes.
  @discardableResult
  public func pauseReminders(scheme: String, reason: String) async throws -> PauseStore.Pause {
    let pause = PauseStore.Pause(at: clock(), by: actor, reason: reason)
    return try await changing(scheme) { db, head in
      guard try PauseStore.pause(db, scheme, pause) else {
        return try PauseStore.find(db, scheme) ?? pause
      }
      try record(
        db, scheme, head: head,
        [
          (
            EventDraft(
              kind: "reminders.paused", subject: "scheme/\(scheme)",
              data: ["reason": .string(reason)], changes: []), []
          )
        ])
      return pause
    }
  }

  /// Ends the emergency stop; false when there was none. What is due then goes as after any silence: the
  /// latest step of each open obligation, once.
  public func resumeReminders(scheme: String) async throws -> Bool {
    let now = clock()
    return try await changing(scheme) { db, head in
      guard try PauseStore.resume(db, scheme, at: now, by: actor) else { return false }
      try record(
        db, scheme, head: head,
        [
          (
            EventDraft(kind: "reminders.resumed", subject: "scheme/\(scheme)", changes: []), []
          )
        ])
      return true
    }
  }

  /// The people who get messages.
  public func contacts(scheme: String) async throws -> [Contact] {
    try await pool.read { db in try ContactStore.all(db, scheme) }
  }

  /// Forgets a person: messages that wait for them become undeliverable. Throws a `Refusal` when there is none.
  public func forgetContact(scheme: String, _ id: String) async throws {
    let found = try await pool.transaction { db in try ContactStore.forget(db, scheme, id) }
    guard found else {
      throw Refusal(
        "unknown-contact", nl: "Er is geen contactpersoon “\(id)”.",
        en: "There is no contact “\(id)”.", details: ["speelveld reminders contacts"])
    }
  }
}
