import Allocation
import Diagnostics

extension ScenarioComparison {
  /// Why one alliance fares as it does in each scenario, in 80 columns; nil when there is none of that id.
  ///
  /// With `flips` (of each result in order, see `SimulationPlan.flips`) it says as well what would turn
  /// the decision.
  public func explanation(
    of alliance: String, _ language: Language, flips: [[Flip]] = []
  ) -> String? {
    let pool = population.pool
    guard let index = pool.alliances.firstIndex(where: { $0.id == alliance }) else { return nil }
    var out = ReportText()
    out.heading("\(alliance): \(language(groups.alliance[index].title))")
    out.paragraph(
      language(
        nl:
          "Vraagt \(language.euros(pool.alliances[index].requested.cents)) euro per jaar; samen met "
          + "verbonden organisaties \(language.euros(pool.size[index].cents)) euro inkomen.",
        en:
          "Asks \(language.euros(pool.alliances[index].requested.cents)) euros a year; with linked "
          + "organisations \(language.euros(pool.size[index].cents)) euros of income."))
    for (place, result) in results.enumerated() {
      out.line()
      out.paragraph("\(result.scenario.id): \(language(result.scenario.title))")
      explain(result, index, &out, language)
      let flip = place < flips.count ? flips[place].first { $0.alliance == alliance } : nil
      if let flip { out.paragraph(words(flip, language), mark: "  ") }
    }
    return out.text
  }

  private func explain(
    _ result: ScenarioResult, _ index: Int, _ out: inout ReportText, _ language: Language
  ) {
    let outcome = result.selection.outcomes[index]
    out.paragraph(language(outcome.standing.text) + ".", mark: "  ")
    for failure in outcome.failures { out.paragraph(language(failure.text), mark: "  - ") }
    let own = language.decimal(outcome.own.millionths, 0)
    let extra = language.decimal(outcome.extra.millionths, 2)
    var ranks: [String] = []
    if let rank = outcome.firstRank {
      ranks.append(language(nl: "\(rank) in ronde 1", en: "\(rank) in round 1"))
    }
    if let rank = outcome.rank {
      ranks.append(language(nl: "\(rank) in ronde 2", en: "\(rank) in round 2"))
    }
    out.paragraph(
      language(
        nl: "Eigen punten \(own), extra \(extra)", en: "Own points \(own), extra \(extra)")
        + (ranks.isEmpty
          ? "." : language(nl: "; plaats ", en: "; place ") + ranks.joined(separator: ", ") + "."),
      mark: "  ")
    if outcome.standing.isGranted {
      out.paragraph(
        language(
          nl: "Bedrag \(language.euros(outcome.amount.cents)) euro per jaar.",
          en: "Amount \(language.euros(outcome.amount.cents)) euros a year."), mark: "  ")
    }
    guard let drawn = result.drawn, drawn.draws > 0 else { return }
    let chance = language.percent(drawn.chance(index).millionths)
    let error = language.decimal(drawn.error(index).millionths * 100, 1)
    let interval = drawn.ranks[index]
    let ranked = interval.low.map { low in
      let high = interval.high.map { "\($0)" } ?? language(nl: "geen", en: "none")
      return language(nl: "; plaats \(low) tot \(high)", en: "; place \(low) to \(high)")
        + language(nl: " in 90% van de trekkingen", en: " in 90% of the draws")
    }
    out.paragraph(
      language(nl: "Kans ", en: "Chance ") + "\(chance) ±\(error)\(ranked ?? "").", mark: "  ")
  }

  private func words(_ flip: Flip, _ language: Language) -> String {
    let points =
      flip.points.map { points in
        flip.isGranted
          ? language(
            nl: "Met \(-points) punten minder valt zij af.",
            en: "With \(-points) points less it loses.")
          : language(
            nl: "Met \(points) punten meer wordt zij gekozen.",
            en: "With \(points) points more it is chosen.")
      }
      ?? language(
        nl: "Punten alleen keren dit niet.", en: "Points alone do not turn this.")
    let weighting =
      flip.weighting.map { points in
        let shown = language.decimal(points.millionths, 1)
        return language(
          nl: " Bij een weging van \(shown) punten keert het.",
          en: " A weighting of \(shown) points turns it.")
      } ?? ""
    return points + weighting
  }
}
