import LegalCalendar

/// An instant: microseconds since 1970-01-01T00:00:00Z, PostgreSQL's `timestamptz`.
public struct Timestamp: Hashable, Sendable, Comparable {
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

  /// Microseconds from 1970 to 2000-01-01, from which PostgreSQL counts.
  static let postgresEpoch: Int64 = 946_684_800_000_000
}

extension Timestamp: CustomStringConvertible {
  /// ISO 8601 in UTC with six decimals, such as `2026-11-23T10:15:00.000000Z`.
  public var description: String {
    let perDay: Int64 = 86_400_000_000
    var (day, rest) = microseconds.quotientAndRemainder(dividingBy: perDay)
    if rest < 0 { (day, rest) = (day - 1, rest + perDay) }
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    return "\(CivilDate(epochDay: day))T\(padded(seconds / 3600, 2)):"
      + "\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(fraction, 6))Z"
  }
}
