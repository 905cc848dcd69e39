import ExactNumbers

extension FEELRun {
  mutating func numeric(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    if builtin == .abs {
      switch single(arguments[0]) {
      case .yearMonthDuration(let months) where months < 0: return negated(single(arguments[0]))
      case .dayTimeDuration(let length) where length.nanoseconds < 0:
        return negated(single(arguments[0]))
      case .yearMonthDuration, .dayTimeDuration: return single(arguments[0])
      default: break
      }
    }
    guard case .number(let first) = single(arguments[0]) else {
      return wrongType(builtin, 0, arguments[0], "number")
    }
    switch builtin {
    case .floor: return rounded(builtin, first, arguments, .floor)
    case .ceiling: return rounded(builtin, first, arguments, .ceiling)
    case .decimal: return rounded(builtin, first, arguments, .halfEven)
    case .roundUp: return rounded(builtin, first, arguments, .up)
    case .roundDown: return rounded(builtin, first, arguments, .down)
    case .roundHalfUp: return rounded(builtin, first, arguments, .halfUp)
    case .roundHalfDown: return rounded(builtin, first, arguments, .halfDown)
    case .abs: return .number(first.magnitude)
    case .modulo: return modulo(first, arguments)
    case .sqrt:
      if first.isNegative, !first.isZero {
        return fail(.outOfRange, "a negative number has no square root")
      }
      return result(first.squareRoot())
    case .log:
      if first.isNegative || first.isZero {
        return fail(.outOfRange, "only a positive number has a logarithm")
      }
      return result(first.ln())
    case .exp: return result(first.exp())
    default:
      guard let rest = first.remainder(dividingBy: Decimal128(2)), first.isInteger else {
        return fail(.invalidValue, "only a whole number is odd or even")
      }
      return .boolean(rest.isZero == (builtin == .even))
    }
  }

  mutating func result(_ number: Decimal128?) -> FEELValue {
    number.map { .number($0) }
      ?? fail(.outOfRange, "the result is not a number that decimal128 can hold")
  }

  /// Rounds to a scale between -6111 and 6176, 0 when none is given.
  private mutating func rounded(
    _ builtin: Builtin, _ number: Decimal128, _ arguments: [FEELValue], _ rounding: Rounding
  ) -> FEELValue {
    var scale = 0
    if arguments.count == 2 {
      guard case .number(let given) = single(arguments[1]) else {
        return wrongType(builtin, 1, arguments[1], "number")
      }
      guard let whole = given.rounded(scale: 0, .down)?.int64, (-6111...6176).contains(whole)
      else { return fail(.outOfRange, "a scale is between -6111 and 6176") }
      scale = Int(whole)
    }
    // More places than there are digits to hold them change nothing.
    if scale >= -number.exponent, number.quantized(exponent: -scale, rounding) == nil {
      return .number(number)
    }
    return result(number.rounded(scale: scale, rounding))
  }

  /// With the sign of the divisor: `dividend - divisor * floor(dividend / divisor)`.
  private mutating func modulo(_ dividend: Decimal128, _ arguments: [FEELValue]) -> FEELValue {
    guard case .number(let divisor) = single(arguments[1]) else {
      return wrongType(.modulo, 1, arguments[1], "number")
    }
    if divisor.isZero { return fail(.divisionByZero, "division by zero") }
    guard let rest = dividend.remainder(dividingBy: divisor) else {
      guard let quotient = dividend.divided(by: divisor)?.rounded(scale: 0, .floor) else {
        return result(nil)
      }
      return result(dividend - (divisor * quotient))
    }
    if rest.isZero || rest.isNegative == divisor.isNegative { return .number(rest) }
    return result(rest + divisor)
  }
}
