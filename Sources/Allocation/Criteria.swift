/// The criteria of the two rounds (SR 2.5 and 2.6), in the order of the regulation.
///
/// Each is scored with whole points from 1 to 5, without weights: 6 to 30 points in the first round
/// and, with those, 13 to 65 in all.
public enum Criterion: Int, CaseIterable, Sendable {
  case expertise, flexibility, innovation, transparency, inclusiveness, durability
  case goal, analysis, actors, functions, indicators, risks, budget

  public static let firstRound = 6
  public static let secondRound = 7
  public static let all = firstRound + secondRound
  public static let scores = 1...5

  /// A short stable name, such as a column of a table has.
  public var name: String { String(describing: self) }
}

/// The scores of one applicant: 6 for the first round, then 7 for the second.
public struct ScoreSheet: Hashable, Sendable {
  public let scores: [UInt8]

  /// Nil unless there are 13 scores from 1 to 5.
  public init?(_ scores: [Int]) {
    guard scores.count == Criterion.all, scores.allSatisfy(Criterion.scores.contains) else {
      return nil
    }
    self.scores = scores.map { UInt8($0) }
  }

  public subscript(_ criterion: Criterion) -> Int { Int(scores[criterion.rawValue]) }

  public var firstRound: Points {
    Points(scores.prefix(Criterion.firstRound).reduce(0) { $0 + Int($1) })
  }
  public var total: Points { Points(scores.reduce(0) { $0 + Int($1) }) }
}
