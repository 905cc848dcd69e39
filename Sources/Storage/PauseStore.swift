import Casework
import Postgres

/// The emergency stop of a scheme's messages.
public struct PauseStore {
  /// Who stopped it, when and why.
  public struct Pause: Hashable, Sendable {
    public let at: Moment
    public let by: String
    public let reason: String

    public init(at: Moment, by: String, reason: String) {
      self.at = at
      self.by = by
      self.reason = reason
    }
  }

  private static let make = Statement(
    "switch.make",
    "insert into delivery_switch (scheme, paused) values ($1, false) on conflict (scheme) do nothing"
  )
  private static let check = Statement(
    "switch.check",
    "select paused, changed_at, changed_by, reason from delivery_switch where scheme = $1 for share"
  )
  private static let find = Statement(
    "switch.find",
    "select paused, changed_at, changed_by, reason from delivery_switch where scheme = $1")
  private static let pause = Statement(
    "switch.pause",
    """
    update delivery_switch set paused = true, changed_at = $2, changed_by = $3, reason = $4
    where scheme = $1 and not paused
    """)
  private static let resume = Statement(
    "switch.resume",
    """
    update delivery_switch set paused = false, changed_at = $2, changed_by = $3, reason = null
    where scheme = $1 and paused
    """)

  public static let statements = [make, check, find, pause, resume]

  /// Nil when messages may go; a stop waits until this transaction has ended.
  public static func check(_ db: borrowing Database, _ scheme: String) throws -> Pause? {
    var rows = try db.query(check, [scheme])
    if rows.isEmpty {
      try db.execute(make, [scheme])
      rows = try db.query(check, [scheme])
    }
    return try rows.first.flatMap(read)
  }

  public static func find(_ db: borrowing Database, _ scheme: String) throws -> Pause? {
    try db.query(find, [scheme]).first.flatMap(read)
  }

  private static func read(_ row: Row) throws -> Pause? {
    guard try row.decode(0, as: Bool.self) else { return nil }
    return Pause(
      at: try row.decode(1, as: Timestamp.self).moment, by: try row.decode(2),
      reason: try row.decode(3))
  }

  /// False when it was stopped already. Returns after the last transaction that still sends.
  public static func pause(_ db: borrowing Database, _ scheme: String, _ pause: Pause) throws
    -> Bool
  {
    try db.execute(make, [scheme])
    return try db.execute(Self.pause, [scheme, pause.at.stamp, pause.by, pause.reason]) == 1
  }

  /// False when it was not stopped.
  public static func resume(
    _ db: borrowing Database, _ scheme: String, at moment: Moment, by actor: String
  ) throws -> Bool {
    try db.execute(resume, [scheme, moment.stamp, actor]) == 1
  }
}
