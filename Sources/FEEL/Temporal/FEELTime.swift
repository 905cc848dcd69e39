/// A time of day, to the nanosecond, DMN 1.5 §10.3.2.3.4.
public struct FEELTime: Hashable, Sendable {
  /// 0 ..< 86,400,000,000,000.
  public var nanosecondOfDay: Int64
  public let zone: FEELZone
  /// Seconds east of UTC; nil for a local time, and for a zone whose offset depends on the date.
  let offset: Int?

  /// A local time, or one at a fixed offset.
  public init(nanosecondOfDay: Int64, offsetSeconds: Int? = nil) {
    self.nanosecondOfDay = nanosecondOfDay
    zone = offsetSeconds.map { .offset(seconds: $0) } ?? .local
    offset = offsetSeconds
  }

  /// Nil when the zone is unknown.
  public init?(nanosecondOfDay: Int64, zone: FEELZone, zones: TimeZones) {
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
    switch zone {
    case .local: offset = nil
    case .offset(let seconds): offset = seconds
    case .region(let name):
      guard let winter = zones.offset(name, Self.januaryAndJuly.0),
        let summer = zones.offset(name, Self.januaryAndJuly.1)
      else { return nil }
      offset = winter == summer ? winter : nil
    }
  }

  /// Two moments of 2026 between which every zone that keeps summer time changes.
  private static let januaryAndJuly: (Int64, Int64) = (1_767_225_600, 1_782_864_000)

  static let nanosecondsPerSecond: Int64 = 1_000_000_000
  static let nanosecondsPerDay: Int64 = 86_400 * nanosecondsPerSecond

  public var hour: Int { Int(nanosecondOfDay / (3600 * Self.nanosecondsPerSecond)) }
  public var minute: Int { Int(nanosecondOfDay / (60 * Self.nanosecondsPerSecond) % 60) }
  public var second: Int { Int(nanosecondOfDay / Self.nanosecondsPerSecond % 60) }
  public var nanosecond: Int { Int(nanosecondOfDay % Self.nanosecondsPerSecond) }

  /// Nanoseconds since midnight UTC, where that can be said.
  private var normalised: Int64? {
    offset.map { nanosecondOfDay - Int64($0) * Self.nanosecondsPerSecond }
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
    var result = self
    result.nanosecondOfDay = Int64(sum < 0 ? sum + day : sum)
    return result
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
