import LegalCalendar
import Postgres
import Synchronization

/// A clock that stands still until a test moves it.
public final class PinnedClock: Sendable {
  private let instant: Mutex<Timestamp>

  public init(_ instant: Timestamp) { self.instant = Mutex(instant) }

  /// Noon in UTC on a day.
  public convenience init(noonOf day: CivilDate) {
    self.init(Timestamp(microseconds: (day.epochDay * 24 + 12) * 3_600_000_000))
  }

  public var now: Timestamp { instant.withLock { $0 } }

  public func advance(seconds: Int64) {
    instant.withLock { $0 = Timestamp(microseconds: $0.microseconds + seconds * 1_000_000) }
  }

  public func advance(days: Int64) { advance(seconds: days * 86_400) }
}
