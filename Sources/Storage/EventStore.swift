import Casework
import JSONText
import LegalCalendar
import Postgres

/// The append-only events of a scheme and the end of its chain.
public struct EventStore {
  private static let begin = Statement(
    "chain.begin",
    "insert into chain (scheme, sequence, hash) values ($1, 0, $2) on conflict (scheme) do nothing")
  private static let lock = Statement(
    "chain.lock", "select sequence, hash from chain where scheme = $1 for update")
  private static let head = Statement(
    "chain.head", "select sequence, hash from chain where scheme = $1")
  private static let advance = Statement(
    "chain.advance", "update chain set sequence = $2, hash = $3 where scheme = $1")
  private static let insert = Statement(
    "event.insert",
    """
    insert into event (scheme, sequence, at, actor, kind, subject, body, previous_hash, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """)
  private static let columns = [
    "scheme", "sequence", "at", "actor", "kind", "subject", "body", "previous_hash", "hash",
  ]
  private static let after = Statement(
    "event.after",
    """
    select body, previous_hash, hash from event
    where scheme = $1 and sequence > $2 and sequence <= $3 order by sequence
    """)
  private static let lastBefore = Statement(
    "event.last-before",
    "select coalesce(max(sequence), 0) from event where scheme = $1 and at < $2")

  /// The turn of a transaction that appends to a scheme's chain.
  ///
  /// Waiting for it comes before the server fixes what the transaction sees. Waiting for the chain's row alone
  /// would come after, and fail as a serialisation conflict.
  public static func turn(of scheme: String) -> Turn { Turn("chain/\(scheme)") }

  /// The end of the chain, locked until the transaction ends: events of a scheme have one order.
  ///
  /// The transaction should have the scheme's `turn`; without it nothing goes wrong, but a rival makes it fail
  /// and be tried again.
  public static func lockHead(_ db: borrowing Database, _ scheme: String) throws -> ChainHead {
    if let head = try locked(db, scheme) { return head }
    try db.execute(begin, [scheme, ChainHead.start.hash])
    return try locked(db, scheme) ?? .start
  }

  private static func locked(_ db: borrowing Database, _ scheme: String) throws -> ChainHead? {
    guard let row = try db.query(lock, [scheme]).first else { return nil }
    return ChainHead(sequence: try row.decode(0), hash: try row.decode(1))
  }

  /// The end of the chain as it is now, without a lock.
  public static func head(_ db: borrowing Database, _ scheme: String) throws -> ChainHead {
    guard let row = try db.query(head, [scheme]).first else { return .start }
    return ChainHead(sequence: try row.decode(0), hash: try row.decode(1))
  }

  /// Stores events and moves the end of the chain to the last of them.
  public static func append(_ db: borrowing Database, _ scheme: String, _ events: [Event]) throws {
    guard let last = events.last else { return }
    if events.count > RecordStore.copyFrom {
      try db.copyIn(into: "event", columns) { writer in
        for event in events {
          try writer.row { row throws(PostgresError) in
            try row.text(scheme)
            try row.int(event.sequence)
            try row.timestamp(event.at.stamp)
            try row.text(event.actor)
            try row.text(event.kind)
            try row.text(event.subject)
            try row.text(event.text)
            try row.text(event.previousHash)
            try row.text(event.hash)
          }
        }
      }
    } else {
      for event in events {
        try db.execute(
          insert,
          [
            scheme, event.sequence, event.at.stamp, event.actor, event.kind, event.subject,
            event.text, event.previousHash, event.hash,
          ])
      }
    }
    try db.execute(advance, [scheme, last.sequence, last.hash])
  }

  /// The events after one number up to and including another, in order.
  ///
  /// Throws a `StorageFault` when a body is not an event; a body that was tampered with but still reads as
  /// one is for the chain check to find.
  public static func events(
    _ db: borrowing Database, _ scheme: String, after sequence: Int64 = 0,
    through last: Int64 = .max
  ) throws -> [Event] {
    try db.query(after, [scheme, sequence, last]).map { row in
      let body: String = try row.decode(0)
      guard let json = try? JSON.parse(body),
        let event = Event(body: json, previousHash: try row.decode(1), hash: try row.decode(2))
      else {
        throw StorageFault(
          "An event of “\(scheme)” cannot be read: its text is not an event.",
          remedy: "The event table was changed outside the program; restore it from a backup.")
      }
      return event
    }
  }

  /// The number of the last event recorded before a moment; 0 when there is none.
  public static func last(_ db: borrowing Database, _ scheme: String, before moment: Moment) throws
    -> Int64
  {
    try db.scalar(lastBefore, [scheme, moment.stamp]) ?? 0
  }
}

extension Moment {
  var stamp: Timestamp { Timestamp(microseconds: microseconds) }
}

extension Timestamp {
  var moment: Moment { Moment(microseconds: microseconds) }
}
