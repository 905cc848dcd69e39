import Allocation

/// A measure of a scenario's outcome, printed with its definition and grouping.
///
/// Groups are those of the baseline for every scenario: who is small is decided once, with all linked
/// organisations together.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  case smallShare = "small-share"
  case smallAllianceShare = "small-alliance-share"
  case successRatio = "success-ratio"
  case gini
  case theil
  case theilBetween = "theil-between"
  case theilWithin = "theil-within"
  case jain
  case concentration = "hhi"
  case continuity
  case burdenSmall = "burden-small"
  case burdenLarge = "burden-large"
  case merit
  case meritLoss = "merit-loss"
  case displaced = "displaced-share"

  /// Whether it is a part of a whole, read best as a percentage.
  public var isShare: Bool {
    switch self {
    case .smallShare, .smallAllianceShare, .continuity, .burdenSmall, .burdenLarge, .displaced: true
    default: false
    }
  }

  public var title: Bilingual {
    switch self {
    case .smallShare: Bilingual(nl: "deel kleine organisaties", en: "share of small organisations")
    case .smallAllianceShare:
      Bilingual(nl: "deel kleine allianties", en: "share of small alliances")
    case .successRatio: Bilingual(nl: "slaagkans klein ÷ groot", en: "success small ÷ large")
    case .gini: Bilingual(nl: "Gini", en: "Gini")
    case .theil: Bilingual(nl: "Theil", en: "Theil")
    case .theilBetween: Bilingual(nl: "Theil tussen groepen", en: "Theil between bands")
    case .theilWithin: Bilingual(nl: "Theil binnen groepen", en: "Theil within bands")
    case .jain: Bilingual(nl: "Jain", en: "Jain")
    case .concentration: Bilingual(nl: "concentratie (HHI)", en: "concentration (HHI)")
    case .continuity:
      Bilingual(nl: "huidige partners die blijven", en: "present partners that stay")
    case .burdenSmall: Bilingual(nl: "lastendruk klein", en: "burden of small")
    case .burdenLarge: Bilingual(nl: "lastendruk groot", en: "burden of large")
    case .merit: Bilingual(nl: "punten per gekozene", en: "points per chosen alliance")
    case .meritLoss: Bilingual(nl: "puntenverlies", en: "loss of points")
    case .displaced: Bilingual(nl: "verschoven geld", en: "displaced money")
    }
  }

  public var definition: Bilingual {
    switch self {
    case .smallShare:
      Bilingual(
        nl:
          "Deel van al het subsidiegeld dat bij kleine organisaties terechtkomt, naar hun deel in "
          + "de alliantie, met wat zij via doorgeven krijgen. Groep: organisatie met verbonden "
          + "organisaties, in de grootteklasse van de uitgangssituatie.",
        en: "Share of all grant money that reaches small organisations, by their part in the "
          + "alliance, passed-on money included. Group: an organisation with those linked to it, in "
          + "the size band of the baseline.")
    case .smallAllianceShare:
      Bilingual(
        nl: "Deel van het subsidiegeld voor kleine allianties: alle leden en wie met hen verbonden "
          + "is, samen. Grootteklasse van de uitgangssituatie.",
        en: "Share of grant money for small alliances: all members and those linked to them, "
          + "together. Size band of the baseline.")
    case .successRatio:
      Bilingual(
        nl: "Deel van de kleine allianties dat slaagt, gedeeld door dat deel van de grote; 1 is "
          + "gelijk. Per aanvraag, niet per euro.",
        en:
          "Share of small alliances that succeed, divided by that share of large ones; 1 is equal. "
          + "By application, not by euro.")
    case .gini:
      Bilingual(
        nl:
          "Gini-coëfficiënt van de bedragen van alle aanvragende allianties, wie niets kreeg telt "
          + "als nul. 0 is gelijk verdeeld.",
        en: "Gini coefficient of the amounts of all applying alliances, those without a grant as "
          + "zero. 0 is equal.")
    case .theil:
      Bilingual(
        nl: "Theil-index van het geld per organisatie, wie niets kreeg telt als nul. 0 is gelijk.",
        en: "Theil index of the money of each organisation, those without as zero. 0 is equal.")
    case .theilBetween:
      Bilingual(
        nl: "Het deel van Theil dat tussen kleine, middelgrote en grote organisaties ligt.",
        en: "The part of Theil that lies between small, medium and large organisations.")
    case .theilWithin:
      Bilingual(
        nl: "Het deel van Theil dat binnen die groepen ligt; beide delen zijn samen Theil.",
        en: "The part of Theil that lies within those bands; both parts make Theil.")
    case .jain:
      Bilingual(
        nl: "Jain-index van de bedragen per alliantie: (Σx)² ÷ (n·Σx²). 1 is gelijk.",
        en: "Jain's index of the amounts of alliances: (Σx)² ÷ (n·Σx²). 1 is equal.")
    case .concentration:
      Bilingual(
        nl: "Som van de kwadraten van het deel van elke organisatie in het geld. 1: alles bij één.",
        en: "Sum of the squares of every organisation's share of the money. 1: all to one.")
    case .continuity:
      Bilingual(
        nl: "Deel van de huidige partners dat weer wordt gekozen. Per alliantie.",
        en: "Share of the present partners that is chosen again. By alliance.")
    case .burdenSmall:
      Bilingual(
        nl: "Uren keer uurtarief plus accountant, van alle aanvragende kleine organisaties samen, "
          + "gedeeld door hun subsidie en planvergoeding. Aannamen over uren: zie de lasten.",
        en:
          "Hours times rate plus auditor, of all applying small organisations together, divided by "
          + "their grants and planning payments. Assumed hours: see burden.")
    case .burdenLarge:
      Bilingual(
        nl: "Hetzelfde voor grote organisaties.", en: "The same for large organisations.")
    case .merit:
      Bilingual(
        nl:
          "Gemiddelde van de eigen punten (van 65, zonder extra punten) van de gekozen allianties.",
        en: "Mean of the own points (of 65, without extra points) of the chosen alliances.")
    case .meritLoss:
      Bilingual(
        nl: "Dat gemiddelde als alleen punten telden (zelfde plafond en plaatsen, zonder weging, "
          + "reservering, spreiding of loting), min dat van nu. Onder nul is winst.",
        en: "That mean if points alone counted (same pot and places, without weighting, reserve, "
          + "spread or lots), minus that of now. Below zero is a gain.")
    case .displaced:
      Bilingual(
        nl: "Deel van het geld dat naar andere allianties gaat dan wanneer alleen punten telden.",
        en: "Share of the money that goes to other alliances than if points alone counted.")
    }
  }
}
