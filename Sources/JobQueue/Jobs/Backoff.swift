/// How long a failed job waits: a delay that doubles with each attempt, up to a limit, and a jitter.
///
/// The jitter is a fixed function of job and attempt, so that a thousand jobs that failed together do not
/// return together and yet every machine computes the same time.
public struct Backoff: Hashable, Sendable {
  /// The wait after the first failure, before jitter.
  public var first: Duration
  public var longest: Duration
  /// The part of the delay that the jitter may take off or add, in thousandths (0 to 1,000).
  public var jitter: Int64

  public init(
    first: Duration = .seconds(2), longest: Duration = .seconds(6 * 3600), jitter: Int64 = 200
  ) {
    self.first = first
    self.longest = longest
    self.jitter = min(max(jitter, 0), 1000)
  }

  public static let standard = Backoff()

  /// The wait after a failed attempt, counted from 1; at least a microsecond.
  public func delay(job: Int64, attempt: Int) -> Duration {
    let (base, limit) = (first.microseconds, longest.microseconds)
    let doublings = min(max(attempt - 1, 0), 40)
    let doubled = base.multipliedReportingOverflow(by: 1 << doublings)
    let delay = doubled.overflow ? limit : min(doubled.partialValue, limit)
    // From -jitter to +jitter thousandths.
    let draw = Int64(truncatingIfNeeded: Backoff.mix(job, attempt) % UInt64(2 * jitter + 1))
    let change = delay / 1000 * (draw - jitter)
    return .microseconds(max(delay + change, 1))
  }

  /// The finaliser of SplitMix64 over job and attempt.
  private static func mix(_ job: Int64, _ attempt: Int) -> UInt64 {
    var z = UInt64(bitPattern: job) &+ UInt64(bitPattern: Int64(attempt)) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

extension Duration {
  /// Whole microseconds, held within Int64.
  public var microseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? (seconds < 0 ? .min : .max) : product &+ attoseconds / 1_000_000_000_000
  }
}
