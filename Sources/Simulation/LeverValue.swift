import Allocation
import ExactNumbers
import JSONText

/// The value of a lever, exact in the lever's unit.
public enum LeverValue: Hashable, Sendable {
  case count(Int)
  case share(BasisPoints)
  case euros(Money)
  case points(Points)
  case choice(String)
  case flag(Bool)
}

extension LeverValue: CustomStringConvertible {
  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .share(let share): share.description
    case .euros(let amount): amount.cents % 100 == 0 ? "\(amount.cents / 100)" : "\(amount)"
    case .points(let points): points.description
    case .choice(let name): name
    case .flag(let flag): flag ? "yes" : "no"
    }
  }
}

/// What a lever takes: its unit and bounds.
public enum LeverKind: Hashable, Sendable {
  case count(ClosedRange<Int>)
  case share(ClosedRange<Int>)
  case euros(upTo: Int)
  case points(upTo: Int)
  case choice([String])
  case flag

  /// The unit with its bounds, for help and messages.
  public var description: String {
    switch self {
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .share(let range): "a percentage from \(range.lowerBound) to \(range.upperBound)"
    case .euros(let most): "euros from 0 to \(most)"
    case .points(let most): "points from 0 to \(most)"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .flag: "yes or no"
    }
  }

  /// The same in either language.
  public var text: Bilingual {
    let dutch =
      switch self {
      case .count(let range):
        "een heel getal van \(range.lowerBound) tot en met \(range.upperBound)"
      case .share(let range):
        "een percentage van \(range.lowerBound) tot en met \(range.upperBound)"
      case .euros(let most): "euro, van 0 tot en met \(most)"
      case .points(let most): "punten, van 0 tot en met \(most)"
      case .choice(let names): "een van \(names.joined(separator: ", "))"
      case .flag: "ja of nee (yes, no)"
      }
    return Bilingual(nl: dutch, en: description)
  }

  /// Reads a value; nil when it is not of this kind or out of bounds.
  public func read(_ text: String) -> LeverValue? {
    switch self {
    case .count(let range):
      return Int(text).flatMap { range.contains($0) ? .count($0) : nil }
    case .share(let range):
      let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
      guard let hundredths = Money(parsing: digits)?.cents,
        (Int64(range.lowerBound) * 100...Int64(range.upperBound) * 100).contains(hundredths)
      else { return nil }
      return .share(BasisPoints(Int(hundredths)))
    case .euros(let most):
      guard let amount = Money(parsing: text.filter { $0 != "_" }),
        (.zero...Money(euros: most)).contains(amount)
      else { return nil }
      return .euros(amount)
    case .points(let most):
      guard let hundredths = Money(parsing: text)?.cents,
        (0...Int64(most) * 100).contains(hundredths)
      else { return nil }
      return .points(Points(millionths: hundredths * 10_000))
    case .choice(let names): return names.contains(text) ? .choice(text) : nil
    case .flag:
      switch text {
      case "yes", "true", "ja": return .flag(true)
      case "no", "false", "nee": return .flag(false)
      default: return nil
      }
    }
  }
}
