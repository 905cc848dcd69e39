import Allocation
import ExactNumbers

/// One figure of a scenario's result, as a whole number of its unit.
///
/// Every figure of a result stands in one list under a name, so that a difference of two results
/// cannot leave one out.
public struct ScenarioFigure: Hashable, Sendable {
  public enum Unit: String, Hashable, Sendable {
    case cents, hours, count
    /// Millionths of a point, and of a pure number.
    case points, ratio

    /// What `ScenarioFigure.text` is written in.
    public var title: Bilingual {
      switch self {
      case .cents: Bilingual(nl: "euro", en: "euros")
      case .hours: Bilingual(nl: "uren", en: "hours")
      case .count: Bilingual(nl: "aantal", en: "number")
      case .points: Bilingual(nl: "punten", en: "points")
      case .ratio: Bilingual(nl: "verhouding", en: "ratio")
      }
    }

    /// Reads a value as `ScenarioFigure.text` writes it, or with fewer decimals; nil for anything else.
    public func read(_ text: String) -> Int64? {
      switch self {
      case .cents: return Money(parsing: text)?.cents
      case .hours, .count: return Int64(text)
      case .points, .ratio:
        guard let number = Decimal128(text), let millionths = number.quantized(exponent: -6, .down),
          millionths == number
        else { return nil }
        return Int64(exactly: millionths.coefficient).map { millionths.isNegative ? -$0 : $0 }
      }
    }
  }

  /// Such as `measure.gini`, `alliance.A03.amount` or `cash.2028.q1`.
  public var name: String
  public var unit: Unit
  /// Nil when the figure has no meaning, such as the Gini of nothing.
  public var value: Int64?

  public init(_ name: String, _ unit: Unit, _ value: Int64?) {
    self.name = name
    self.unit = unit
    self.value = value
  }

  /// The value as a decimal number for machines: euros, hours, numbers, points.
  public var text: String? {
    guard let value else { return nil }
    switch unit {
    case .cents: return Money(cents: value).description
    case .hours, .count: return String(value)
    case .points, .ratio: return Figure(millionths: value).description
    }
  }
}

/// A figure in two scenarios, and the difference.
public struct FigureDifference: Hashable, Sendable {
  public var name: String
  public var unit: ScenarioFigure.Unit
  public var from: Int64?
  public var to: Int64?

  /// Zero as well when the figure has no meaning in either; nil when it has in one only.
  public var difference: Int64? {
    switch (from, to) {
    case (let from?, let to?): to - from
    case (nil, nil): 0
    default: nil
    }
  }
}

extension ScenarioResult {
  /// Every figure of both, with the difference from this to the other.
  ///
  /// A sum of money, hours or a number that one of them has no line for is zero there.
  public func differences(to other: ScenarioResult) -> [FigureDifference] {
    // Most often both have the same lines, and nothing need be looked up.
    if figures.count == other.figures.count,
      zip(figures, other.figures).allSatisfy({ $0.name == $1.name })
    {
      return zip(figures, other.figures).map {
        FigureDifference(name: $0.name, unit: $0.unit, from: $0.value, to: $1.value)
      }
    }
    var theirs: [String: ScenarioFigure] = [:]
    for figure in other.figures { theirs[figure.name] = figure }
    func absent(_ unit: ScenarioFigure.Unit) -> Int64? {
      unit == .points || unit == .ratio ? nil : 0
    }
    var list = figures.map { mine in
      let match = theirs.removeValue(forKey: mine.name)
      return FigureDifference(
        name: mine.name, unit: mine.unit, from: mine.value,
        to: match.map(\.value) ?? absent(mine.unit))
    }
    for figure in other.figures where theirs[figure.name] != nil {
      list.append(
        FigureDifference(
          name: figure.name, unit: figure.unit, from: absent(figure.unit), to: figure.value))
    }
    return list
  }
}
