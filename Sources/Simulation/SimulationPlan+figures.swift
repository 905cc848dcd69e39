import Allocation
import ExactNumbers

extension SimulationPlan {
  /// The whole result as a list of named figures, in an order of its own.
  func figures(of result: ScenarioResult) -> [ScenarioFigure] {
    var list: [ScenarioFigure] = Measure.allCases.map { measure in
      let unit: ScenarioFigure.Unit =
        measure == .merit || measure == .meritLoss ? .points : .ratio
      return ScenarioFigure(
        "measure.\(measure.rawValue)", unit, result.measures[measure]?.millionths)
    }
    let years = Int64(result.design.grantYears)
    list.append(ScenarioFigure("granted.year", .cents, result.selection.granted.cents))
    list.append(ScenarioFigure("displaced.year", .cents, result.displaced))
    list.append(ScenarioFigure("granted.all", .cents, result.selection.granted.cents * years))
    for band in SizeBand.allCases {
      let those = zip(result.selection.outcomes, groups.alliance).filter { $0.1 == band }
      list.append(
        ScenarioFigure(
          "chosen.\(band.name)", .count, Int64(those.count { $0.0.standing.isGranted })))
      let grant = result.money.grant(band, groups)
      let extra = result.money.extra(band, groups)
      let cost = result.burden.cost(band)
      list += [
        ScenarioFigure("grant.\(band.name)", .cents, grant),
        ScenarioFigure("extra.\(band.name)", .cents, extra),
        ScenarioFigure("burden.\(band.name).hours", .hours, Int64(result.burden.hours(band))),
        ScenarioFigure("burden.\(band.name).cost", .cents, cost),
        ScenarioFigure("net.\(band.name)", .cents, grant + extra - cost),
      ]
    }
    list += [
      ScenarioFigure("passed-on", .cents, result.money.passedOn),
      ScenarioFigure("planning", .cents, result.money.planning),
      ScenarioFigure("back-office", .cents, result.money.backOffice),
      ScenarioFigure("bridge", .cents, result.cash.bridge),
      ScenarioFigure("projects", .cents, result.cash.projects),
    ]
    for quarter in result.cash.quarters {
      let name = "cash.\(quarter.year).q\(quarter.quarter)"
      list.append(ScenarioFigure(name, .cents, quarter.total))
    }
    for (year, cents) in result.cash.excess {
      list.append(ScenarioFigure("over-ceiling.\(year)", .cents, cents))
    }
    for outcome in result.selection.outcomes {
      let name = "alliance.\(outcome.alliance)"
      list += [
        ScenarioFigure("\(name).amount", .cents, outcome.amount.cents),
        ScenarioFigure("\(name).own-points", .points, outcome.own.millionths),
        ScenarioFigure("\(name).extra-points", .points, outcome.extra.millionths),
        ScenarioFigure("\(name).rank", .count, outcome.rank.map(Int64.init)),
      ]
    }
    if let drawn = result.drawn { list += figures(of: drawn) }
    return list
  }

  private func figures(of drawn: DrawnResult) -> [ScenarioFigure] {
    var list: [ScenarioFigure] = []
    for measure in drawn.measures {
      let unit: ScenarioFigure.Unit = measure.measure == .merit ? .points : .ratio
      let name = "drawn.\(measure.measure.rawValue)"
      let present = measure.count > 0
      list += [
        ScenarioFigure("\(name).mean", unit, present ? measure.mean.millionths : nil),
        ScenarioFigure("\(name).p05", unit, present ? measure.low.millionths : nil),
        ScenarioFigure("\(name).p95", unit, present ? measure.high.millionths : nil),
      ]
    }
    let smalls = Int64(groups.alliance.count { $0 == .small })
    let larges = Int64(groups.alliance.count { $0 == .large })
    let ratio =
      smalls == 0
      ? nil : Inequality.quotient(drawn.smallWon * larges, drawn.largeWon * smalls)
    list += [
      ScenarioFigure("drawn.success-ratio", .ratio, ratio?.millionths)
    ]
    for (index, alliance) in population.pool.alliances.enumerated() {
      let name = "drawn.alliance.\(alliance.id)"
      list += [
        ScenarioFigure("\(name).chance", .ratio, drawn.chance(index).millionths),
        ScenarioFigure("\(name).error", .ratio, drawn.error(index).millionths),
        ScenarioFigure(
          "\(name).mean-amount", .cents,
          drawn.draws == 0 ? 0 : drawn.paid[index] / Int64(drawn.draws)),
        ScenarioFigure("\(name).rank-low", .count, drawn.ranks[index].low.map(Int64.init)),
        ScenarioFigure("\(name).rank-high", .count, drawn.ranks[index].high.map(Int64.init)),
      ]
    }
    return list
  }
}
