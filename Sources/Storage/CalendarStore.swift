import Casework
import JSONText
import Postgres

/// What subscribed calendars must hear: the last form of every obligation, also of those that are gone.
public struct CalendarStore {
  /// An obligation as calendars know it.
  public struct Entry: Hashable, Sendable {
    public let obligation: Obligation
    /// Raised by every change that a calendar shows; never falls.
    public let sequence: Int64
    public let changedAt: Moment
    /// True when the obligation itself is no longer there, for instance after an undone transition.
    public let isGone: Bool
  }

  private static let note = Statement(
    "calendar.note",
    """
    insert into calendar_entry as e (scheme, obligation, sequence, changed_at, record, gone)
    select $1, key, 0, $5, record, gone
    from unnest($2::text[], $3::text[], $4::boolean[]) as n (key, record, gone)
    on conflict (scheme, obligation) do update set sequence = e.sequence + 1,
      changed_at = excluded.changed_at, record = excluded.record, gone = excluded.gone
    where (e.record, e.gone) is distinct from (excluded.record, excluded.gone)
    """)
  private static let all = Statement(
    "calendar.all",
    """
    select record, sequence, changed_at, gone from calendar_entry where scheme = $1
    order by obligation
    """)

  public static let statements = [note, all]

  /// Takes over what changes did to obligations.
  public static func note(
    _ db: borrowing Database, _ scheme: String, _ changes: [Change], at moment: Moment
  ) throws {
    let own = changes.filter { $0.table == .obligation }
    guard !own.isEmpty else { return }
    try db.execute(
      note,
      [
        scheme, own.map(\.key), own.map { ($0.after ?? $0.before ?? .null).canonical },
        own.map { $0.after == nil }, moment.stamp,
      ])
  }

  public static func all(_ db: borrowing Database, _ scheme: String) throws -> [Entry] {
    try db.query(all, [scheme]).map { row in
      let text: String = try row.decode(0)
      return Entry(
        obligation: try Obligation(json: try JSON.parse(text)), sequence: try row.decode(1),
        changedAt: try row.decode(2, as: Timestamp.self).moment, isGone: try row.decode(3))
    }
  }
}
