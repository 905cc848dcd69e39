import Casework
import Postgres

/// A filter that somebody kept under a name.
public struct SavedView: Hashable, Sendable {
  public let owner: String
  public let name: String
  /// The part of the page's address behind `?`.
  public let query: String
  public let isShared: Bool

  public init(owner: String, name: String, query: String, isShared: Bool) {
    self.owner = owner
    self.name = name
    self.query = query
    self.isShared = isShared
  }
}

/// Keeps filters of lists: one's own, and those that colleagues share.
public struct SavedViewStore {
  static let list = Statement(
    "saved-view.list",
    """
    select owner, name, query, shared from saved_view
    where scheme = $1 and page = $2 and (owner = $3 or shared) order by name, owner limit 100
    """)
  static let put = Statement(
    "saved-view.put",
    """
    insert into saved_view (scheme, page, owner, name, query, shared, saved_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (scheme, page, owner, name) do update set query = $5, shared = $6, saved_at = $7
    """)
  static let remove = Statement(
    "saved-view.remove",
    "delete from saved_view where scheme = $1 and page = $2 and owner = $3 and name = $4")
  static let all = [list, put, remove]

  public static func list(
    _ db: borrowing Database, _ scheme: String, page: String, owner: String
  ) throws -> [SavedView] {
    try db.query(list, [scheme, page, owner]).map {
      SavedView(
        owner: try $0.decode(0), name: try $0.decode(1), query: try $0.decode(2),
        isShared: try $0.decode(3))
    }
  }

  /// Keeps a view; one of the same owner and name is replaced.
  public static func put(
    _ db: borrowing Database, _ scheme: String, page: String, _ view: SavedView, at now: Moment
  ) throws {
    try db.execute(
      put, [scheme, page, view.owner, view.name, view.query, view.isShared, now.stamp])
  }

  /// False when the owner has no view of that name.
  public static func remove(
    _ db: borrowing Database, _ scheme: String, page: String, owner: String, name: String
  ) throws -> Bool {
    try db.execute(remove, [scheme, page, owner, name]) == 1
  }
}
