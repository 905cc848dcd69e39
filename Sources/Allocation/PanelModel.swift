/// How scores vary around what an application is worth: a model of an assessment panel.
///
/// Each of a number of assessors takes to an application as a whole a little more or less
/// (`leaning`), differs on each criterion besides (`criterion`), and gives a whole score from 1 to 5.
/// The panel's score is the mean of theirs, rounded to a whole point, halves up. Spreads are standard
/// deviations in points; the ones given are illustrative, no source states them for this scheme.
public struct PanelModel: Hashable, Sendable {
  public var assessors: Int
  /// Spreads in hundredths of a point.
  public var leaning: Int
  public var criterion: Int

  public init(assessors: Int = 3, leaning: Int = 30, criterion: Int = 60) {
    self.assessors = max(1, min(assessors, 15))
    self.leaning = max(0, min(leaning, 400))
    self.criterion = max(0, min(criterion, 400))
  }

  /// No noise: every score is the merit rounded to a whole point.
  public static let exact = PanelModel(assessors: 1, leaning: 0, criterion: 0)

  /// Writes the 13 scores of one applicant into `scores` from `start`.
  ///
  /// `merit` holds its 13 latent scores, in points, from the same `start` on. Everything random comes
  /// from `random`.
  public func score(
    merit: [Float], start: Int, random: CounterRandom, into scores: inout [UInt8]
  ) {
    let count = Criterion.all
    let (lean, spread) = (Float(leaning) / 100, Float(criterion) / 100)
    for place in start..<start + count { scores[place] = 0 }
    var index = 0
    var spare: UInt32 = 0
    var hasSpare = false
    func next() -> Float {
      if hasSpare {
        hasSpare = false
        return NormalNoise.value(spare)
      }
      let bits = random.bits(index)
      index &+= 1
      spare = UInt32(truncatingIfNeeded: bits >> 32)
      hasSpare = true
      return NormalNoise.value(UInt32(truncatingIfNeeded: bits))
    }
    for _ in 0..<assessors {
      let whole = lean == 0 ? 0 : next() * lean
      for place in start..<start + count {
        let noise = spread == 0 ? 0 : next() * spread
        let given = min(5, max(1, merit[place] + whole + noise))
        scores[place] &+= UInt8(given + 0.5)
      }
    }
    guard assessors > 1 else { return }
    for place in start..<start + count {
      scores[place] = UInt8((2 * Int(scores[place]) + assessors) / (2 * assessors))
    }
  }
}
