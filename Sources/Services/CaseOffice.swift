import Casework
import Diagnostics
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

/// The use cases of one installation: each begins, loads, decides, stores and commits.
///
/// Holds no state of its own but the connections; the clock and the acting person are passed in, so that a
/// test, a demonstration and the real service run the same code.
public struct CaseOffice: Sendable {
  public let pool: PostgresPool
  public let calendar: HolidayCalendar
  /// Who acts; named in events and receipts, and compared where two persons are needed.
  public let actor: String
  public let clock: @Sendable () -> Moment
  let definitions: DefinitionMemory

  public init(
    pool: PostgresPool, calendar: HolidayCalendar, actor: String,
    clock: @escaping @Sendable () -> Moment
  ) {
    self.init(
      pool: pool, calendar: calendar, actor: actor, clock: clock, definitions: DefinitionMemory())
  }

  private init(
    pool: PostgresPool, calendar: HolidayCalendar, actor: String,
    clock: @escaping @Sendable () -> Moment, definitions: DefinitionMemory
  ) {
    self.pool = pool
    self.calendar = calendar
    self.actor = actor
    self.clock = clock
    self.definitions = definitions
  }

  /// The same office with somebody else acting.
  public func acting(as actor: String) -> CaseOffice {
    CaseOffice(
      pool: pool, calendar: calendar, actor: actor, clock: clock, definitions: definitions)
  }

  /// The same office with another clock.
  public func at(_ moment: Moment) -> CaseOffice {
    CaseOffice(
      pool: pool, calendar: calendar, actor: actor, clock: { moment }, definitions: definitions)
  }

  /// Dutch civil time decides which day it is: terms and periods change at midnight in Amsterdam.
  public var today: CivilDate { DutchClock.date(of: clock()) }
}

extension CaseOffice {
  /// A transaction that may add events to a scheme: those of one scheme take turns, and each sees all that the
  /// one before it stored. Gives the end of the scheme's chain.
  func changing<T: Sendable>(
    _ scheme: String, _ body: @escaping @Sendable (borrowing Database, ChainHead) throws -> T
  ) async throws -> T {
    try await pool.transaction(turn: EventStore.turn(of: scheme)) { db in
      try body(db, try EventStore.lockHead(db, scheme))
    }
  }

  /// The scheme as activated.
  ///
  /// Throws a `Refusal` when it was not activated in this database.
  func activeScheme(_ db: borrowing Database, _ scheme: String) throws -> SchemeDefinition {
    guard let record = try RecordStore.load(db, scheme, tables: [.scheme]).schemes[scheme],
      let definition = try definition(db, source: record.source)
    else {
      throw Refusal.notActive(scheme)
    }
    return definition
  }

  /// A scheme's definition by the hash of its directory; nil when the hash is unknown.
  func definition(_ db: borrowing Database, source: String) throws -> SchemeDefinition? {
    if let known = definitions[source] { return known }
    guard let files = try RuleSetStore.findSource(db, source) else { return nil }
    let (definition, findings) = SchemeDefinition.load(files, checks: .structure)
    guard let definition else { throw FindingsError(findings) }
    definitions[source] = definition
    return definition
  }

  /// Stores what was decided: events in their order, the tables they change, and the receipts.
  @discardableResult
  func record(
    _ db: borrowing Database, _ scheme: String, head: ChainHead,
    _ drafts: [(draft: EventDraft, receipts: [Receipt])]
  ) throws -> [Event] {
    var head = head
    let now = clock()
    var receipts: [StoredReceipt] = []
    let events = drafts.map { draft in
      let event = head.append(draft.draft, scheme: scheme, at: now, by: actor)
      receipts += draft.receipts.map {
        StoredReceipt(receipt: $0, sequence: event.sequence, actor: actor, at: now)
      }
      return event
    }
    try EventStore.append(db, scheme, events)
    try RecordStore.write(db, scheme, ChangeSet.net(of: events.flatMap(\.changes)))
    try ReceiptStore.append(db, scheme, receipts)
    try announce(db, scheme, events, at: now)
    return events
  }
}

extension Refusal {
  /// The scheme was not activated in this database; with the command that does so.
  static func notActive(_ scheme: String) -> Refusal {
    Refusal(
      "scheme-not-active", nl: "De regeling “\(scheme)” is hier niet geactiveerd.",
      en: "The scheme “\(scheme)” is not active here.",
      details: ["speelveld scheme activate config/schemes/\(scheme)"])
  }
}
