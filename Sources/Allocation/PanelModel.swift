import CRankingKernels

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

  /// Writes the 13 scores of each applicant in turn into `scores`.
  ///
  /// `merit` holds their latent scores in points. Everything random about an applicant comes from `random` at
  /// its key.
  public func score(
    merit: [Float], keys: [UInt64], random: CounterRandom, into scores: inout [UInt8]
  ) {
    let size = Criterion.all
    precondition(merit.count == keys.count * size && scores.count == merit.count)
    merit.withUnsafeBufferPointer { merit in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let merit = merit.baseAddress, let scores = scores.baseAddress else { return }
        for (place, key) in keys.enumerated() {
          panel_scores(
            merit + place * size, scores + place * size, Int32(size), random[key].state,
            Int32(assessors), Float(leaning) / 100, Float(criterion) / 100)
        }
      }
    }
  }
}
