import ExactNumbers
import LegalCalendar

extension FEELRun {
  /// Addition to exponentiation, DMN 1.5 Tables 57 to 60.
  mutating func arithmetic(
    _ operation: Node.Operation, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    switch (left, right) {
    case (.null, _), (_, .null):
      return fail(.wrongType, "a null cannot be \(Self.verb(operation))")
    case (.number(let x), .number(let y)): return numbers(operation, x, y)
    default: break
    }
    let result: FEELValue?
    switch operation {
    case .add: result = sum(left, right)
    case .subtract: result = difference(left, right)
    case .multiply: result = product(left, right)
    case .divide: result = quotient(left, right)
    default: result = nil
    }
    return result
      ?? fail(
        .wrongType,
        "a \(left.kindName) and a \(right.kindName) cannot be \(Self.verb(operation))")
  }

  private static func verb(_ operation: Node.Operation) -> String {
    switch operation {
    case .add: "added"
    case .subtract: "subtracted"
    case .multiply: "multiplied"
    case .divide: "divided"
    default: "raised to a power"
    }
  }

  private mutating func numbers(
    _ operation: Node.Operation, _ x: Decimal128, _ y: Decimal128
  ) -> FEELValue {
    let result: Decimal128?
    switch operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide:
      if y.isZero { return fail(.divisionByZero, "division by zero") }
      result = x.divided(by: y)
    // IEEE 754-2008 §9.2.1: any number to the power of zero is 1, zero too.
    default: result = y.isZero ? .one : x.power(y)
    }
    return result.map { .number($0) }
      ?? fail(.outOfRange, "the result is not a number that decimal128 can hold")
  }

  mutating func negated(_ operand: FEELValue) -> FEELValue {
    switch operand {
    case .number(let x): return .number(-x)
    case .yearMonthDuration(let months) where months != .min:
      return .yearMonthDuration(months: -months)
    case .dayTimeDuration(let duration):
      if let result = duration.negated { return .dayTimeDuration(result) }
    default: break
    }
    return fail(.wrongType, "a \(operand.kindName) cannot be negated")
  }

  private mutating func sum(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.string(let x), .string(let y)):
      guard x.utf8.count + y.utf8.count <= environment.limits.textLength else {
        return fail(.limit, "the text is longer than \(environment.limits.textLength) bytes")
      }
      return .string(x + y)
    case (.yearMonthDuration(let x), .yearMonthDuration(let y)):
      let (months, overflow) = x.addingReportingOverflow(y)
      return overflow ? tooLarge() : .yearMonthDuration(months: months)
    case (.dayTimeDuration(let x), .dayTimeDuration(let y)):
      return FEELDayTimeDuration(nanoseconds: x.nanoseconds + y.nanoseconds)
        .map { .dayTimeDuration($0) } ?? tooLarge()
    case (.yearMonthDuration, .date), (.yearMonthDuration, .dateTime), (.dayTimeDuration, .date),
      (.dayTimeDuration, .dateTime), (.dayTimeDuration, .time):
      return moved(right, left)
    default: return moved(left, right)
    }
  }

  private mutating func difference(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.date(let x), .date(let y)):
      return FEELDayTimeDuration(
        nanoseconds: Int128(x.epochDay - y.epochDay) * Int128(FEELTime.nanosecondsPerDay)
      ).map { .dayTimeDuration($0) }
    case (.dateTime(let x), .dateTime(let y)): return since(x, y)
    // A date counts as its midnight in UTC.
    case (.date(let x), .dateTime(let y)): return since(FEELDateTime(date: x, offsetSeconds: 0), y)
    case (.dateTime(let x), .date(let y)): return since(x, FEELDateTime(date: y, offsetSeconds: 0))
    case (.time(let x), .time(let y)):
      return x.since(y).map { .dayTimeDuration($0) }
        ?? fail(.wrongType, "a time with a zone and one without cannot be subtracted")
    case (.yearMonthDuration, .yearMonthDuration), (.dayTimeDuration, .dayTimeDuration),
      (_, .yearMonthDuration), (_, .dayTimeDuration):
      if case .null = negatedQuietly(right) { return tooLarge() }
      if case .string = left { return nil }
      return sumOfMoved(left, negatedQuietly(right))
    default: return nil
    }
  }

  private func negatedQuietly(_ value: FEELValue) -> FEELValue {
    switch value {
    case .yearMonthDuration(let months) where months != .min:
      .yearMonthDuration(months: -months)
    case .dayTimeDuration(let duration):
      duration.negated.map { .dayTimeDuration($0) } ?? .null
    default: .null
    }
  }

  private mutating func sumOfMoved(_ left: FEELValue, _ duration: FEELValue) -> FEELValue? {
    switch left {
    case .yearMonthDuration, .dayTimeDuration:
      switch (left, duration) {
      case (.yearMonthDuration, .yearMonthDuration), (.dayTimeDuration, .dayTimeDuration):
        return sum(left, duration)
      default: return nil
      }
    default: return moved(left, duration)
    }
  }

  private mutating func since(_ x: FEELDateTime, _ y: FEELDateTime) -> FEELValue {
    x.since(y).map { .dayTimeDuration($0) }
      ?? fail(.wrongType, "a moment with a zone and one without cannot be subtracted")
  }

  /// A point in time, later by a duration.
  private mutating func moved(_ point: FEELValue, _ duration: FEELValue) -> FEELValue? {
    switch (point, duration) {
    case (.date(let date), .yearMonthDuration(let months)):
      return date.checkedAdding(months: months).map { .date($0) } ?? tooLarge()
    case (.dateTime(let moment), .yearMonthDuration(let months)):
      return moment.adding(months: months, zones: environment.zones).map { .dateTime($0) }
        ?? tooLarge()
    case (.date(let date), .dayTimeDuration(let duration)):
      return FEELDateTime(date: date).adding(duration, zones: environment.zones)
        .map { .date($0.date) } ?? tooLarge()
    case (.dateTime(let moment), .dayTimeDuration(let duration)):
      return moment.adding(duration, zones: environment.zones).map { .dateTime($0) }
        ?? tooLarge()
    case (.time(let time), .dayTimeDuration(let duration)): return .time(time.adding(duration))
    default: return nil
    }
  }

  private mutating func product(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let factor), .yearMonthDuration), (.number(let factor), .dayTimeDuration):
      return scaled(right) { $0 * factor }
    case (.yearMonthDuration, .number(let factor)), (.dayTimeDuration, .number(let factor)):
      return scaled(left) { $0 * factor }
    default: return nil
    }
  }

  private mutating func quotient(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.yearMonthDuration, .number(let divisor)), (.dayTimeDuration, .number(let divisor)):
      if divisor.isZero { return fail(.divisionByZero, "division by zero") }
      return scaled(left) { $0.divided(by: divisor) }
    case (.yearMonthDuration(let x), .yearMonthDuration(let y)):
      if y == 0 { return fail(.divisionByZero, "division by a duration of nothing") }
      return Decimal128(Int(x)).divided(by: Decimal128(Int(y))).map { .number($0) }
    case (.dayTimeDuration(let x), .dayTimeDuration(let y)):
      guard let x = x.decimalSeconds, let y = y.decimalSeconds else { return tooLarge() }
      if y.isZero { return fail(.divisionByZero, "division by a duration of nothing") }
      return x.divided(by: y).map { .number($0) }
    default: return nil
    }
  }

  /// A duration of another length: whole months, or nanoseconds, both cut off towards zero.
  private mutating func scaled(
    _ duration: FEELValue, _ change: (Decimal128) -> Decimal128?
  ) -> FEELValue {
    switch duration {
    case .yearMonthDuration(let months):
      if let months = change(Decimal128(Int(months)))?.rounded(scale: 0, .down)?.int64 {
        return .yearMonthDuration(months: months)
      }
    case .dayTimeDuration(let length):
      if let seconds = length.decimalSeconds.flatMap(change),
        let result = FEELDayTimeDuration(decimalSeconds: seconds)
      {
        return .dayTimeDuration(result)
      }
    default: break
    }
    return tooLarge()
  }

  private mutating func tooLarge() -> FEELValue {
    fail(.outOfRange, "the result is beyond the range of its kind")
  }
}
