import Casework
import Crypto
import Postgres

/// Slows guessing down: after a few failures each further one doubles the wait, per account and per address.
enum Throttle {
  private static let find = Statement(
    "throttle.find", "select failures, last_at from sign_in_throttle where key_hash = $1")
  private static let fail = Statement(
    "throttle.fail",
    """
    insert into sign_in_throttle (key_hash, failures, last_at) values ($1, 1, $2)
    on conflict (key_hash) do update set last_at = $2,
      failures = case when sign_in_throttle.last_at < $3 then 1 else sign_in_throttle.failures + 1 end
    """)
  private static let clear = Statement(
    "throttle.clear", "delete from sign_in_throttle where key_hash = $1")
  private static let purge = Statement(
    "throttle.purge", "delete from sign_in_throttle where last_at < $1")

  private static let forgetAfter: Int64 = 24 * 3600
  private static let longestWait: Int64 = 900

  /// An account may fail five times before waiting, an address twenty: people share addresses.
  struct Key: Sendable {
    let hash: [UInt8]
    let free: Int

    static func account(_ id: String) -> Key { Key("account " + id, free: 5) }
    static func address(_ peer: String) -> Key { Key("address " + peer, free: 20) }

    private init(_ text: String, free: Int) {
      hash = Array(SHA256.hash(data: Array(text.utf8)))
      self.free = free
    }
  }

  /// Seconds to wait; nil when an attempt may be made.
  static func wait(_ db: borrowing Database, _ keys: [Key], at now: Moment) throws -> Int64? {
    var longest: Int64 = 0
    for key in keys {
      guard let row = try db.query(find, [key.hash]).first else { continue }
      let (failures, last): (Int, Timestamp) = (try row.decode(0), try row.decode(1))
      guard failures >= key.free else { continue }
      let wait = min(longestWait, Int64(2) << min(failures - key.free, 12))
      let passed = (now.microseconds - last.microseconds) / 1_000_000
      longest = max(longest, wait - passed)
    }
    return longest > 0 ? longest : nil
  }

  static func fail(_ db: borrowing Database, _ keys: [Key], at now: Moment) throws {
    let oldest = now.adding(seconds: -forgetAfter).stamp
    try db.execute(purge, [oldest])
    for key in keys { try db.execute(fail, [key.hash, now.stamp, oldest]) }
  }

  static func clear(_ db: borrowing Database, _ key: Key) throws {
    try db.execute(clear, [key.hash])
  }
}
