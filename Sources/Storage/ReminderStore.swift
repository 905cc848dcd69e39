import Casework
import LegalCalendar
import Postgres

/// Questions about planned reminders that need no casework in memory.
public struct ReminderStore {
  private static let isAnyDue = Statement(
    "reminder.is-any-due",
    """
    select exists (
      select from reminder where scheme = $1 and state = 'planned' and send_on <= $2)
    """)

  private static let readers = Statement(
    "reminder.planned-readers",
    """
    select distinct r.recipient, a.recipient, greatest(r.send_on, $2::date) from reminder r
    join obligation o on o.scheme = r.scheme and o.id = r.obligation
    left join award a on a.scheme = o.scheme and a.id = o.award
    where r.scheme = $1 and r.state = 'planned'
    """)

  public static let statements = [isAnyDue, readers]

  /// Whom planned reminders are for, on the day that they go.
  public struct Reader: Hashable, Sendable {
    /// Roles, separated by commas.
    public let roles: String
    public let alliance: String?
    public let day: CivilDate
  }

  /// The readers of planned reminders, each once; what is late counts for `day`.
  public static func readers(_ db: borrowing Database, _ scheme: String, on day: CivilDate) throws
    -> [Reader]
  {
    try db.query(readers, [scheme, day]).map {
      Reader(roles: try $0.decode(0), alliance: try $0.decode(1), day: try $0.decode(2))
    }
  }

  public static func isAnyDue(_ db: borrowing Database, _ scheme: String, on day: CivilDate) throws
    -> Bool
  {
    try db.scalar(isAnyDue, [scheme, day]) ?? false
  }
}
