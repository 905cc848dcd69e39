import Crypto

/// When a deferred message is tried again, and when one gives up.
public struct RetrySchedule: Hashable, Sendable {
  /// Seconds to wait after the first, second, … attempt; the last holds for all further ones.
  public var delays: [Int64]
  /// Seconds after which no further attempt is planned.
  public var giveUpAfter: Int64

  public init(delays: [Int64], giveUpAfter: Int64) {
    self.delays = delays
    self.giveUpAfter = giveUpAfter
  }

  /// Soon at first, for greylisting; then every four hours up to five days, as RFC 5321 4.5.4.1 advises.
  public static let standard = RetrySchedule(
    delays: [60, 300, 900, 3600, 4 * 3600], giveUpAfter: 5 * 86_400)

  /// Seconds until the next attempt after `attempt` (from 1), or nil when `age` seconds were enough.
  ///
  /// Up to a quarter longer, by the message's id, so that what failed together does not come back together.
  public func wait(after attempt: Int, age: Int64, id: String) -> Int64? {
    guard age < giveUpAfter, let last = delays.last else { return nil }
    let base = attempt <= delays.count ? delays[max(0, attempt - 1)] : last
    var first: UInt64 = 0
    for byte in SHA256.hash(data: Array("\(id)#\(attempt)".utf8)).prefix(4) {
      first = first << 8 | UInt64(byte)
    }
    return base + Int64(first) * (base / 4) / 0xFFFF_FFFF
  }
}
