import ExactNumbers
import LegalCalendar

extension FEELRun {
  mutating func conversion(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    switch builtin {
    case .atLiteral: return atLiteral(arguments)
    case .date: return date(arguments)
    case .dateAndTime: return dateAndTime(arguments)
    case .time: return time(arguments)
    case .number: return number(arguments)
    case .string:
      if arguments[0].isNull { return .null }
      let limit = environment.limits.textLength
      let text = arguments[0].written(asLiteral: false, limit: limit)
      guard text.utf8.count <= limit else {
        return fail(.limit, "the text is longer than \(limit) bytes")
      }
      return .string(text)
    case .duration:
      guard let text = text(builtin, arguments, 0) else { return .null }
      return TemporalReader.duration(text)
        ?? fail(.invalidValue, "\"\(text)\" is not a duration such as P1Y2M or P1DT2H")
    case .yearsAndMonthsDuration: return monthsBetween(arguments)
    case .range: return rangeOf(arguments)
    case .not:
      if case .boolean(let value) = single(arguments[0]) { return .boolean(!value) }
      return arguments[0].isNull ? .null : wrongType(builtin, 0, arguments[0], "boolean")
    case .is: return .boolean(isSame(arguments[0], arguments[1]))
    case .now:
      return environment.now.map { .dateTime($0) }
        ?? fail(.notAvailable, "this evaluation has no clock: `now()` is not available")
    default:
      return environment.now.map { .date($0.date) }
        ?? fail(.notAvailable, "this evaluation has no clock: `today()` is not available")
    }
  }

  private mutating func atLiteral(_ arguments: [FEELValue]) -> FEELValue {
    guard let text = arguments[0].string else { return .null }
    if let date = TemporalReader.date(text) { return .date(date) }
    if let moment = TemporalReader.dateTime(text, zones: environment.zones) {
      return .dateTime(moment)
    }
    if let time = TemporalReader.time(text, zones: environment.zones) { return .time(time) }
    return TemporalReader.duration(text)
      ?? fail(.invalidValue, "\"\(text)\" is not a date, a time or a duration")
  }

  private mutating func date(_ arguments: [FEELValue]) -> FEELValue {
    if arguments.count == 3 {
      guard let year = whole(.date, arguments, 0), let month = whole(.date, arguments, 1),
        let day = whole(.date, arguments, 2)
      else { return .null }
      return CivilDate(year: year, month: month, day: day).map { .date($0) }
        ?? fail(.invalidValue, "there is no day \(year)-\(month)-\(day)")
    }
    switch single(arguments[0]) {
    case .string(let text):
      return TemporalReader.date(text).map { .date($0) }
        ?? fail(.invalidValue, "\"\(text)\" is not a date such as 2026-12-31")
    case .date(let date): return .date(date)
    case .dateTime(let moment): return .date(moment.date)
    default: return wrongType(.date, 0, arguments[0], "string or date and time")
    }
  }

  private mutating func dateAndTime(_ arguments: [FEELValue]) -> FEELValue {
    switch arguments.count {
    case 1:
      switch single(arguments[0]) {
      case .string(let text):
        return TemporalReader.dateTime(text, zones: environment.zones).map { .dateTime($0) }
          ?? fail(.invalidValue, "\"\(text)\" is not a date and time such as 2026-12-31T23:59:00Z")
      case .date(let date): return .dateTime(FEELDateTime(date: date, offsetSeconds: 0))
      case .dateTime(let moment): return .dateTime(moment)
      default: return wrongType(.dateAndTime, 0, arguments[0], "string")
      }
    case 2:
      let day: CivilDate
      switch single(arguments[0]) {
      case .date(let date): day = date
      case .dateTime(let moment): day = moment.date
      default: return wrongType(.dateAndTime, 0, arguments[0], "date")
      }
      guard case .time(let time) = single(arguments[1]) else {
        return wrongType(.dateAndTime, 1, arguments[1], "time")
      }
      return moment(day, time.nanosecondOfDay, time.zone)
    default:
      guard case .date(let day) = date(Array(arguments.prefix(3))),
        let clock = clock(.dateAndTime, arguments, 3)
      else { return .null }
      guard arguments.count == 7 else { return moment(day, clock, .local) }
      switch single(arguments[6]) {
      case .null: return moment(day, clock, .local)
      case .string(let name): return moment(day, clock, .region(name))
      case .dayTimeDuration(let offset):
        guard let seconds = seconds(offset) else { return .null }
        return moment(day, clock, .offset(seconds: seconds))
      default: return wrongType(.dateAndTime, 6, arguments[6], "duration or zone")
      }
    }
  }

  private mutating func moment(
    _ day: CivilDate, _ clock: Int64, _ zone: FEELZone
  ) -> FEELValue {
    FEELDateTime(date: day, nanosecondOfDay: clock, zone: zone, zones: environment.zones)
      .map { .dateTime($0) } ?? fail(.invalidValue, "the time zone is unknown")
  }

  private mutating func time(_ arguments: [FEELValue]) -> FEELValue {
    if arguments.count >= 3 {
      guard let clock = clock(.time, arguments, 0) else { return .null }
      guard arguments.count == 4, !arguments[3].isNull else {
        return .time(FEELTime(nanosecondOfDay: clock))
      }
      guard case .dayTimeDuration(let offset) = single(arguments[3]) else {
        return wrongType(.time, 3, arguments[3], "days and time duration")
      }
      return seconds(offset).map {
        .time(FEELTime(nanosecondOfDay: clock, offsetSeconds: $0))
      } ?? .null
    }
    switch single(arguments[0]) {
    case .string(let text):
      return TemporalReader.time(text, zones: environment.zones).map { .time($0) }
        ?? fail(.invalidValue, "\"\(text)\" is not a time such as 23:59:00")
    case .time(let time): return .time(time)
    case .dateTime(let moment):
      return moment.time(environment.zones).map { .time($0) } ?? .null
    case .date: return .time(FEELTime(nanosecondOfDay: 0, offsetSeconds: 0))
    default: return wrongType(.time, 0, arguments[0], "string or date and time")
    }
  }

  /// Hour, minute and second of the arguments from `first` as nanoseconds of the day.
  private mutating func clock(
    _ builtin: Builtin, _ arguments: [FEELValue], _ first: Int
  ) -> Int64? {
    guard let hour = whole(builtin, arguments, first),
      let minute = whole(builtin, arguments, first + 1)
    else { return nil }
    guard case .number(let second) = single(arguments[first + 2]) else {
      _ = wrongType(builtin, first + 2, arguments[first + 2], "number")
      return nil
    }
    guard (0..<24).contains(hour), (0..<60).contains(minute), !second.isNegative || second.isZero,
      second < Decimal128(60), let length = FEELDayTimeDuration(decimalSeconds: second)
    else {
      _ = fail(.invalidValue, "there is no such time of day")
      return nil
    }
    return Int64(hour * 3600 + minute * 60) * FEELTime.nanosecondsPerSecond
      + Int64(length.nanoseconds)
  }

  private mutating func seconds(_ offset: FEELDayTimeDuration) -> Int? {
    let seconds = offset.nanoseconds / Int128(FEELTime.nanosecondsPerSecond)
    guard seconds.magnitude <= UInt128(FEELZone.widest) else {
      _ = fail(.invalidValue, "an offset from UTC is at most 18 hours")
      return nil
    }
    return Int(seconds)
  }

  /// A whole number of at most nine digits.
  mutating func whole(_ builtin: Builtin, _ arguments: [FEELValue], _ index: Int) -> Int? {
    guard case .number(let value) = single(arguments[index]) else {
      _ = wrongType(builtin, index, arguments[index], "number")
      return nil
    }
    guard let whole = value.int64, whole.magnitude <= 999_999_999 else {
      _ = fail(
        .invalidValue,
        "argument \(index + 1) of `\(builtin.name)` is a whole number, not \(value.plainDescription)"
      )
      return nil
    }
    return Int(whole)
  }

  private mutating func number(_ arguments: [FEELValue]) -> FEELValue {
    guard let text = text(.number, arguments, 0) else { return .null }
    var digits = text
    if arguments.count == 3 {
      let grouping: String
      switch single(arguments[1]) {
      case .null: grouping = ""
      case .string(let text) where [" ", ",", "."].contains(text): grouping = text
      default: return fail(.invalidValue, "the grouping separator is a space, a comma or a period")
      }
      let point: String
      switch single(arguments[2]) {
      case .null: point = ""
      case .string(let text) where [",", "."].contains(text) && text != grouping: point = text
      default:
        return fail(
          .invalidValue, "the decimal separator is a comma or a period, not the grouping separator"
        )
      }
      digits = ""
      for character in text.unicodeScalars {
        if String(character) == grouping { continue }
        // Without a decimal separator a period is one, unless it groups.
        if String(character) == point {
          digits += "."
        } else if character == ".", !point.isEmpty {
          digits += "?"
        } else {
          digits.unicodeScalars.append(character)
        }
      }
    }
    var scanner = Scanner(digits)
    if scanner.byte() == UInt8(ascii: "-") { scanner.place = 1 }
    guard scanner.number() != nil, scanner.isAtEnd, let value = Decimal128(digits) else {
      return fail(.invalidValue, "\"\(text)\" is not a number")
    }
    return .number(value)
  }

  private mutating func monthsBetween(_ arguments: [FEELValue]) -> FEELValue {
    func moment(_ value: FEELValue) -> FEELDateTime? {
      switch single(value) {
      case .date(let date): FEELDateTime(date: date)
      case .dateTime(let moment): moment
      default: nil
      }
    }
    guard let from = moment(arguments[0]) else {
      return wrongType(.yearsAndMonthsDuration, 0, arguments[0], "date")
    }
    guard let to = moment(arguments[1]) else {
      return wrongType(.yearsAndMonthsDuration, 1, arguments[1], "date")
    }
    let (a, b) = (from.date.components, to.date.components)
    var months = Int64(b.year - a.year) * 12 + Int64(b.month - a.month)
    // A month that is not complete does not count.
    if months > 0, b.day < a.day { months -= 1 }
    if months < 0, b.day > a.day { months += 1 }
    return .yearMonthDuration(months: months)
  }

  /// `is()`: of one kind and the same value, zones included.
  private func isSame(_ a: FEELValue, _ b: FEELValue) -> Bool {
    var equality = ValueEquality(isStrict: true)
    return equality.equal(a, b) ?? false
  }

  /// `range("[1..5)")`: a range literal whose ends are literals, DMN 1.5 grammar rules 66 and 67.
  private mutating func rangeOf(_ arguments: [FEELValue]) -> FEELValue {
    guard let text = text(.range, arguments, 0) else { return .null }
    var parser = Parser(text, names: [])
    if let range = parser.constantRange() { return .range(range) }
    return fail(.invalidValue, "\"\(text)\" is not a range of literals such as [1..5]")
  }
}
