import Synchronization

/// How many requests of one sender pass within a minute: a bucket that refills steadily.
///
/// Kept in memory, per process: it protects this process.
final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  /// What became of one more request.
  struct Verdict: Hashable, Sendable {
    /// How many more may pass now.
    let remaining: Int
    /// Nil when it passed; else the seconds until it may.
    let wait: Int?
  }

  let limit: Int
  private let perMinute: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  private static let mostSenders = 10_000

  init(perMinute: Int) {
    limit = perMinute
    self.perMinute = Double(perMinute)
  }

  func take(_ sender: String, now: ContinuousClock.Instant = .now) -> Verdict {
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
        return Verdict(
          remaining: 0, wait: max(1, Int(((1 - bucket.level) * 60 / perMinute).rounded(.up))))
      }
      bucket.level -= 1
      return Verdict(remaining: Int(bucket.level), wait: nil)
    }
  }
}
