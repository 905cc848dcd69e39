import ExactNumbers
import LegalCalendar

extension FEELRun {
  /// The properties of temporal values and ranges, DMN 1.5 Table 65; nil where there is none of the name.
  func property(_ name: String, of value: FEELValue) -> FEELValue? {
    switch value {
    case .date(let date): Self.property(name, of: date)
    case .time(let time):
      Self.property(name, clock: time.nanosecondOfDay, zone: time.zone, offset: time.offset)
    case .dateTime(let moment):
      Self.property(name, of: moment.date)
        ?? Self.property(
          name, clock: moment.nanosecondOfDay, zone: moment.zone, offset: moment.offset)
    case .yearMonthDuration(let months):
      switch name {
      case "years": .number(Decimal128(Int(months / 12)))
      case "months": .number(Decimal128(Int(months % 12)))
      default: nil
      }
    case .dayTimeDuration(let duration): Self.property(name, of: duration)
    case .range(let range):
      switch name {
      case "start": range.start ?? .null
      case "end": range.end ?? .null
      case "start included": .boolean(range.startIncluded)
      case "end included": .boolean(range.endIncluded)
      default: nil
      }
    default: nil
    }
  }

  private static func property(_ name: String, of date: CivilDate) -> FEELValue? {
    switch name {
    case "year": .number(Decimal128(date.year))
    case "month": .number(Decimal128(date.month))
    case "day": .number(Decimal128(date.day))
    case "weekday": .number(Decimal128(date.isoWeekday))
    default: nil
    }
  }

  private static func property(
    _ name: String, clock: Int64, zone: FEELZone, offset: Int?
  ) -> FEELValue? {
    let time = FEELTime(nanosecondOfDay: clock)
    switch name {
    case "hour": return .number(Decimal128(time.hour))
    case "minute": return .number(Decimal128(time.minute))
    case "second": return .number(Decimal128(time.second))
    case "time offset":
      return offset.map { .dayTimeDuration(FEELDayTimeDuration(seconds: $0)) } ?? .null
    case "timezone":
      if case .region(let zone) = zone { return .string(zone) }
      return .null
    default: return nil
    }
  }

  private static func property(_ name: String, of duration: FEELDayTimeDuration) -> FEELValue? {
    let parts = duration.parts
    switch name {
    case "days": return .number(Decimal128(parts.days))
    case "hours": return .number(Decimal128(parts.hours))
    case "minutes": return .number(Decimal128(parts.minutes))
    case "seconds":
      if parts.nanoseconds == 0 { return .number(Decimal128(parts.seconds)) }
      let nanoseconds = parts.seconds * 1_000_000_000 + parts.nanoseconds
      return Decimal128(
        coefficient: UInt128(nanoseconds.magnitude), exponent: -9, negative: nanoseconds < 0
      ).map { .number($0) }
    default: return nil
    }
  }
}
