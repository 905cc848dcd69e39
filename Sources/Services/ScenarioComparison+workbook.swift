import Allocation
import Diagnostics
import ExactNumbers
import Simulation
import Spreadsheets

extension ScenarioComparison {
  /// The comparison as a workbook: words first, then a sheet for each kind of figure, definitions with
  /// the measures, and what reproduces it.
  public func workbook(_ language: Language, command: String? = nil) -> Workbook {
    func say(_ nl: String, _ en: String) -> String { language == .dutch ? nl : en }
    return Workbook(
      title: say("Scenario's op ", "Scenarios on ") + population.name,
      sheets: [
        words(say, language), changes(say, language), measures(say, language),
        alliances(say, language), cash(say), allFigures(say, language),
        provenance(say, language, command),
      ])
  }

  private typealias Say = (_ nl: String, _ en: String) -> String

  private func words(_ say: Say, _ language: Language) -> Sheet {
    var rows: [[Cell]] = limits(language).map { [.text(say("grenzen", "limits")), .text($0)] }
    for result in scenarios {
      rows += sentences(on: result, language).map { [.text(result.scenario.id), .text($0)] }
    }
    return Sheet(
      say("In woorden", "In words"),
      columns: [.init("scenario"), .init(say("wat er gebeurt", "what happens"), width: 110)],
      rows: rows)
  }

  private func changes(_ say: Say, _ language: Language) -> Sheet {
    let columns = [
      "scenario", say("hefboom", "lever"), say("betekenis", "meaning"), say("was", "was"),
      say("wordt", "becomes"), say("waarden", "values"), say("plaats in het recht", "legal home"),
      say("kosten", "cost"),
    ]
    return Sheet(
      say("Wijzigingen", "Changes"), columns: columns,
      rows: scenarios.flatMap { result in
        changed(by: result).map { lever in
          [
            .text(result.scenario.id), .text(lever.id), .text(lever.title.text(language)),
            lever.value(in: baseline.design).cell, lever.value(in: result.design).cell,
            .text(lever.kind.text.text(language)), .text(lever.home.text(language)),
            .text(lever.cost.text(language)),
          ]
        }
      })
  }

  private func measures(_ say: Say, _ language: Language) -> Sheet {
    Sheet(
      say("Maten", "Measures"),
      columns: [.init(say("maat", "measure"))] + results.map { .init(head($0, language)) }
        + [.init(say("wat zij zegt, over welke groep", "what it says, of which group"), width: 90)],
      rows: Measure.allCases.map { measure in
        [.text(measure.title.text(language))]
          + results.map { result in
            measure.isShare
              ? result.measures[measure].map { .percentage(millionths: $0.millionths) } ?? .empty
              : result.measures[measure].cell
          }
          + [.text(measure.definition.text(language))]
      })
  }

  private func alliances(_ say: Say, _ language: Language) -> Sheet {
    var columns = [
      say("alliantie", "alliance"), say("grootte", "size"), say("inkomen samen", "joint income"),
      say("gevraagd per jaar", "asked a year"), say("krijgt nu per jaar", "has now a year"),
    ]
    for result in results {
      let id = head(result, language)
      columns += [
        "\(id): " + say("bedrag", "amount"), "\(id): " + say("punten", "points"),
        "\(id): " + say("extra", "extra"), "\(id): " + say("plaats", "place"),
        "\(id): " + say("uitslag", "standing"), "\(id): " + say("kans", "chance"),
        "\(id): " + say("standaardfout", "standard error"),
      ]
    }
    let pool = population.pool
    return Sheet(
      say("Allianties", "Alliances"), columns: columns,
      rows: pool.alliances.indices.map { index in
        var cells: [Cell] = [
          .text(pool.alliances[index].id), .text(groups.alliance[index].title.text(language)),
          .euros(pool.size[index]), .euros(pool.alliances[index].requested),
          .euros(population.present[index]),
        ]
        for result in results {
          let outcome = result.selection.outcomes[index]
          cells += [
            .euros(outcome.amount), .points(outcome.own), .points(outcome.extra),
            outcome.rank.map { .integer(Int64($0)) } ?? .empty,
            .text(outcome.standing.text.text(language)),
            result.drawn.map { .percentage(millionths: $0.chance(index).millionths) } ?? .empty,
            result.drawn.map { .percentage(millionths: $0.error(index).millionths) } ?? .empty,
          ]
        }
        return cells
      })
  }

  private func cash(_ say: Say) -> Sheet {
    let columns = [
      "scenario", say("jaar", "year"), say("kwartaal", "quarter"), say("uitloop", "run-off"),
      say("planvergoeding", "planning payments"), say("subsidies", "grants"),
      say("projecten", "projects"), say("overbrugging", "bridge money"),
      say("gedeeld kantoor", "back office"), say("samen", "together"),
    ]
    return Sheet(
      say("Kas", "Cash"), columns: columns,
      rows: results.flatMap { result in
        result.cash.quarters.map { quarter in
          [
            .text(result.scenario.id), .integer(Int64(quarter.year)),
            .integer(Int64(quarter.quarter)),
          ]
            + [
              quarter.runOff, quarter.planning, quarter.grants, quarter.projects, quarter.bridge,
              quarter.backOffice, quarter.total,
            ].map { .euros(Money(cents: $0)) }
        }
      })
  }

  private func allFigures(_ say: Say, _ language: Language) -> Sheet {
    Sheet(
      say("Alle cijfers", "All figures"),
      columns: [
        "scenario", say("cijfer", "figure"), say("eenheid", "unit"), say("was", "was"),
        say("wordt", "becomes"), say("verschil", "difference"),
      ],
      rows: results.flatMap { result in
        baseline.differences(to: result).map { one in
          [
            .text(result.scenario.id), .text(one.name), .text(one.unit.title.text(language)),
            one.unit.cell(one.from), one.unit.cell(one.to), one.unit.cell(one.difference),
          ]
        }
      })
  }

  private func provenance(_ say: Say, _ language: Language, _ command: String?) -> Sheet {
    var rows: [[Cell]] = [
      [.text(say("aanvragers", "applicants")), .text(population.name)],
      [
        .text(say("SHA-256 van de aanvragers", "SHA-256 of the applicants")),
        .text(population.hash),
      ],
      [
        .text(say("vergeleken met", "compared with")),
        .text(baseline.scenario.title.text(language)),
      ],
      [.text(say("zaad", "seed")), .text("\(seed)")],
      [.text(say("trekkingen", "draws")), .integer(Int64(draws))],
      [.text(say("rekenversie", "engine")), .text(Simulation.engine)],
      [.text(say("vingerafdruk", "fingerprint")), .text(fingerprint)],
    ]
    if let command { rows.append([.text(say("opdracht", "command")), .text(command)]) }
    return Sheet(
      say("Herkomst", "Provenance"),
      columns: [.init(say("wat", "what")), .init(say("waarde", "value"), width: 90)], rows: rows)
  }
}

extension Bilingual {
  fileprivate func text(_ language: Language) -> String { language == .dutch ? dutch : english }
}

extension Optional where Wrapped == Figure {
  fileprivate var cell: Cell { map { .number($0.millionths.asMillionths) } ?? .empty }
}

extension Cell {
  fileprivate static func points(_ points: Points) -> Cell {
    .number(points.millionths.asMillionths)
  }
}

extension ScenarioFigure.Unit {
  fileprivate func cell(_ value: Int64?) -> Cell {
    guard let value else { return .empty }
    switch self {
    case .cents: return .euros(Money(cents: value))
    case .hours, .count: return .integer(value)
    case .points, .ratio: return .number(value.asMillionths)
    }
  }
}

extension Int64 {
  /// So many millionths as a decimal number.
  fileprivate var asMillionths: Decimal128 {
    Decimal128(coefficient: UInt128(magnitude), exponent: -6, negative: self < 0) ?? .zero
  }
}

extension LeverValue {
  fileprivate var cell: Cell {
    switch self {
    case .count(let count): .integer(Int64(count))
    case .share(let share): .percentage(millionths: Int64(share.count) * 100)
    case .euros(let amount): .euros(amount)
    case .points(let points): .points(points)
    case .choice, .flag: .text(description)
    }
  }
}
