import Casework
import Foundation
import LegalCalendar

/// The clocks of a running service.
enum RealClock {
  @Sendable static func now() -> Moment {
    Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
  }

  /// A clock that began at nine in the morning (UTC) of a day, and goes on from there: for demonstrations.
  static func starting(_ day: CivilDate) -> @Sendable () -> Moment {
    let offset = Moment(day, secondOfDay: 9 * 3600).microseconds - now().microseconds
    return { Moment(microseconds: now().microseconds + offset) }
  }
}
