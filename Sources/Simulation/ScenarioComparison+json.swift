import Allocation
import JSONText

extension ScenarioComparison {
  /// What the result says and what it was computed from; the fingerprint covers all of it.
  public var json: JSON {
    guard case .object(var members) = content else { return content }
    members.append(JSON.Member("fingerprint", .string(fingerprint)))
    return .object(members)
  }

  /// SHA-256 of the rules, the data, the seed and the results in canonical JSON.
  ///
  /// It does not depend on threads, machine or the order in which the work was done.
  public var fingerprint: String { Fingerprint.of(content) }

  private var content: JSON {
    [
      "kind": "speelveld-scenario-comparison/1",
      "population": [
        "name": .string(population.name),
        "alliances": .int(population.pool.count),
        "organisations": .int(population.pool.organisations.count),
        "sha256": .string(population.hash),
      ],
      "seed": .string(String(seed)),
      "draws": .int(draws),
      "engine": .string(Simulation.engine),
      "panel": panel.json,
      "reference": .string(baseline.scenario.id),
      "baseline": baseline.design.leverJSON,
      "assumptions": baseline.design.assumptions,
      "measures": .array(
        Measure.allCases.map { measure in
          [
            "id": .string(measure.rawValue),
            "title": measure.title.json, "definition": measure.definition.json,
          ]
        }),
      "scenarios": .array(results.map(json)),
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
