import Allocation
import ExactNumbers

extension SimulationPlan {
  /// The comparison, with the sums of all draws when there are any.
  public func comparison(_ sums: DrawSums?) throws(SelectionError) -> ScenarioComparison {
    try comparison(drawn: sums.map { sums in scenarios.indices.map(sums.result) })
  }

  /// The comparison, with what the draws say about each scenario when any were made.
  ///
  /// - Precondition: as many results as the plan has scenarios, the reference among them.
  public func comparison(drawn: [DrawnResult]?) throws(SelectionError) -> ScenarioComparison {
    precondition(drawn?.count ?? scenarios.count == scenarios.count)
    var results: [ScenarioResult] = []
    for index in scenarios.indices { results.append(try result(index, drawn: drawn?[index])) }
    return ScenarioComparison(
      population: population, groups: groups, seed: seed, draws: draws, panel: panel,
      results: results)
  }

  private func select(_ rules: SelectionRules) throws(SelectionError) -> SelectionResult {
    let flat = population.plainSheets
    let sheets = (0..<population.pool.count).compactMap { index in
      ScoreSheet(flat[index * Criterion.all..<(index + 1) * Criterion.all].map(Int.init))
    }
    return try population.pool.select(sheets, rules: rules, lots: plainLots)
  }

  private func result(
    _ index: Int, drawn: DrawnResult?
  ) throws(SelectionError) -> ScenarioResult {
    let design = designs[index]
    let selection = try select(rules[index])
    var meritFirst = rules[index]
    meritFirst.weighting = nil
    meritFirst.reserve = nil
    meritFirst.minimumPerTheme = 0
    meritFirst.drawnPlaces = 0
    let byMerit = try select(meritFirst)
    let money = MoneyByOrganisation(selection: selection, design: design, groups: groups)
    let burden = BurdenResult(selection: selection, design: design, groups: groups)
    let cash = CashPlan(
      selection: selection, money: money, design: design, population: population)
    let measures = measures(selection, byMerit, money, burden)
    var result = ScenarioResult(
      scenario: scenarios[index], design: design, selection: selection, money: money,
      burden: burden, cash: cash, measures: measures,
      displaced: displaced(selection, byMerit), drawn: drawn, figures: [])
    result.figures = figures(of: result)
    return result
  }

  private func measures(
    _ selection: SelectionResult, _ byMerit: SelectionResult, _ money: MoneyByOrganisation,
    _ burden: BurdenResult
  ) -> [Measure: Figure] {
    let amounts = selection.outcomes.map(\.amount.cents)
    var found: [Measure: Figure] = [:]
    let small = groups.organisation.map { $0 == .small }
    found[.smallShare] = Inequality.share(
      of: money.grant + [money.passedOn], to: small + [true])
    found[.smallAllianceShare] = Inequality.share(
      of: amounts, to: groups.alliance.map { $0 == .small })
    found[.gini] = Inequality.gini(amounts)
    found[.jain] = Inequality.jain(amounts)
    found[.concentration] = Inequality.concentration(money.grant)
    let theil = Inequality.theil(money.grant, groups: groups.organisation.map(\.rawValue))
    found[.theil] = theil?.total
    found[.theilBetween] = theil?.between
    found[.theilWithin] = theil?.within
    func won(_ band: SizeBand) -> (won: Int, of: Int) {
      let those = zip(selection.outcomes, groups.alliance).filter { $0.1 == band }
      return (those.count { $0.0.standing.isGranted }, those.count)
    }
    let (smallWon, largeWon) = (won(.small), won(.large))
    found[.successRatio] = Inequality.successRatio(
      won: smallWon.won, of: smallWon.of, against: largeWon.won, of: largeWon.of)
    let partners = zip(selection.outcomes, population.present).filter { $0.1 > .zero }
    found[.continuity] = Inequality.share(
      of: partners.map { _ in 1 }, to: partners.map { $0.0.standing.isGranted })
    for (band, measure) in [(SizeBand.small, Measure.burdenSmall), (.large, .burdenLarge)] {
      let received = money.grant(band, groups) + money.extra(band, groups)
      found[measure] = Inequality.quotient(burden.cost(band), received)
    }
    found[.merit] = merit(selection)
    if let here = found[.merit], let there = merit(byMerit) { found[.meritLoss] = there - here }
    found[.displaced] = Inequality.quotient(
      displaced(selection, byMerit), selection.granted.cents)
    return found
  }

  /// The cents of a year that go to others than if points alone counted.
  private func displaced(_ selection: SelectionResult, _ byMerit: SelectionResult) -> Int64 {
    zip(selection.outcomes, byMerit.outcomes).reduce(0) {
      $0 + max(0, $1.0.amount.cents - $1.1.amount.cents)
    }
  }

  private func merit(_ selection: SelectionResult) -> Figure? {
    let points = selection.winners.map(\.own.millionths)
    return Inequality.quotient(points.reduce(0, +) / 1_000_000, Int64(points.count))
  }
}
