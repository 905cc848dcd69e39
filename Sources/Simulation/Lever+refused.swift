import Allocation

extension Lever {
  /// What other schemes do and no lever does, with the reason; named so that nobody looks for it in vain.
  public static let refused: [(id: String, reason: Bilingual)] = [
    (
      "seed-grants",
      Bilingual(
        nl:
          "zaaigeld onder 25.000 euro kent een eigen aanvraag en eigen aanvragers; die zijn hier niet verzonnen. "
          + "Het geld ervoor is pot.project-share",
        en:
          "seed grants below 25,000 euros have applications and applicants of their own, which are not made up here. "
          + "The money for them is pot.project-share")
    ),
    (
      "order-of-receipt",
      Bilingual(
        nl: "volgorde van binnenkomst beloont wie snel schrijft; hoe snel wie is, is niet bekend",
        en: "order of receipt rewards who writes fast; how fast anybody is, is not known")
    ),
    (
      "hourly-rates",
      Bilingual(
        nl:
          "uurtarieven per functie veranderen de begroting van een project, niet wie wordt gekozen",
        en: "hourly rates by function change a project's budget, not who is chosen")
    ),
    (
      "match-crowdfunding",
      Bilingual(
        nl: "hoeveel een achterban geeft hangt af van de regel zelf; daarover is hier niets bekend",
        en: "what supporters give depends on the rule itself; nothing of that is known here")
    ),
    (
      "participatory-vote",
      Bilingual(
        nl:
          "wie er zou stemmen is niet bekend; over projecten kan wel worden gestemd (gelijke delen)",
        en: "who would vote is not known; projects can be voted on (equal shares)")
    ),
  ]
}
