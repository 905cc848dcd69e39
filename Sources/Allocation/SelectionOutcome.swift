import ExactNumbers

/// What became of one applicant, and why.
public enum Standing: UInt8, Hashable, Sendable, CaseIterable {
  case ineligible, notShortlisted, belowQualityLine, leadLimit, noPlaceLeft, potExhausted
  case granted, grantedPartly

  public var isGranted: Bool { self == .granted || self == .grantedPartly }
}

/// The result for one alliance.
public struct SelectionOutcome: Hashable, Sendable {
  public var alliance: String
  public var failures: [EligibilityFailure]
  /// Points of its own in the first round and in all.
  public var firstRound: Points
  public var own: Points
  /// The extra points by size that counted in the second ranking.
  public var extra: Points
  /// Place in the first and the second ranking, from 1; nil when it was not ranked there.
  public var firstRank: Int?
  public var rank: Int?
  public var standing: Standing
  /// For each grant year.
  public var amount: Money

  public var total: Points { Points(millionths: own.millionths + extra.millionths) }
}

/// The result of a selection, alliances by id.
public struct SelectionResult: Hashable, Sendable {
  public var outcomes: [SelectionOutcome]
  public var granted: Money
  /// False when the rule asks for an optimum and the search was cut off before its proof.
  public var isProven: Bool

  public var winners: [SelectionOutcome] { outcomes.filter { $0.standing.isGranted } }
}

extension ApplicantPool {
  /// Ranks and selects once, with reasons for each applicant.
  ///
  /// `sheets` and `lots` are in the pool's order (`alliances`). Throws when they do not match the pool
  /// or when the rules contradict each other.
  public func select(
    _ sheets: [ScoreSheet], rules: SelectionRules, lots: [UInt64]
  ) throws(SelectionError) -> SelectionResult {
    var engine = try SelectionEngine(pool: self, rules: rules)
    guard sheets.count == count, lots.count == count else {
      throw .counts(alliances: count, sheets: sheets.count, lots: lots.count)
    }
    engine.select(scores: sheets.flatMap(\.scores), lots: lots)
    let outcomes = alliances.indices.map { index in
      SelectionOutcome(
        alliance: alliances[index].id,
        failures: SelectionEngine.failures(of: index, in: self, rules: rules),
        firstRound: Points(millionths: engine.ownFirst[index]),
        own: Points(millionths: engine.own[index]),
        extra: Points(millionths: engine.weighted[index] - engine.own[index]),
        firstRank: engine.firstRank[index] == 0 ? nil : Int(engine.firstRank[index]),
        rank: engine.rank[index] == 0 ? nil : Int(engine.rank[index]),
        standing: engine.standing[index], amount: Money(cents: engine.amount[index]))
    }
    return SelectionResult(
      outcomes: outcomes, granted: Money(cents: engine.granted), isProven: engine.isProven)
  }
}

public enum SelectionError: Error, Hashable, Sendable, CustomStringConvertible {
  case contradictions([String])
  case counts(alliances: Int, sheets: Int, lots: Int)

  public var description: String {
    switch self {
    case .contradictions(let reasons):
      "The rules contradict each other: \(reasons.joined(separator: "; "))."
    case .counts(let alliances, let sheets, let lots):
      "\(alliances) alliances need as many score sheets and lots; \(sheets) and \(lots) were given."
    }
  }
}
