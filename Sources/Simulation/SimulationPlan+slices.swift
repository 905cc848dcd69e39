extension SimulationPlan {
  /// The draws cut into pieces of work that can be done anywhere, in any order.
  ///
  /// A piece is about ten million scored applications, at least 50 draws and at most 2,000; how the
  /// draws are cut changes no figure.
  public var slices: [Range<Int>] {
    let each = max(1, population.pool.count * scenarios.count)
    let size = max(50, min(2_000, 10_000_000 / each), (draws + 999) / 1_000)
    return stride(from: 0, to: draws, by: size).map { $0..<min($0 + size, draws) }
  }

  /// The results of all draws from the sums of their pieces, in any order; nil when a piece is missing,
  /// there twice, or not this plan's.
  public func drawn(_ parts: [DrawSums]) -> [DrawnResult]? {
    var whole: DrawSums?
    for part in parts.sorted(by: { $0.draws.lowerBound < $1.draws.lowerBound }) {
      guard part.belong(to: self), part.draws.lowerBound == whole?.draws.upperBound ?? 0 else {
        return nil
      }
      if whole == nil { whole = part } else { whole?.append(part) }
    }
    guard let whole, whole.draws == 0..<draws else { return nil }
    return scenarios.indices.map(whole.result)
  }
}
