import Allocation

extension ScenarioSearch {
  /// How much of the variation of a figure a lever explains: Sobol's indices.
  public struct Influence: Hashable, Sendable {
    public var lever: String
    /// By itself: the variance of the mean at each of its values, as a part of all variance.
    public var alone: Figure
    /// With all it does together with other levers; the difference from `alone` is interaction.
    public var total: Figure
  }

  /// The influence of each lever on one of the aims, every value taken to be equally likely.
  ///
  /// Computed over the whole grid of a search, so nothing is sampled; in binary floating point, rounded to
  /// six decimals. Nil when combinations are missing (they contradicted themselves), when a figure has
  /// no meaning somewhere, or when it does not vary.
  public func influence(on aim: Int, of points: [Point]) -> [Influence]? {
    let sizes = axes.map { max(1, $0.values.count) }
    guard aims.indices.contains(aim), points.count == sizes.reduce(1, *), points.count > 1 else {
      return nil
    }
    let values = points.compactMap { $0.values[aim] }.map(Double.init)
    guard values.count == points.count else { return nil }
    let all = Self.variance(values)
    guard all > 0 else { return nil }
    var list: [Influence] = []
    // The last axis varies fastest: a value's index on an axis is found by division.
    var step = points.count
    for (axis, size) in zip(axes, sizes) {
      step /= size
      var byValue = Array(repeating: 0.0, count: size)
      var byOthers: [Int: Double] = [:]
      for (place, value) in values.enumerated() {
        let index = place / step % size
        byValue[index] += value * Double(size) / Double(values.count)
        byOthers[place - index * step, default: 0] += value / Double(size)
      }
      let rest = byOthers.sorted { $0.key < $1.key }.map(\.value)
      func millionths(_ part: Double) -> Figure {
        Figure(millionths: Int64((min(1, max(0, part)) * 1_000_000).rounded()))
      }
      list.append(
        Influence(
          lever: axis.lever, alone: millionths(Self.variance(byValue) / all),
          total: millionths(1 - Self.variance(rest) / all)))
    }
    return list
  }

  private static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }
}
