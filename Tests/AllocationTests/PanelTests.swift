import Testing

@testable import Allocation

@Suite struct PanelTests {
  /// The 13 scores of one applicant by plain arithmetic, one assessor and one criterion after the other.
  func plain(_ panel: PanelModel, _ merit: ArraySlice<Float>, _ random: CounterRandom) -> [UInt8] {
    let (lean, spread) = (Float(panel.leaning) / 100, Float(panel.criterion) / 100)
    var sums = merit.map { _ in 0 }
    var index = 0
    func next() -> Float {
      defer { index += 1 }
      return NormalNoise.value(
        UInt32(truncatingIfNeeded: random.bits(index / 2) >> (index % 2 == 0 ? 0 : 32)))
    }
    for _ in 0..<panel.assessors {
      let whole = lean == 0 ? 0 : next() * lean
      for (place, own) in merit.enumerated() {
        let noise = spread == 0 ? 0 : next() * spread
        sums[place] += Int(min(5, max(1, own + whole + noise)) + 0.5)
      }
    }
    return sums.map { UInt8((2 * $0 + panel.assessors) / (2 * panel.assessors)) }
  }

  @Test(arguments: [
    PanelModel(), .exact, PanelModel(assessors: 1), PanelModel(assessors: 2, leaning: 0),
    PanelModel(assessors: 5, criterion: 0), PanelModel(assessors: 15, leaning: 400, criterion: 400),
    PanelModel(assessors: 8, leaning: 1, criterion: 1),
  ])
  func `a panel scores as plain arithmetic does, to the bit`(_ panel: PanelModel) {
    var random = SplitMix64(31)
    let count = 400
    let merit = (0..<count * Criterion.all).map { _ in
      Float(Int.random(in: 100...500, using: &random)) / 100
    }
    let keys = (0..<UInt64(count)).map { CounterRandom.key(of: "A\($0)") }
    let draw = CounterRandom(seed: 7)[1][2]
    var scores = Array(repeating: UInt8(0), count: merit.count)
    panel.score(merit: merit, keys: keys, random: draw, into: &scores)
    for (place, key) in keys.enumerated() {
      let own = place * Criterion.all..<(place + 1) * Criterion.all
      #expect(Array(scores[own]) == plain(panel, merit[own], draw[key]))
    }
  }
}
