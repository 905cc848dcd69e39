import ExactNumbers

/// Everything that decides who gets what, as a value.
public struct SelectionRules: Hashable, Sendable {
  public var eligibility: EligibilityRules
  /// How many go on to the second round (SR 2.5: twelve).
  public var shortlist: Int
  /// How many can be chosen (SR 2.6: eight).
  public var places: Int
  /// The least of own points, of 65, that an applicant needs; zero as in the present scheme.
  public var qualityLine: Points
  public var weighting: SizeWeighting?
  /// How many of each theme are chosen before the ranking decides (SR 2.5(4) and 2.6(4); zero: none).
  public var minimumPerTheme: Int
  /// How many chosen alliances one group of linked organisations may lead (SR 2.4: two).
  public var leadLimit: Int
  /// How many of the places go by lot among those above the quality line.
  public var drawnPlaces: Int
  /// The money of a grant year.
  public var pot: Money
  public var potRule: PotRule
  /// The least and the most that an alliance gets for a grant year.
  public var minimumGrant: Money
  public var maximumGrant: Money?
  public var reserve: Reserve?

  public init(
    eligibility: EligibilityRules = .present, shortlist: Int = 12, places: Int = 8,
    qualityLine: Points = .zero, weighting: SizeWeighting? = nil, minimumPerTheme: Int = 0,
    leadLimit: Int = 2, drawnPlaces: Int = 0, pot: Money,
    potRule: PotRule = .byRank(partialFrom: nil), minimumGrant: Money = .zero,
    maximumGrant: Money? = nil, reserve: Reserve? = nil
  ) {
    self.eligibility = eligibility
    self.shortlist = shortlist
    self.places = places
    self.qualityLine = qualityLine
    self.weighting = weighting
    self.minimumPerTheme = minimumPerTheme
    self.leadLimit = leadLimit
    self.drawnPlaces = drawnPlaces
    self.pot = pot
    self.potRule = potRule
    self.minimumGrant = minimumGrant
    self.maximumGrant = maximumGrant
    self.reserve = reserve
  }

  /// Why these rules contradict each other; empty when they can be applied.
  public var contradictions: [String] {
    var found: [String] = []
    if places > shortlist {
      found.append("\(places) places cannot be filled from a shortlist of \(shortlist)")
    }
    if places < 0 || shortlist < 0 || minimumPerTheme < 0 || leadLimit < 1 {
      found.append("a number of places, themes or leads is below what has a meaning")
    }
    if drawnPlaces < 0 || drawnPlaces > places {
      found.append("\(drawnPlaces) places by lot do not fit in \(places) places")
    }
    if drawnPlaces > 0, qualityLine == .zero {
      found.append("places by lot need a quality line, or anybody could win")
    }
    if pot < .zero || pot > ApplicantPool.greatestAmount { found.append("the pot is out of range") }
    if let maximumGrant, maximumGrant < minimumGrant {
      found.append(
        "the most a grant can be (\(maximumGrant)) is less than the least (\(minimumGrant))")
    }
    if case .optimum = potRule, minimumPerTheme > 0 || drawnPlaces > 0 {
      found.append("the optimum leaves no room for a spread over themes or places by lot")
    }
    if case .degressive(let brackets) = potRule {
      let ends = brackets.map { $0.upTo?.cents ?? .max }
      if brackets.isEmpty || ends.last != .max || zip(ends, ends.dropFirst()).contains(where: >=) {
        found.append("the brackets must rise and the last must be open")
      }
      let shares = brackets.map(\.share.count)
      if shares.contains(where: { !(0...10_000).contains($0) })
        || zip(shares, shares.dropFirst()).contains(where: <)
      {
        found.append("the share of a bracket must lie from 0 to 100% and may not rise")
      }
    }
    if let reserve, !(BasisPoints.none ... .whole).contains(reserve.share) {
      found.append("a reserve of \(reserve.share) of the pot is out of range")
    }
    return found
  }
}
