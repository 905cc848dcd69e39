import Allocation
import Diagnostics
import ExactNumbers

/// A scenario's result in sentences: small organisations first, then who gains and who loses, the price,
/// how sure it is, and what did not change.
struct ScenarioWords {
  private let comparison: ScenarioComparison
  private let result: ScenarioResult
  private let language: Language

  init(_ comparison: ScenarioComparison, _ result: ScenarioResult, _ language: Language) {
    self.comparison = comparison
    self.result = result
    self.language = language
  }

  var sentences: [String] {
    let all = comparison.baseline.differences(to: result)
    if all.allSatisfy({ $0.difference == 0 }) {
      let count = language.number(Int64(all.count))
      return [
        language(
          nl: "Geen enkel cijfer verandert (\(count) vergeleken).",
          en: "Not one figure changes (\(count) compared).")
      ] + [nobody].compactMap { $0 }
    }
    return [nobody, small, gains, losses, price, costs, certainty, proof, pot, unchanged(all)]
      .compactMap {
        $0
      }
  }

  private func than(_ before: String?) -> String {
    let reference = comparison.referenceWord(language)
    guard let before else { return language(nl: " (als \(reference))", en: " (as \(reference))") }
    return " (\(reference) \(before))"
  }

  private func pair(
    _ name: String, _ show: (Int64) -> String, unit: String = ""
  ) -> String? {
    guard let from = comparison.baseline.figure(name), let to = result.figure(name) else {
      return nil
    }
    return show(to) + unit + than(from == to ? nil : show(from))
  }

  private var ofMoney: String { language(nl: " van het geld", en: " of the money") }

  /// That nobody is chosen, and why: figures of the chosen then have no meaning and are left out.
  private var nobody: String? {
    guard result.selection.winners.isEmpty else { return nil }
    let counts = Dictionary(grouping: result.selection.outcomes, by: \.standing)
    let reasons = Standing.allCases.compactMap { standing -> String? in
      guard let count = counts[standing]?.count else { return nil }
      return "\(language(standing.text)): \(language.number(Int64(count)))"
    }
    return language(nl: "Niemand krijgt subsidie (", en: "Nobody gets a grant (")
      + reasons.joined(separator: "; ") + ")."
  }

  private var small: String? {
    guard let share = pair("measure.small-share", language.percent, unit: ofMoney),
      let chosen = pair("chosen.small", { "\($0)" }),
      let net = pair(
        "net.small", language.euros, unit: language(nl: " euro", en: " euros"))
    else { return nil }
    return language(
      nl: "Kleine organisaties krijgen \(share). Kleine allianties gekozen: \(chosen). "
        + "Netto na lasten over alle jaren: \(net).",
      en: "Small organisations get \(share). Small alliances chosen: \(chosen). "
        + "Net of burden over all years: \(net).")
  }

  /// Alliances whose amount changes in this direction, small ones first, then the largest change.
  private func movers(_ sign: Int64) -> String? {
    let before = comparison.baseline.selection.outcomes
    let moved = result.selection.outcomes.indices.compactMap { index -> (Int, Int64)? in
      let change = result.selection.outcomes[index].amount.cents - before[index].amount.cents
      return change.signum() == sign ? (index, change) : nil
    }
    guard !moved.isEmpty else { return nil }
    let bands = comparison.groups.alliance
    let ordered = moved.sorted { a, b in
      if bands[a.0] != bands[b.0] { return bands[a.0] < bands[b.0] }
      return a.1.magnitude != b.1.magnitude ? a.1.magnitude > b.1.magnitude : a.0 < b.0
    }
    let shown = ordered.prefix(8).map { index, _ in
      let outcome = result.selection.outcomes[index]
      let from = language.euros(before[index].amount.cents)
      let to = language.euros(outcome.amount.cents)
      return "\(outcome.alliance) (\(language(bands[index].title))) \(from) → \(to)"
    }
    let more =
      ordered.count > 8
      ? language(nl: " en \(ordered.count - 8) meer", en: " and \(ordered.count - 8) more") : ""
    return shown.joined(separator: "; ") + more
  }

  private var gains: String {
    language(nl: "Erop vooruit (euro per jaar): ", en: "Gain (euros a year): ")
      + (movers(1) ?? language(nl: "niemand", en: "nobody")) + "."
  }

  private var losses: String {
    language(nl: "Erop achteruit: ", en: "Lose: ")
      + (movers(-1) ?? language(nl: "niemand", en: "nobody")) + "."
  }

  private var price: String? {
    guard
      let points = pair(
        "measure.merit", { language.decimal($0, 2) },
        unit: language(nl: " eigen punten van 65", en: " own points of 65")),
      let moved = pair("measure.displaced-share", language.percent, unit: ofMoney),
      let euros = pair(
        "displaced.year", language.euros,
        unit: language(nl: " euro per jaar", en: " euros a year"))
    else { return nil }
    return language(
      nl:
        "Prijs: een gekozen alliantie heeft gemiddeld \(points). Naar andere allianties dan wanneer "
        + "alleen punten telden gaat \(moved): \(euros).",
      en:
        "Price: a chosen alliance has on average \(points). To other alliances than if points alone "
        + "counted goes \(moved): \(euros).")
  }

  private var costs: String? {
    let lines: [(String, String)] = [
      ("granted.year", language(nl: "subsidie per jaar", en: "grants a year")),
      ("planning", language(nl: "planvergoeding", en: "planning payments")),
      ("bridge", language(nl: "overbrugging", en: "bridge money")),
      ("back-office", language(nl: "gedeeld kantoor", en: "back office")),
      ("projects", language(nl: "projecten", en: "projects")),
    ]
    let changed = lines.compactMap { name, title -> String? in
      guard let from = comparison.baseline.figure(name), let to = result.figure(name), from != to
      else { return nil }
      return "\(title) \(language.euros(from)) → \(language.euros(to))"
    }
    let over = result.cash.excess.map { year, cents in
      language(
        nl: "in \(year) \(language.euros(cents)) boven het plafond",
        en: "in \(year) \(language.euros(cents)) over the ceiling")
    }
    let all = changed + over
    return all.isEmpty
      ? nil : language(nl: "Geld: ", en: "Money: ") + all.joined(separator: "; ") + "."
  }

  private var certainty: String? {
    guard comparison.draws > 0,
      let mean = pair("drawn.small-alliance-share.mean", language.percent, unit: ofMoney),
      let low = result.figure("drawn.small-alliance-share.p05"),
      let high = result.figure("drawn.small-alliance-share.p95")
    else { return nil }
    let ratio =
      pair("drawn.success-ratio") { language.decimal($0, 2) }
      .map {
        language(
          nl: " Slaagkans klein ÷ groot: \($0).", en: " Success small ÷ large: \($0).")
      } ?? ""
    return language(
      nl:
        "Zekerheid: over \(language.number(Int64(comparison.draws))) getrokken beoordelingen gaat "
        + "naar kleine allianties gemiddeld \(mean); 90% ligt tussen \(language.percent(low)) en "
        + "\(language.percent(high)).\(ratio)\(more)",
      en:
        "How sure: over \(language.number(Int64(comparison.draws))) drawn panels small alliances get "
        + "on average \(mean); 90% lies between \(language.percent(low)) and "
        + "\(language.percent(high)).\(ratio)\(more)")
  }

  /// In how many draws the small are better off than in the same draw of the present scheme.
  private var more: String {
    guard let drawn = result.drawn, drawn.smallMore + drawn.smallLess > 0 else { return "" }
    func share(_ count: Int) -> String {
      language.decimal(Int64(count) * 100_000_000 / Int64(drawn.draws), 0) + "%"
    }
    return language(
      nl: " In \(share(drawn.smallMore)) van de trekkingen krijgen zij meer dan "
        + "\(comparison.referenceWord(language)), in \(share(drawn.smallLess)) minder.",
      en: " In \(share(drawn.smallMore)) of the draws they get more than "
        + "\(comparison.referenceWord(language)), in \(share(drawn.smallLess)) less.")
  }

  private var proof: String? {
    result.selection.isProven
      ? nil
      : language(
        nl: "Het optimum is het beste dat is gevonden; dat er geen beter is, is niet bewezen.",
        en: "The optimum is the best that was found; that there is no better is not proven.")
  }

  /// Whether more money could cost somebody a grant, and by which rule.
  private var pot: String? {
    let reasons = result.design.lossesByLargerPot.map { language($0) }
    return reasons.isEmpty
      ? nil
      : language(
        nl: "Met een hoger plafond kan een gekozene afvallen: ",
        en: "With a larger pot one that is chosen can lose: ")
        + reasons.joined(separator: language(nl: "; en ", en: "; and ")) + "."
  }

  private func unchanged(_ all: [FigureDifference]) -> String {
    let same = Measure.allCases.filter { measure in
      all.contains { $0.name == "measure.\(measure.rawValue)" && $0.difference == 0 }
    }
    let kept = zip(result.selection.outcomes, comparison.baseline.selection.outcomes).count {
      $0.amount == $1.amount
    }
    let names =
      same.isEmpty
      ? "" : ", " + same.map { language($0.title) }.joined(separator: ", ")
    return language(
      nl: "Gelijk gebleven: het bedrag van \(kept) van \(comparison.population.pool.count) "
        + "allianties\(names).",
      en: "Unchanged: the amount of \(kept) of \(comparison.population.pool.count) "
        + "alliances\(names).")
  }
}
