import ExactNumbers

/// Extra points for small alliances: bounded, never rising with size, without a cliff.
///
/// The curve runs straight from knot to knot and is level beyond the first and the last. It looks at
/// the size of an alliance (`ApplicantPool.size`): the income of a year of all organisations that take
/// part and all that are linked with them, each once. It orders applicants; whether somebody meets a
/// quality line is judged without it.
public struct SizeWeighting: Hashable, Sendable {
  public struct Knot: Hashable, Sendable {
    public var size: Money
    public var points: Points

    public init(size: Money, points: Points) {
      self.size = size
      self.points = points
    }
  }

  public let knots: [Knot]
  /// The extra points are never more than this share of an applicant's own points.
  public let shareLimit: BasisPoints?

  /// Throws when the curve is empty, rises, steps, goes below zero or above 1,000 points.
  public init(knots: [Knot], shareLimit: BasisPoints? = nil) throws(WeightingError) {
    guard let first = knots.first, let last = knots.last else { throw .empty }
    guard first.size >= .zero, last.size <= ApplicantPool.greatestAmount else { throw .outOfRange }
    for knot in knots where knot.points < .zero || knot.points > Points(1_000) {
      throw .outOfRange
    }
    for (a, b) in zip(knots, knots.dropFirst()) {
      if a.size >= b.size { throw .notContinuous(at: b.size) }
      if a.points < b.points { throw .favoursLarger(between: a.size, and: b.size) }
    }
    if let shareLimit, shareLimit < .none { throw .outOfRange }
    self.knots = knots
    self.shareLimit = shareLimit
  }

  /// All `points` up to size `fullBelow`, from there straight down to nothing at `noneAbove`.
  public init(
    points: Points, fullBelow: Money, noneAbove: Money, shareLimit: BasisPoints? = nil
  ) throws(WeightingError) {
    try self.init(
      knots: [Knot(size: fullBelow, points: points), Knot(size: noneAbove, points: .zero)],
      shareLimit: shareLimit)
  }

  /// The most that anybody can get.
  public var bound: Points { knots.first?.points ?? .zero }

  /// The extra points of an alliance of this size with these points of its own.
  public func points(size: Money, own: Points) -> Points {
    let curve = curve(at: size)
    guard let shareLimit else { return curve }
    return min(curve, Points(millionths: max(0, shareLimit.of(own.millionths))))
  }

  private func curve(at size: Money) -> Points {
    guard let above = knots.firstIndex(where: { $0.size >= size }) else {
      return knots.last?.points ?? .zero
    }
    if above == 0 { return knots[0].points }
    let (low, high) = (knots[above - 1], knots[above])
    let width = Int128(high.size.cents - low.size.cents)
    let part = Int128(high.size.cents - size.cents)
    let rise = Int128(low.points.millionths - high.points.millionths)
    return Points(millionths: high.points.millionths + Int64(rise * part / width))
  }

  /// The most that one euro more income can cost, in points: the steepest part of the curve.
  ///
  /// Exact; the cut-off of the extra points at a millionth can add at most one millionth to it.
  public var largestEffectOfOneEuro: Ratio {
    var steepest = Ratio.zero
    for (a, b) in zip(knots, knots.dropFirst()) {
      // points per euro = (millionths / 1,000,000) / (cents / 100)
      let slope = Ratio(
        a.points.millionths - b.points.millionths, (b.size.cents - a.size.cents))
      if let slope, let perEuro = slope * (Ratio(1, 10_000) ?? .zero) {
        steepest = max(steepest, perEuro)
      }
    }
    return steepest
  }
}

/// Why a curve is not a fair weighting.
public enum WeightingError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case outOfRange
  case notContinuous(at: Money)
  case favoursLarger(between: Money, and: Money)

  public var description: String {
    switch self {
    case .empty: "The weighting has no knots; give at least one size with its points."
    case .outOfRange:
      "Sizes must lie from 0 to \(ApplicantPool.greatestAmount) euros and points from 0 to 1,000."
    case .notContinuous(let size):
      "The sizes must rise from knot to knot; at \(size) euros the curve would step (a cliff)."
    case .favoursLarger(let a, let b):
      "Between \(a) and \(b) euros the points rise with size; a smaller alliance would get less."
    }
  }
}
