import Allocation
import JSONText

extension ScenarioComparison {
  /// What the result says and what it was computed from; the fingerprint covers all of it.
  public var json: JSON {
    .object(
      head + [
        JSON.Member("scenarios", .array(results.map(json))),
        JSON.Member("fingerprint", .string(fingerprint)),
      ])
  }

  /// SHA-256 of the rules, the data, the seed and the results in canonical JSON.
  ///
  /// It does not depend on threads, machine or the order in which the work was done. One scenario's text
  /// after the other is hashed and let go: with many applicants all together would fill the memory.
  public var fingerprint: String {
    var hash = Fingerprint()
    let members = head + [JSON.Member("scenarios", .null)]
    var sign = "{"
    for member in members.sorted(by: { $0.name < $1.name }) {
      hash.add("\(sign)\"\(member.name)\":")
      sign = ","
      guard member.name == "scenarios" else {
        hash.add(member.value.canonical)
        continue
      }
      for (place, result) in results.enumerated() {
        hash.add(place == 0 ? "[" : ",")
        hash.add(json(result).canonical)
      }
      hash.add("]")
    }
    hash.add("}")
    return hash.text
  }

  private var head: [JSON.Member] {
    [
      JSON.Member("kind", "speelveld-scenario-comparison/1"),
      JSON.Member(
        "population",
        [
          "name": .string(population.name),
          "alliances": .int(population.pool.count),
          "organisations": .int(population.pool.organisations.count),
          "sha256": .string(population.hash),
        ]),
      JSON.Member("seed", .string(String(seed))),
      JSON.Member("draws", .int(draws)),
      JSON.Member("engine", .string(Simulation.engine)),
      JSON.Member("panel", panel.json),
      JSON.Member("reference", .string(baseline.scenario.id)),
      JSON.Member("baseline", baseline.design.leverJSON),
      JSON.Member("assumptions", baseline.design.assumptions),
      JSON.Member(
        "measures",
        .array(
          Measure.allCases.map { measure in
            [
              "id": .string(measure.rawValue),
              "title": measure.title.json, "definition": measure.definition.json,
            ]
          })),
    ]
  }

  private func json(_ result: ScenarioResult) -> JSON {
    [
      "id": .string(result.scenario.id),
      "title": result.scenario.title.json,
      "note": result.scenario.note.json,
      "changes": .array(
        changed(by: result).map { lever in
          [
            "lever": .string(lever.id),
            "from": .string(lever.value(in: baseline.design).description),
            "to": .string(lever.value(in: result.design).description),
            "unit": .string(lever.kind.description),
            "legal_home": .string(lever.legalHome),
            "cost": lever.cost.json,
          ]
        }),
      // Against what it is compared with, draw by draw.
      "draws_small_more": result.drawn.map { .int($0.smallMore) } ?? .null,
      "draws_small_less": result.drawn.map { .int($0.smallLess) } ?? .null,
      "proven": .bool(result.selection.isProven),
      "outcomes": .array(
        result.selection.outcomes.map { outcome in
          [
            "alliance": .string(outcome.alliance),
            "standing": .string(String(describing: outcome.standing)),
            "reasons": .array(outcome.failures.map { .string($0.description) }),
          ]
        }),
      "figures": .object(
        result.figures.map {
          JSON.Member($0.name, $0.text.map { .number($0) } ?? .null)
        }),
      "differences": .object(
        baseline.differences(to: result).map { difference in
          JSON.Member(
            difference.name,
            ScenarioFigure(difference.name, difference.unit, difference.difference).text
              .map { .number($0) } ?? .null)
        }),
    ]
  }
}
