import Casework
import Crypto
import JSONText
import LegalCalendar
import Postgres

/// A rule set as stored: whole and immutable, by its hash.
public struct StoredRuleSet: Hashable, Sendable {
  public let hash: String
  public let scheme: String
  public let label: String
  public let validFrom: CivilDate
  public let validTo: CivilDate?
  public let files: [String: [UInt8]]

  public init(
    hash: String, scheme: String, label: String, validFrom: CivilDate, validTo: CivilDate?,
    files: [String: [UInt8]]
  ) {
    self.hash = hash
    self.scheme = scheme
    self.label = label
    self.validFrom = validFrom
    self.validTo = validTo
    self.files = files
  }
}

public struct RuleSetStore {
  private static let insert = Statement(
    "rule-set.insert",
    """
    insert into rule_set (hash, scheme, label, valid_from, valid_to, files, stored_at)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict (hash) do nothing
    """)
  private static let find = Statement(
    "rule-set.find",
    "select hash, scheme, label, valid_from, valid_to, files from rule_set where hash = $1")

  private static let insertSource = Statement(
    "scheme-source.insert",
    """
    insert into scheme_source (hash, scheme, files, stored_at) values ($1, $2, $3, $4)
    on conflict (hash) do nothing
    """)
  private static let findSource = Statement(
    "scheme-source.find", "select files from scheme_source where hash = $1")

  /// Stores a scheme's whole directory; returns the SHA-256 under which it is found again.
  public static func storeSource(
    _ db: borrowing Database, scheme: String, files: [String: [UInt8]], at moment: Moment
  ) throws -> String {
    let archive = archive(files)
    let hash = SHA256.hash(data: archive).hex
    try db.execute(insertSource, [hash, scheme, archive, moment.stamp])
    return hash
  }

  /// The files of a scheme's directory, or nil when the hash is unknown.
  public static func findSource(_ db: borrowing Database, _ hash: String) throws
    -> [String: [UInt8]]?
  {
    guard let row = try db.query(findSource, [hash]).first else { return nil }
    return try files(in: try row.decode(0))
  }

  /// Stores a rule set unless its hash is there already.
  public static func store(_ db: borrowing Database, _ ruleSet: StoredRuleSet, at moment: Moment)
    throws
  {
    try db.execute(
      insert,
      [
        ruleSet.hash, ruleSet.scheme, ruleSet.label, ruleSet.validFrom, ruleSet.validTo,
        archive(ruleSet.files), moment.stamp,
      ])
  }

  public static func find(_ db: borrowing Database, _ hash: String) throws -> StoredRuleSet? {
    try db.query(find, [hash]).first.map { row in
      let bytes: [UInt8] = try row.decode(5)
      return StoredRuleSet(
        hash: try row.decode(0), scheme: try row.decode(1), label: try row.decode(2),
        validFrom: try row.decode(3), validTo: try row.decode(4), files: try files(in: bytes))
    }
  }

  /// The files as one JSON object, path → text; scheme files are UTF-8 by their check.
  private static func archive(_ files: [String: [UInt8]]) -> [UInt8] {
    let members = files.sorted { $0.key < $1.key }.map {
      JSON.Member($0.key, .string(String(decoding: $0.value, as: UTF8.self)))
    }
    return Array(JSON.object(members).canonical.utf8)
  }

  private static func files(in archive: [UInt8]) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for member in try JSON.parse(bytes: archive).members ?? [] {
      files[member.name] = member.value.string.map { Array($0.utf8) }
    }
    return files
  }
}

/// Which schemes a database holds.
public struct SchemeDirectory {
  private static let all = Statement("scheme.ids", "select id from scheme order by id")

  public static func ids(_ db: borrowing Database) throws -> [String] {
    try db.query(all).map { try $0.decode(0) }
  }
}
