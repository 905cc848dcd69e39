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
        "sha256": .string(Fingerprint.of(Array(population.csv.utf8))),
      ],
      "seed": .string(String(seed)),
      "draws": .int(draws),
      "panel": [
        "assessors": .int(panel.assessors), "leaning_hundredths": .int(panel.leaning),
        "criterion_hundredths": .int(panel.criterion),
      ],
      "baseline": .object(
        Lever.all.map {
          JSON.Member($0.id, .string($0.value(in: baseline.design).description))
        }),
      "assumptions": assumptions,
      "measures": .array(
        Measure.allCases.map { measure in
          [
            "id": .string(measure.rawValue),
            "title": Self.json(measure.title), "definition": Self.json(measure.definition),
          ]
        }),
      "scenarios": .array(results.map(json)),
    ]
  }

  private static func json(_ text: Bilingual) -> JSON {
    ["nl": .string(text.dutch), "en": .string(text.english)]
  }

  private var assumptions: JSON {
    let design = baseline.design
    let burden = design.burden
    return [
      "small_alliance_up_to": .string(design.allianceLimits.small.description),
      "medium_alliance_up_to": .string(design.allianceLimits.medium.description),
      "small_organisation_up_to": .string(design.organisationLimits.small.description),
      "medium_organisation_up_to": .string(design.organisationLimits.medium.description),
      "hours": [
        "first_round_lead": .int(burden.firstRoundLead),
        "first_round_member": .int(burden.firstRoundMember),
        "second_round_lead": .int(burden.secondRoundLead),
        "second_round_member": .int(burden.secondRoundMember),
        "account_light": .int(burden.lightAccount), "account_middle": .int(burden.middleAccount),
        "account_full": .int(burden.fullAccount), "account_lead": .int(burden.leadAccount),
      ],
      "hour_rate": .string(burden.hour.description),
      "audit": .string(burden.audit.description),
    ]
  }

  private func json(_ result: ScenarioResult) -> JSON {
    [
      "id": .string(result.scenario.id),
      "title": Self.json(result.scenario.title),
      "note": Self.json(result.scenario.note),
      "changes": .array(
        result.scenario.changes.compactMap { change in
          guard let lever = Lever.named(change.lever) else { return nil }
          return [
            "lever": .string(lever.id),
            "from": .string(lever.value(in: baseline.design).description),
            "to": .string(change.value.description),
            "unit": .string(lever.kind.description),
            "legal_home": .string(lever.legalHome),
            "cost": Self.json(lever.cost),
          ]
        }),
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
