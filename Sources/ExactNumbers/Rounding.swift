/// How an exact result is brought to the digits it may have (General Decimal Arithmetic, "Rounding").
public enum Rounding: String, Sendable, CaseIterable {
  /// To the nearest, a tie to the even digit; the rounding of DMN 1.5 §10.3.2.7.
  case halfEven
  /// To the nearest, a tie away from zero.
  case halfUp
  /// To the nearest, a tie towards zero.
  case halfDown
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Towards positive infinity.
  case ceiling
  /// Towards negative infinity.
  case floor
  /// Away from zero when the last digit kept is 0 or 5, otherwise towards zero.
  case up05
}

/// What was dropped, measured against half of the last digit kept.
enum Tail: Sendable {
  case nothing, belowHalf, half, aboveHalf

  /// The tail of `remainder` out of `divisor`, which must not be zero.
  static func of<T: FixedWidthInteger & UnsignedInteger>(_ remainder: T, outOf divisor: T) -> Tail {
    if remainder == 0 { return .nothing }
    let complement = divisor - remainder
    if remainder < complement { return .belowHalf }
    return remainder == complement ? .half : .aboveHalf
  }

  /// The same tail when something not zero follows below it.
  func followed(bySomething: Bool) -> Tail {
    guard bySomething else { return self }
    switch self {
    case .nothing: return .belowHalf
    case .half: return .aboveHalf
    case .belowHalf, .aboveHalf: return self
    }
  }
}

extension Rounding {
  /// Whether the magnitude kept goes up by one in its last digit.
  func increments(lastDigit: Int, tail: Tail, negative: Bool) -> Bool {
    if tail == .nothing { return false }
    switch self {
    case .halfEven: return tail == .aboveHalf || (tail == .half && lastDigit % 2 == 1)
    case .halfUp: return tail != .belowHalf
    case .halfDown: return tail == .aboveHalf
    case .up: return true
    case .down: return false
    case .ceiling: return !negative
    case .floor: return negative
    case .up05: return lastDigit == 0 || lastDigit == 5
    }
  }
}
