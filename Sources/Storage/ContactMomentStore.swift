import Casework
import LegalCalendar
import Postgres

/// What was said with an alliance on a day.
public struct ContactMoment: Hashable, Sendable {
  public enum Channel: String, CaseIterable, Sendable {
    case visit, meeting, call, mail
  }

  public let id: Int64
  public let heldOn: CivilDate
  public let channel: Channel
  public let note: String
  public let recordedBy: String
}

/// Keeps contact moments, outside the event chain: a note may name people and can be taken out.
public struct ContactMomentStore {
  static let list = Statement(
    "contact-moment.list",
    """
    select id, held_on, channel, note, recorded_by from contact_moment
    where scheme = $1 and alliance = $2 order by held_on desc, id desc limit $3
    """)
  static let add = Statement(
    "contact-moment.add",
    """
    insert into contact_moment (scheme, alliance, held_on, channel, note, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7) returning id
    """)
  static let remove = Statement(
    "contact-moment.remove",
    "delete from contact_moment where scheme = $1 and alliance = $2 and id = $3 and recorded_by = $4"
  )
  static let all = [list, add, remove]

  /// The latest of an alliance, newest first.
  public static func list(
    _ db: borrowing Database, _ scheme: String, alliance: String, limit: Int
  ) throws -> [ContactMoment] {
    try db.query(list, [scheme, alliance, limit]).map { row in
      let channel: String = try row.decode(2)
      return ContactMoment(
        id: try row.decode(0), heldOn: try row.decode(1),
        channel: ContactMoment.Channel(rawValue: channel) ?? .meeting, note: try row.decode(3),
        recordedBy: try row.decode(4))
    }
  }

  /// Gives its number.
  public static func add(
    _ db: borrowing Database, _ scheme: String, alliance: String, on day: CivilDate,
    _ channel: ContactMoment.Channel, note: String, by actor: String, at now: Moment
  ) throws -> Int64 {
    try db.scalar(add, [scheme, alliance, day, channel.rawValue, note, actor, now.stamp]) ?? 0
  }

  /// False where the person wrote down none of that number.
  public static func remove(
    _ db: borrowing Database, _ scheme: String, alliance: String, _ id: Int64, by actor: String
  ) throws -> Bool {
    try db.execute(remove, [scheme, alliance, id, actor]) == 1
  }
}
