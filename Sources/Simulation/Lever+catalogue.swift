import Allocation

extension Lever {
  /// Every lever, in the order of the life of a grant.
  public static let all: [Lever] = selection + weighting + eligibility + money + withinAlliances

  private static let noCost = Bilingual(
    nl: "geen extra geld; verdeelt de kansen anders", en: "no extra money; shifts chances")
  private static let fromPot = Bilingual(
    nl: "uit het plafond: wat de een krijgt, krijgt een ander niet",
    en: "from the ceiling: what one gets another does not")
  private static let beside = Bilingual(
    nl: "extra uitgaven naast het plafond", en: "extra spending beside the ceiling")

  private static let selection: [Lever] = [
    count(
      "selection.shortlist", Bilingual(nl: "plaatsen in ronde 2", en: "places in round 2"),
      1...100_000, \.shortlist, home: "SR 2.5",
      cost: Bilingual(
        nl: "planvergoeding en uren per extra plan",
        en: "planning payment and hours for each plan more")),
    count(
      "selection.places", Bilingual(nl: "aantal allianties", en: "number of alliances"),
      1...100_000, \.places, home: "SR 2.1, 2.6", cost: fromPot),
    points(
      "selection.quality-line", Bilingual(nl: "kwaliteitsgrens", en: "quality line"), upTo: 65,
      \.qualityLine, home: "SR 2.6", cost: noCost),
    count(
      "selection.drawn-places",
      Bilingual(nl: "plaatsen door loting boven de grens", en: "places by lot above the line"),
      0...100, \.drawnPlaces, home: "SR 2.6", cost: noCost),
    count(
      "selection.minimum-per-theme",
      Bilingual(nl: "ten minste per thema", en: "least number for each theme"), 0...20,
      \.minimumPerTheme, home: "SR 2.5(4), 2.6(4)", cost: noCost),
    count(
      "selection.lead-limit",
      Bilingual(nl: "penvoerderschappen per organisatie", en: "leads for each organisation"),
      1...20, \.leadLimit, home: "SR 2.4", cost: noCost),
    choice(
      "selection.pot-rule", Bilingual(nl: "verdeling van het plafond", en: "division of the pot"),
      \.division, home: "SR 2.6; decision on the ceiling", cost: fromPot),
    euros(
      "selection.degressive-from",
      Bilingual(nl: "degressief vanaf", en: "degressive from"), upTo: 100_000_000,
      \.degressiveFrom, home: "SR (new)", cost: fromPot),
    share(
      "selection.degressive-share",
      Bilingual(nl: "deel dat daarboven telt", en: "share that counts above it"),
      \.degressiveShare, home: "SR (new)", cost: fromPot),
    share(
      "selection.reserved-share",
      Bilingual(nl: "deel voor kleine allianties", en: "share reserved for small alliances"),
      \.reserveShare, home: "SR (new); decision on the ceiling", cost: fromPot),
    euros(
      "selection.reserved-up-to",
      Bilingual(nl: "klein voor de reservering tot", en: "small for the reserve up to"),
      upTo: 1_000_000_000, \.reserveUpTo, home: "SR (new)", cost: noCost),
  ]

  private static let weighting: [Lever] = [
    points(
      "weighting.points", Bilingual(nl: "extra punten voor klein", en: "extra points for small"),
      upTo: 65, \.weightingPoints, home: "SR 2.5, 2.6", cost: noCost),
    euros(
      "weighting.full-below",
      Bilingual(nl: "alle extra punten tot", en: "all extra points up to"), upTo: 1_000_000_000,
      \.weightingFullBelow, home: "SR 2.5, 2.6", cost: noCost),
    euros(
      "weighting.none-above", Bilingual(nl: "geen extra punten vanaf", en: "no extra points from"),
      upTo: 1_000_000_000, \.weightingNoneAbove, home: "SR 2.5, 2.6", cost: noCost),
    share(
      "weighting.share-limit",
      Bilingual(
        nl: "ten hoogste dit deel van eigen punten", en: "at most this share of own points"),
      \.weightingShareLimit, home: "SR 2.5, 2.6", cost: noCost),
  ]

  private static let eligibility: [Lever] = [
    share(
      "own-income.small",
      Bilingual(nl: "eigen inkomsten van kleine", en: "own income asked of small ones"),
      \.ownIncomeSmall, home: "SR 2.2, under e", cost: noCost),
    share(
      "own-income.large",
      Bilingual(nl: "eigen inkomsten van grote", en: "own income asked of large ones"),
      \.ownIncomeLarge, home: "SR 2.2, under e", cost: noCost),
    flag(
      "own-income.growth-path", Bilingual(nl: "groeipad telt", en: "growth path counts"),
      \.growthPath, home: "SR 2.2, under e", cost: noCost),
    count(
      "eligibility.years-active", Bilingual(nl: "jaren ervaring", en: "years of work"), 0...50,
      \.yearsActive, home: "SR 2.2, under c", cost: noCost),
    count(
      "alliance.members-at-least", Bilingual(nl: "leden ten minste", en: "members at least"),
      1...50,
      \.membersAtLeast, home: "SR 2.3", cost: noCost),
    count(
      "alliance.members-at-most", Bilingual(nl: "leden ten hoogste", en: "members at most"), 1...50,
      \.membersAtMost, home: "SR 2.3", cost: noCost),
  ]

  private static let money: [Lever] = [
    euros(
      "pot.per-year", Bilingual(nl: "plafond per jaar", en: "ceiling of a year"),
      upTo: 1_000_000_000, \.pot, home: "budget art. 25; decision on the ceiling (SR 1.3)",
      cost: Bilingual(nl: "begroting", en: "budget")),
    share(
      "pot.project-share", Bilingual(nl: "deel voor projecten", en: "share for projects"),
      \.projectShare, home: "SR 1.3(2), ch. 4", cost: fromPot),
    count(
      "grant.years", Bilingual(nl: "subsidiejaren", en: "grant years"), 1...10, \.grantYears,
      home: "SR 1.2(4)", cost: Bilingual(nl: "plafond keer jaren", en: "ceiling times years")),
    count(
      "grant.review-after",
      Bilingual(
        nl: "jaren tot een tussentijds besluit over de rest (0: geen), zoals 3 van 5",
        en: "years until a decision on the rest (0: none), such as 3 of 5"), 0...9,
      \.reviewAfter, home: "SR 1.2(4) (new)",
      cost: Bilingual(nl: "uren voor de tussentijdse beoordeling", en: "hours for the review")),
    euros(
      "grant.minimum", Bilingual(nl: "minst per jaar", en: "least of a year"), upTo: 100_000_000,
      \.minimumGrant, home: "SR (new)", cost: noCost),
    euros(
      "grant.maximum",
      Bilingual(nl: "meest per jaar (0: geen)", en: "most of a year (0: none)"),
      upTo: 100_000_000, \.maximumGrant, home: "SR (new)", cost: fromPot),
    euros(
      "planning.payment", Bilingual(nl: "planvergoeding", en: "planning payment"),
      upTo: 1_000_000, \.planningPayment, home: "SR 2.6(6)", cost: beside),
    euros(
      "planning.payment-small",
      Bilingual(nl: "planvergoeding kleine alliantie", en: "planning payment small alliance"),
      upTo: 1_000_000, \.planningPaymentSmall, home: "SR 2.6(6)", cost: beside),
    share(
      "advance.share", Bilingual(nl: "voorschot", en: "advance"), \.advanceShare, home: "SR 1.4",
      cost: Bilingual(nl: "later of eerder betaald", en: "paid later or sooner")),
    choice(
      "advance.rhythm", Bilingual(nl: "ritme van voorschotten", en: "rhythm of advances"),
      \.rhythm, home: "SR 1.4",
      cost: Bilingual(nl: "later of eerder betaald", en: "paid later or sooner")),
    share(
      "bridge.share",
      Bilingual(nl: "overbrugging voor wie afvalt", en: "bridge money for partners that lose"),
      \.bridgeShare, home: "Awb 4:51; decision", cost: beside),
    count(
      "bridge.months", Bilingual(nl: "maanden overbrugging", en: "months of bridge money"), 0...60,
      \.bridgeMonths, home: "Awb 4:51; decision", cost: beside),
  ]

  private static let withinAlliances: [Lever] = [
    share(
      "lead.fee", Bilingual(nl: "penvoerdersvergoeding", en: "lead's fee"), \.leadFee,
      home: "SR (new)", cost: fromPot),
    share(
      "regrant.share",
      Bilingual(
        nl: "deel door te geven aan kleine buiten de alliantie",
        en: "share to pass on to small ones outside the alliance"), \.regrantShare,
      home: "SR (new)", cost: fromPot),
    share(
      "members.small-share",
      Bilingual(
        nl: "deel ten minste voor kleine leden samen",
        en: "least share for small members together"), \.smallMembersShare, home: "SR (new)",
      cost: fromPot),
    euros(
      "back-office.bonus",
      Bilingual(
        nl: "bonus gedeeld kantoor per klein lid per jaar",
        en: "shared back office bonus for a small member a year"), upTo: 1_000_000,
      \.backOfficeBonus, home: "SR (new)", cost: beside),
    share(
      "back-office.saving",
      Bilingual(
        nl: "uren bespaard door gedeeld kantoor", en: "hours saved by a shared back office"),
      \.backOfficeSaving, home: "assumption", cost: noCost),
    choice(
      "account.basis",
      Bilingual(nl: "verantwoording naar", en: "accountability by"), \.accountBasis,
      home: "KR 1.5, ch. 7",
      cost: Bilingual(nl: "minder zekerheid over kleine delen", en: "less assurance on small parts")
    ),
    euros(
      "account.light-below",
      Bilingual(nl: "lichte verantwoording onder", en: "light accountability below"),
      upTo: 10_000_000, \.burden.lightBelow, home: "KR 1.5, ch. 7",
      cost: Bilingual(nl: "minder zekerheid over kleine delen", en: "less assurance on small parts")
    ),
    euros(
      "account.full-from",
      Bilingual(
        nl: "volledige verantwoording met accountant vanaf",
        en: "full accountability with an auditor from"), upTo: 10_000_000, \.burden.fullFrom,
      home: "KR 1.5, ch. 7",
      cost: Bilingual(nl: "minder zekerheid over kleine delen", en: "less assurance on small parts")
    ),
  ]
}
