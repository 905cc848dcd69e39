import Synchronization

/// How many requests of one sender pass within a minute: a bucket that refills steadily.
///
/// Kept in memory, per process: it protects this process.
final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  private let perMinute: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  private static let mostSenders = 10_000

  init(perMinute: Int) { self.perMinute = Double(perMinute) }

  /// Nil when one more may pass; else the seconds until then.
  func take(_ sender: String, now: ContinuousClock.Instant = .now) -> Int? {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostSenders, buckets[sender] == nil {
        buckets = buckets.filter { now - $0.value.at < .seconds(60) }
        if buckets.count >= Self.mostSenders { buckets.removeAll() }
      }
      var bucket = buckets[sender] ?? Bucket(level: perMinute, at: now)
      let seconds = (now - bucket.at) / .seconds(1)
      bucket.level = min(perMinute, bucket.level + seconds * perMinute / 60)
      bucket.at = now
      defer { buckets[sender] = bucket }
      guard bucket.level >= 1 else {
        return max(1, Int(((1 - bucket.level) * 60 / perMinute).rounded(.up)))
      }
      bucket.level -= 1
      return nil
    }
  }
}
