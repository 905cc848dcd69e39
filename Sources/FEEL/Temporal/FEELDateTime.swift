import LegalCalendar

/// A day and a time of day, to the nanosecond, DMN 1.5 §10.3.2.3.6.
public struct FEELDateTime: Hashable, Sendable {
  public var date: CivilDate
  /// 0 ..< 86,400,000,000,000.
  public var nanosecondOfDay: Int64
  public var zone: FEELZone
  /// Seconds east of UTC at this moment; nil for a local one. Settled when the value is made.
  let offset: Int?

  /// A local moment, or one at a fixed offset.
  public init(date: CivilDate, nanosecondOfDay: Int64 = 0, offsetSeconds: Int? = nil) {
    self.date = date
    self.nanosecondOfDay = nanosecondOfDay
    zone = offsetSeconds.map { .offset(seconds: $0) } ?? .local
    offset = offsetSeconds
  }

  /// Nil when the zone is unknown.
  public init?(date: CivilDate, nanosecondOfDay: Int64, zone: FEELZone, zones: TimeZones) {
    self.date = date
    self.nanosecondOfDay = nanosecondOfDay
    self.zone = zone
    switch zone {
    case .local: offset = nil
    case .offset(let seconds): offset = seconds
    case .region(let name):
      let second = Self.second(date, nanosecondOfDay)
      guard let found = zones.offset(name, localSecond: second) else { return nil }
      offset = found
    }
  }

  private static func second(_ date: CivilDate, _ nanosecondOfDay: Int64) -> Int64 {
    date.epochDay &* 86_400 &+ nanosecondOfDay / FEELTime.nanosecondsPerSecond
  }

  /// The time of day, in the same zone; nil when the zone is not among `zones`.
  public func time(_ zones: TimeZones) -> FEELTime? {
    FEELTime(nanosecondOfDay: nanosecondOfDay, zone: zone, zones: zones)
  }

  /// Nanoseconds since 1 January 1970, UTC where an offset is known and local where not.
  var nanoseconds: Int128 {
    Int128(date.epochDay) * Int128(FEELTime.nanosecondsPerDay) + Int128(nanosecondOfDay)
      - Int128(offset ?? 0) * Int128(FEELTime.nanosecondsPerSecond)
  }

  func isEqual(to other: FEELDateTime) -> Bool {
    (offset == nil) == (other.offset == nil) && nanoseconds == other.nanoseconds
  }

  func order(relativeTo other: FEELDateTime) -> Int? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    let (x, y) = (nanoseconds, other.nanoseconds)
    return x < y ? -1 : (x == y ? 0 : 1)
  }

  /// The time between; nil when only one of the two has a zone.
  func since(_ other: FEELDateTime) -> FEELDayTimeDuration? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    return FEELDayTimeDuration(nanoseconds: nanoseconds - other.nanoseconds)
  }

  /// Later by the duration on the clock of UTC; nil beyond the calendar.
  func adding(_ duration: FEELDayTimeDuration, zones: TimeZones) -> FEELDateTime? {
    let instant = nanoseconds + duration.nanoseconds
    var shown = offset ?? 0
    if case .region(let name) = zone {
      let second = floorDivided(instant, Int128(FEELTime.nanosecondsPerSecond)).quotient
      guard let bounded = Int64(exactly: second), let found = zones.offset(name, bounded) else {
        return nil
      }
      shown = found
    }
    let local = instant + Int128(shown) * Int128(FEELTime.nanosecondsPerSecond)
    let (day, rest) = floorDivided(local, Int128(FEELTime.nanosecondsPerDay))
    guard let date = CivilDate(checkedEpochDay: day) else { return nil }
    return FEELDateTime(date: date, nanosecondOfDay: Int64(rest), zone: zone, zones: zones)
  }

  func adding(months: Int64, zones: TimeZones) -> FEELDateTime? {
    guard let moved = date.checkedAdding(months: months) else { return nil }
    return FEELDateTime(
      date: moved, nanosecondOfDay: nanosecondOfDay, zone: zone, zones: zones)
  }
}

extension FEELDateTime: CustomStringConvertible {
  public var description: String {
    date.description + "T" + FEELTime.clock(nanosecondOfDay) + zone.suffix
  }
}

func floorDivided(_ value: Int128, _ divisor: Int128) -> (quotient: Int128, remainder: Int128) {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

extension CivilDate {
  private static let firstDay: Int128 = -365_243_219_162
  private static let lastDay: Int128 = 365_241_780_471

  /// Nil outside the years -999,999,999 to 999,999,999.
  init?(checkedEpochDay day: Int128) {
    guard (Self.firstDay...Self.lastDay).contains(day) else { return nil }
    self.init(epochDay: Int64(day))
  }

  /// The same day so many months later, or the month's last; nil beyond the calendar.
  func checkedAdding(months: Int64) -> CivilDate? {
    guard months.magnitude <= 24_000_000_000 else { return nil }
    let moved = adding(months: Int(months))
    return CivilDate(checkedEpochDay: Int128(moved.epochDay))
  }
}
