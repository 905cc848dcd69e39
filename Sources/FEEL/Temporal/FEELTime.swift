/// A time of day, to the nanosecond, DMN 1.5 §10.3.2.3.4.
public struct FEELTime: Hashable, Sendable {
  /// 0 ..< 86,400,000,000,000.
  public var nanosecondOfDay: Int64
  public var zone: FEELZone

  public init(nanosecondOfDay: Int64, zone: FEELZone = .local) {
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
  }

  static let nanosecondsPerSecond: Int64 = 1_000_000_000
  static let nanosecondsPerDay: Int64 = 86_400 * nanosecondsPerSecond

  public var hour: Int { Int(nanosecondOfDay / (3600 * Self.nanosecondsPerSecond)) }
  public var minute: Int { Int(nanosecondOfDay / (60 * Self.nanosecondsPerSecond) % 60) }
  public var second: Int { Int(nanosecondOfDay / Self.nanosecondsPerSecond % 60) }
  public var nanosecond: Int { Int(nanosecondOfDay % Self.nanosecondsPerSecond) }

  /// Nanoseconds since midnight UTC, where that can be said: a named zone has no offset without a date.
  private var normalised: Int64? {
    guard case .offset(let seconds) = zone else { return nil }
    return nanosecondOfDay - Int64(seconds) * Self.nanosecondsPerSecond
  }

  private static func pair(_ a: FEELTime, _ b: FEELTime) -> (Int64, Int64)? {
    if a.zone == b.zone { return (a.nanosecondOfDay, b.nanosecondOfDay) }
    guard let x = a.normalised, let y = b.normalised else { return nil }
    return (x, y)
  }

  func isEqual(to other: FEELTime) -> Bool {
    guard let (x, y) = Self.pair(self, other) else { return false }
    return x == y
  }

  func order(relativeTo other: FEELTime) -> Int? {
    guard let (x, y) = Self.pair(self, other) else { return nil }
    return x < y ? -1 : (x == y ? 0 : 1)
  }

  /// The time between the two on one day; nil when only one of them has a zone.
  func since(_ other: FEELTime) -> FEELDayTimeDuration? {
    guard let (x, y) = Self.pair(self, other) else { return nil }
    return FEELDayTimeDuration(nanoseconds: Int128(x - y))
  }

  /// Later by the duration, round the clock.
  func adding(_ duration: FEELDayTimeDuration) -> FEELTime {
    let day = Int128(Self.nanosecondsPerDay)
    let sum = (Int128(nanosecondOfDay) + duration.nanoseconds) % day
    return FEELTime(nanosecondOfDay: Int64(sum < 0 ? sum + day : sum), zone: zone)
  }
}

extension FEELTime: CustomStringConvertible {
  public var description: String { clock(nanosecondOfDay) + zone.suffix }

  static func clock(_ nanosecondOfDay: Int64) -> String {
    FEELTime(nanosecondOfDay: nanosecondOfDay).clock(nanosecondOfDay)
  }

  private func clock(_ nanosecondOfDay: Int64) -> String {
    var text = padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2)
    if nanosecond > 0 { text += "." + fraction(nanosecond) }
    return text
  }
}

/// Nine digits without trailing zeros.
func fraction(_ nanoseconds: Int) -> String {
  var digits = padded(nanoseconds, 9)
  while digits.hasSuffix("0") { digits.removeLast() }
  return digits
}
