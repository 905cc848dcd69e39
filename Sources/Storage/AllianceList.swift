import Casework
import Postgres

/// Lists awards with who received them, a page at a time.
public struct AllianceList {
  private static let named =
    "from award a left join alliance l on l.scheme = a.scheme and l.id = a.recipient where a.scheme = $1"
  private static let matching = "\(named) and (a.id ilike $2 or l.name ilike $2)"
  static let keys = Statement(
    "award.keys", "select a.id \(named) order by l.name, a.id limit $2 offset $3")
  static let count = Statement("award.count", "select count(*) from award where scheme = $1")
  static let keysMatching = Statement(
    "award.keys-matching",
    "select a.id \(matching) order by l.name, a.id limit $3 offset $4")
  static let countMatching = Statement("award.count-matching", "select count(*) \(matching)")
  static let names = Statement(
    "alliance.names",
    """
    (select id, name from alliance where scheme = $1 order by name, id limit $2)
    union select id, name from alliance where scheme = $1 and id = $3 order by name, id
    """)
  static let all = [keys, count, keysMatching, countMatching, names]

  /// The awards of one page by their alliances' names, with recipients, parties and periods, and how many there are in all.
  ///
  /// `text` is part of an alliance's name or of an award's key.
  public static func page(
    _ db: borrowing Database, _ scheme: String, text: String?, limit: Int, offset: Int
  ) throws -> (state: SchemeState, total: Int) {
    let (awards, total) = try page(db, scheme, text, limit, offset)
    var state = SchemeState()
    try RecordStore.fill(db, scheme, &state, Award.self, by: "id", awards)
    try RecordStore.fill(db, scheme, &state, Period.self, by: "award", awards)
    let alliances = Set(state.awards.values.map(\.recipient)).sorted()
    try RecordStore.fill(db, scheme, &state, Alliance.self, by: "id", alliances)
    try RecordStore.fill(db, scheme, &state, Membership.self, by: "alliance", alliances)
    let organisations = Set(state.memberships.values.map(\.organisation)).sorted()
    try RecordStore.fill(db, scheme, &state, Organisation.self, by: "id", organisations)
    return (state, total)
  }

  private static func page(
    _ db: borrowing Database, _ scheme: String, _ text: String?, _ limit: Int, _ offset: Int
  ) throws -> (awards: [String], total: Int) {
    guard let text else {
      return (
        try db.query(keys, [scheme, limit, offset]).map { try $0.decode(0) },
        try db.scalar(count, [scheme]) ?? 0
      )
    }
    let pattern = LikePattern(containing: text).text
    return (
      try db.query(keysMatching, [scheme, pattern, limit, offset]).map { try $0.decode(0) },
      try db.scalar(countMatching, [scheme, pattern]) ?? 0
    )
  }

  /// An alliance as a choice in a form.
  public struct Choice: Hashable, Sendable {
    public let id: String
    public let name: String
  }

  /// The first alliances by name, and the one of the id `with`.
  public static func choices(
    _ db: borrowing Database, _ scheme: String, limit: Int, with id: String?
  ) throws -> [Choice] {
    try db.query(names, [scheme, limit, id]).map {
      Choice(id: try $0.decode(0), name: try $0.decode(1))
    }
  }
}
