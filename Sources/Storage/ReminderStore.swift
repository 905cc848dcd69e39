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

  public static let statements = [isAnyDue]

  public static func isAnyDue(_ db: borrowing Database, _ scheme: String, on day: CivilDate) throws
    -> Bool
  {
    try db.scalar(isAnyDue, [scheme, day]) ?? false
  }
}
