import Allocation
import ExactNumbers

/// All parameters of a scheme that a scenario can change, with the burden and money that go with them.
///
/// `present` holds the scheme of 2022–2027 as far as its regulation states figures (SR); amounts, pot
/// and size limits, which no regulation states, are illustrative.
public struct SchemeDesign: Hashable, Sendable {
  public enum PotDivision: String, CaseIterable, Hashable, Sendable {
    case byRank = "by-rank"
    case byRankInPart = "by-rank-in-part"
    case skipping, proportional, degressive, optimum
  }

  public enum AccountBasis: String, CaseIterable, Hashable, Sendable {
    /// The alliance's grant as a whole decides how heavily every member accounts.
    case allianceTotal = "alliance-total"
    /// Each member's share of it decides for that member.
    case memberShare = "member-share"
  }

  public enum Rhythm: String, CaseIterable, Hashable, Sendable { case monthly, quarterly, yearly }

  // Selection
  public var shortlist = 12
  public var places = 8
  public var qualityLine = Points.zero
  public var drawnPlaces = 0
  public var minimumPerTheme = 0
  public var leadLimit = 2
  public var division = PotDivision.byRank
  public var degressiveFrom = Money(euros: 500_000)
  public var degressiveShare = BasisPoints(percent: 60)
  public var reserveShare = BasisPoints.none
  public var reserveUpTo = Money(euros: 1_500_000)
  public var weightingPoints = Points.zero
  public var weightingFullBelow = Money(euros: 500_000)
  public var weightingNoneAbove = Money(euros: 3_000_000)
  public var weightingShareLimit = BasisPoints.whole

  // Eligibility
  public var membersAtLeast = 2
  public var membersAtMost = 5
  public var yearsActive = 3
  public var ownIncomeSmall = BasisPoints(percent: 10)
  public var ownIncomeLarge = BasisPoints(percent: 10)
  public var growthPath = true

  // Money
  /// The ceiling of a grant year.
  public var pot = Money(euros: 8_000_000)
  public var projectShare = BasisPoints.none
  public var grantYears = 5
  /// After how many years a short review decides on the rest; zero: none.
  public var reviewAfter = 0
  public var firstYear = 2028
  public var minimumGrant = Money.zero
  /// Zero: no most.
  public var maximumGrant = Money.zero
  public var planningPayment = Money(euros: 10_000)
  public var planningPaymentSmall = Money(euros: 10_000)
  public var advanceShare = BasisPoints.whole
  public var rhythm = Rhythm.quarterly
  public var bridgeShare = BasisPoints.none
  public var bridgeMonths = 0

  // Inside an alliance
  public var leadFee = BasisPoints.none
  public var regrantShare = BasisPoints.none
  /// Of what an alliance divides among its members, at least so much goes to the small ones together.
  public var smallMembersShare = BasisPoints.none
  public var backOfficeBonus = Money.zero
  public var backOfficeSaving = BasisPoints.none
  public var accountBasis = AccountBasis.allianceTotal

  public var burden = BurdenParameters()
  public var allianceLimits = SizeLimits(
    small: Money(euros: 1_500_000), medium: Money(euros: 4_000_000))
  public var organisationLimits = SizeLimits(
    small: Money(euros: 400_000), medium: Money(euros: 1_500_000))

  public init() {}

  /// The scheme of 2022–2027 with illustrative amounts.
  public static let present = SchemeDesign()
}

extension SchemeDesign {
  /// What is left of the ceiling for alliances after the part for projects.
  public var alliancePot: Money { Money(cents: pot.cents - projectPot.cents) }
  public var projectPot: Money { Money(cents: projectShare.of(pot.cents)) }

  /// The rules of selection of this design; throws why they cannot be.
  public func selectionRules() throws(SelectionError) -> SelectionRules {
    var problems: [String] = []
    var weighting: SizeWeighting?
    if weightingPoints > .zero {
      do throws(WeightingError) {
        weighting = try SizeWeighting(
          points: weightingPoints, fullBelow: weightingFullBelow, noneAbove: weightingNoneAbove,
          shareLimit: weightingShareLimit)
      } catch {
        // It stands among others in one sentence, so without a full stop of its own.
        let text = error.description
        problems.append(text.hasSuffix(".") ? String(text.dropLast()) : text)
      }
    }
    if membersAtLeast > membersAtMost {
      problems.append("at least \(membersAtLeast) and at most \(membersAtMost) members exclude all")
    }
    if bridgeMonths > 0 && bridgeShare == .none || bridgeMonths == 0 && bridgeShare > .none {
      problems.append("bridge money needs both a share and a number of months")
    }
    if reviewAfter > 0 && reviewAfter >= grantYears {
      problems.append("a review after \(reviewAfter) years comes too late in \(grantYears) years")
    }
    if burden.lightBelow > burden.fullFrom {
      problems.append(
        "light accountability up to \(burden.lightBelow) goes beyond where the full one begins "
          + "(\(burden.fullFrom))")
    }
    if leadFee.count + regrantShare.count > BasisPoints.whole.count {
      problems.append("the lead's fee and the part passed on exceed the grant together")
    }
    if ownIncomeSmall > ownIncomeLarge {
      problems.append(
        "the small would need more own income (\(ownIncomeSmall)) than the large (\(ownIncomeLarge))"
      )
    }
    let rules = SelectionRules(
      eligibility: EligibilityRules(
        yearsActive: yearsActive,
        ownIncome: OwnIncomeRule(
          small: ownIncomeSmall, large: ownIncomeLarge, smallUpTo: organisationLimits.small,
          largeFrom: organisationLimits.medium, growthPath: growthPath),
        members: membersAtLeast...max(membersAtLeast, membersAtMost)),
      shortlist: shortlist, places: places, qualityLine: qualityLine, weighting: weighting,
      minimumPerTheme: minimumPerTheme, leadLimit: leadLimit, drawnPlaces: drawnPlaces,
      pot: alliancePot, potRule: potRule, minimumGrant: minimumGrant,
      maximumGrant: maximumGrant == .zero ? nil : maximumGrant,
      reserve: reserveShare == .none ? nil : Reserve(share: reserveShare, upTo: reserveUpTo))
    problems += rules.contradictions
    guard problems.isEmpty else { throw .contradictions(problems) }
    return rules
  }

  /// Why a larger pot can cost somebody a grant in this design; empty when it cannot.
  public var lossesByLargerPot: [Bilingual] {
    var reasons: [Bilingual] = []
    switch division {
    case .skipping:
      reasons.append(
        Bilingual(
          nl:
            "een grote aanvraag die was overgeslagen past dan, en neemt de plaats van kleinere erachter",
          en:
            "a large request that was passed over then fits, and takes the place of smaller ones behind it"
        ))
    case .optimum:
      reasons.append(
        Bilingual(
          nl: "een andere combinatie kan dan samen meer punten hebben",
          en: "another combination can then have more points together"))
    case .byRank, .byRankInPart, .proportional, .degressive: break
    }
    if reserveShare > .none {
      reasons.append(
        Bilingual(
          nl:
            "de reservering groeit mee, en een kleine alliantie meer kan de laatste andere verdringen",
          en:
            "the reserve grows with it, and one more small alliance can push out the last of the others"
        ))
    }
    return reasons
  }

  private var potRule: PotRule {
    switch division {
    case .byRank: .byRank(partialFrom: nil)
    case .byRankInPart: .byRank(partialFrom: BasisPoints(percent: 50))
    case .skipping: .skipping
    case .proportional: .proportional
    case .degressive:
      .degressive([
        DegressiveBracket(upTo: degressiveFrom, share: .whole),
        DegressiveBracket(upTo: nil, share: degressiveShare),
      ])
    case .optimum: .optimum
    }
  }
}
