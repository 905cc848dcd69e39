import Casework
import Crypto
import Postgres

/// An answer that was given under a sender's key.
public struct StoredAnswer: Hashable, Sendable {
  public let status: Int
  public let body: String
  public let location: String?
  /// The entity tag of the state that it shows.
  public let tag: String?

  public init(status: Int, body: String, location: String?, tag: String?) {
    self.status = status
    self.body = body
    self.location = location
    self.tag = tag
  }
}

/// The answers given under senders' keys (the header `Idempotency-Key`), kept for two days.
public enum IdempotencyStore {
  private static let find = Statement(
    "idempotency.find",
    """
    select request_hash, status, answer, location, tag from idempotency_key
    where account = $1 and key = $2
    """)
  private static let insert = Statement(
    "idempotency.insert",
    """
    insert into idempotency_key (account, key, request_hash, status, answer, location, tag, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  private static let purge = Statement(
    "idempotency.purge", "delete from idempotency_key where created_at < $1")

  private static let kept: Int64 = 2 * 86_400

  /// What stands under a key: the answer when the request was the same, and whether it was.
  public static func find(
    _ db: borrowing Database, account: String, key: String, requestHash: [UInt8]
  ) throws -> (answer: StoredAnswer, isSameRequest: Bool)? {
    guard let row = try db.query(find, [account, key]).first else { return nil }
    let hash: [UInt8] = try row.decode(0)
    let answer = StoredAnswer(
      status: try row.decode(1), body: try row.decode(2), location: try row.decode(3),
      tag: try row.decode(4))
    return (answer, hash == requestHash)
  }

  public static func insert(
    _ db: borrowing Database, account: String, key: String, requestHash: [UInt8],
    _ answer: StoredAnswer, at now: Moment
  ) throws {
    try db.execute(purge, [now.adding(seconds: -kept).stamp])
    try db.execute(
      insert,
      [
        account, key, requestHash, answer.status, answer.body, answer.location, answer.tag,
        now.stamp,
      ])
  }

  /// What makes two requests the same.
  public static func requestHash(_ parts: [String]) -> [UInt8] {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array("\(part.utf8.count):".utf8))
      hash.update(data: Array(part.utf8))
    }
    return Array(hash.finalize())
  }
}
