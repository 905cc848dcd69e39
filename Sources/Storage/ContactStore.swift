import Casework
import Postgres

/// The people who get messages; kept outside the event chain.
public struct ContactStore {
  private static let all = Statement(
    "contact.all",
    """
    select id, name, email, language, role, organisation, alliances, certainty
    from contact where scheme = $1 order by id
    """)
  private static let put = Statement(
    "contact.put",
    """
    insert into contact (scheme, id, name, email, language, role, organisation, alliances, certainty)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (scheme, id) do update set name = excluded.name, email = excluded.email,
      language = excluded.language, role = excluded.role, organisation = excluded.organisation,
      alliances = excluded.alliances, certainty = excluded.certainty
    """)
  private static let forget = Statement(
    "contact.forget", "delete from contact where scheme = $1 and id = $2")

  private static let find = Statement(
    "contact.find",
    """
    select id, name, email, language, role, organisation, alliances, certainty
    from contact where scheme = $1 and id = $2
    """)

  public static let statements = [all, put, forget, find]

  public static func all(_ db: borrowing Database, _ scheme: String) throws -> [Contact] {
    try db.query(all, [scheme]).map { try contact($0) }
  }

  /// Nil when there is none, or it was forgotten.
  public static func find(_ db: borrowing Database, _ scheme: String, _ id: String) throws
    -> Contact?
  {
    try db.query(find, [scheme, id]).first.map { try contact($0) }
  }

  private static func contact(_ row: Row) throws -> Contact {
    let certainty: String = try row.decode(7)
    return Contact(
      id: try row.decode(0), name: try row.decode(1), email: try row.decode(2),
      language: try row.decode(3), role: try row.decode(4), organisation: try row.decode(5),
      alliances: try row.decode(6), certainty: Certainty(rawValue: certainty) ?? .illustrative)
  }

  public static func put(_ db: borrowing Database, _ scheme: String, _ contact: Contact) throws {
    try db.execute(
      put,
      [
        scheme, contact.id, contact.name, contact.email, contact.language, contact.role,
        contact.organisation, contact.alliances, contact.certainty.rawValue,
      ])
  }

  /// True when there was one.
  public static func forget(_ db: borrowing Database, _ scheme: String, _ id: String) throws -> Bool
  {
    try db.execute(forget, [scheme, id]) == 1
  }
}
