import LegalCalendar

/// Reads dates, times and durations in the lexical forms of XML Schema, with DMN's `@zone` added.
struct TemporalReader {
  private let bytes: [UInt8]
  private var place = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  private var isAtEnd: Bool { place == bytes.count }

  private mutating func accept(_ character: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == character else { return false }
    place += 1
    return true
  }

  private mutating func digits(_ range: ClosedRange<Int>) -> (value: Int, count: Int)? {
    let start = place
    var value = 0
    while place < bytes.count, (0x30...0x39).contains(bytes[place]),
      place - start < range.upperBound
    {
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    let count = place - start
    return range.contains(count) ? (value, count) : nil
  }

  private mutating func date() -> CivilDate? {
    let negative = accept(UInt8(ascii: "-"))
    let first = place
    guard let (year, count) = digits(4...9), count == 4 || bytes[first] != 0x30,
      accept(UInt8(ascii: "-")), let month = digits(2...2)?.value,
      accept(UInt8(ascii: "-")), let day = digits(2...2)?.value
    else { return nil }
    return CivilDate(year: negative ? -year : year, month: month, day: day)
  }

  /// Nanoseconds of the day; 24:00:00 is the end of it.
  private mutating func clock() -> Int64? {
    guard let hour = digits(2...2)?.value, accept(UInt8(ascii: ":")),
      let minute = digits(2...2)?.value, accept(UInt8(ascii: ":")),
      let second = digits(2...2)?.value, minute < 60, second < 60, hour <= 24
    else { return nil }
    var nanoseconds = 0
    if accept(UInt8(ascii: ".")) {
      guard let value = fractionDigits() else { return nil }
      nanoseconds = value
    }
    let seconds = hour * 3600 + minute * 60 + second
    if hour == 24, seconds > 86_400 || nanoseconds > 0 { return nil }
    return Int64(seconds) * FEELTime.nanosecondsPerSecond + Int64(nanoseconds)
  }

  /// The digits after the point as nanoseconds; what is smaller is cut off.
  private mutating func fractionDigits() -> Int? {
    var value = 0
    var count = 0
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
      if count < 9 { value = value * 10 + Int(bytes[place] - 0x30) }
      count += 1
      place += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 9)..<9 { value *= 10 }
    return value
  }

  private mutating func zone(_ zones: TimeZones) -> FEELZone? {
    if isAtEnd { return .local }
    if accept(UInt8(ascii: "Z")) || accept(UInt8(ascii: "z")) { return .offset(seconds: 0) }
    if accept(UInt8(ascii: "@")) {
      let name = String(decoding: bytes[place...], as: UTF8.self)
      place = bytes.count
      return zones.knows(name) ? .region(name) : nil
    }
    let west = accept(UInt8(ascii: "-"))
    guard west || accept(UInt8(ascii: "+")), let hours = digits(2...2)?.value,
      accept(UInt8(ascii: ":")), let minutes = digits(2...2)?.value, minutes < 60
    else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if accept(UInt8(ascii: ":")) {
      guard let rest = digits(2...2)?.value, rest < 60 else { return nil }
      seconds += rest
    }
    guard seconds <= FEELZone.widest else { return nil }
    return .offset(seconds: west ? -seconds : seconds)
  }

  static func date(_ text: String) -> CivilDate? {
    var reader = TemporalReader(text)
    guard let date = reader.date(), reader.isAtEnd else { return nil }
    return date
  }

  static func time(_ text: String, zones: TimeZones) -> FEELTime? {
    var reader = TemporalReader(text)
    guard let clock = reader.clock(), let zone = reader.zone(zones), reader.isAtEnd else {
      return nil
    }
    return FEELTime(
      nanosecondOfDay: clock % FEELTime.nanosecondsPerDay, zone: zone, zones: zones)
  }

  /// A date alone is its midnight.
  static func dateTime(_ text: String, zones: TimeZones) -> FEELDateTime? {
    var reader = TemporalReader(text)
    guard let date = reader.date() else { return nil }
    if reader.isAtEnd { return FEELDateTime(date: date) }
    guard reader.accept(UInt8(ascii: "T")), var clock = reader.clock(),
      let zone = reader.zone(zones), reader.isAtEnd
    else { return nil }
    var day = date
    if clock == FEELTime.nanosecondsPerDay {
      guard let next = CivilDate(checkedEpochDay: Int128(date.epochDay) + 1) else { return nil }
      (day, clock) = (next, 0)
    }
    return FEELDateTime(date: day, nanosecondOfDay: clock, zone: zone, zones: zones)
  }

  static func duration(_ text: String) -> FEELValue? {
    var reader = TemporalReader(text)
    return reader.duration()
  }

  /// `P1Y2M` or `P1DT2H3M4.5S`: the two kinds cannot be mixed.
  private mutating func duration() -> FEELValue? {
    let negative = accept(UInt8(ascii: "-"))
    guard accept(UInt8(ascii: "P")), !isAtEnd else { return nil }
    var inTime = false
    var months: Int128?
    var nanoseconds: Int128?
    var lastUnit = 0
    while !isAtEnd {
      if !inTime, accept(UInt8(ascii: "T")) {
        inTime = true
        if isAtEnd { return nil }
        continue
      }
      guard let (value, count) = digits(1...18), count < 18 || isAtEnd || bytes[place] > 0x39
      else { return nil }
      var rest = 0
      var hasFraction = false
      if accept(UInt8(ascii: ".")) {
        guard inTime, let read = fractionDigits() else { return nil }
        (rest, hasFraction) = (read, true)
      }
      guard !isAtEnd else { return nil }
      let unit = bytes[place]
      place += 1
      let order: Int
      let second = Int128(FEELTime.nanosecondsPerSecond)
      switch (inTime, unit) {
      case (false, UInt8(ascii: "Y")):
        order = 1
        months = (months ?? 0) + Int128(value) * 12
      case (false, UInt8(ascii: "M")):
        order = 2
        months = (months ?? 0) + Int128(value)
      case (false, UInt8(ascii: "D")):
        order = 3
        nanoseconds = (nanoseconds ?? 0) + Int128(value) * 86_400 * second
      case (true, UInt8(ascii: "H")):
        order = 4
        nanoseconds = (nanoseconds ?? 0) + Int128(value) * 3600 * second
      case (true, UInt8(ascii: "M")):
        order = 5
        nanoseconds = (nanoseconds ?? 0) + Int128(value) * 60 * second
      case (true, UInt8(ascii: "S")):
        order = 6
        nanoseconds = (nanoseconds ?? 0) + Int128(value) * second + Int128(rest)
      default: return nil
      }
      guard order > lastUnit, !hasFraction || order == 6 else { return nil }
      lastUnit = order
    }
    switch (months, nanoseconds) {
    case (let months?, nil):
      guard let size = Int64(exactly: months) else { return nil }
      return .yearMonthDuration(months: negative ? -size : size)
    case (nil, let nanoseconds?):
      return FEELDayTimeDuration(nanoseconds: negative ? -nanoseconds : nanoseconds)
        .map { .dayTimeDuration($0) }
    default: return nil
    }
  }
}
