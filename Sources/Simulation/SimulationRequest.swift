import Allocation
import Diagnostics
import JSONText

/// What a comparison is asked to do, whole: it can be stored, sent to another machine and run again.
///
/// The population is named by the hash of its file's text, which goes beside it. Equal requests have
/// the same `key` and give the same result anywhere.
public struct SimulationRequest: Hashable, Sendable {
  /// What the others are compared with.
  public var reference: Scenario
  public var scenarios: [Scenario]
  /// What every scenario is a difference on.
  public var baseline: SchemeDesign
  public var population: String
  /// SHA-256 of the population as text (`Population.csv`).
  public var populationHash: String
  public var seed: UInt64
  public var draws: Int
  public var panel: PanelModel

  public init(
    scenarios: [Scenario], against reference: Scenario = .baseline, population: Population,
    baseline: SchemeDesign = .present, seed: UInt64, draws: Int, panel: PanelModel = PanelModel()
  ) {
    self.reference = reference
    self.scenarios = scenarios
    self.baseline = baseline
    self.population = population.name
    populationHash = population.hash
    self.seed = seed
    self.draws = draws
    self.panel = panel
  }

  /// The request with the population that belongs to it, checked; throws every finding at once.
  ///
  /// - Precondition: the population has the hash that the request names.
  public func plan(_ population: Population) throws(FindingsError) -> SimulationPlan {
    precondition(population.hash == populationHash)
    return try SimulationPlan(
      scenarios: scenarios, against: reference, population: population, baseline: baseline,
      seed: seed, draws: draws, panel: panel)
  }

  /// SHA-256 over the request and the engine's version, as 64 hexadecimal digits.
  public var key: String { Fingerprint.of(json) }

  public var json: JSON {
    [
      "kind": "speelveld-scenario-request/1",
      "engine": .string(Simulation.engine),
      "population": ["name": .string(population), "sha256": .string(populationHash)],
      "seed": .string(String(seed)),
      "draws": .int(draws),
      "panel": panel.json,
      "baseline": baseline.leverJSON,
      "assumptions": baseline.assumptions,
      "reference": reference.json,
      "scenarios": .array(scenarios.map(\.json)),
    ]
  }

  /// Nil when this is not the JSON of a request, or one that this version cannot repeat: it knows other
  /// levers or makes other assumptions.
  public init?(json: JSON) {
    guard json["kind"]?.string == "speelveld-scenario-request/1",
      json["engine"]?.string == Simulation.engine,
      let population = json["population"]?["name"]?.string,
      let hash = json["population"]?["sha256"]?.string,
      let seed = json["seed"]?.string.flatMap({ UInt64($0) }), let draws = json["draws"]?.int,
      let panel = json["panel"].flatMap(PanelModel.init(json:)),
      let baseline = json["baseline"].flatMap(SchemeDesign.init(levers:)),
      let reference = json["reference"].flatMap(Scenario.init(json:)),
      let list = json["scenarios"]?.array
    else { return nil }
    let scenarios = list.compactMap(Scenario.init(json:))
    guard scenarios.count == list.count else { return nil }
    self.population = population
    populationHash = hash
    self.seed = seed
    self.draws = Int(draws)
    self.panel = panel
    self.baseline = baseline
    self.reference = reference
    self.scenarios = scenarios
    if self.json.canonical != json.canonical { return nil }
  }
}

extension PanelModel {
  var json: JSON {
    [
      "assessors": .int(assessors), "leaning_hundredths": .int(leaning),
      "criterion_hundredths": .int(criterion),
    ]
  }

  init?(json: JSON) {
    guard let assessors = json["assessors"]?.int, let leaning = json["leaning_hundredths"]?.int,
      let criterion = json["criterion_hundredths"]?.int
    else { return nil }
    self.init(assessors: Int(assessors), leaning: Int(leaning), criterion: Int(criterion))
  }
}

extension Population {
  /// SHA-256 of its text, as 64 hexadecimal digits.
  public var hash: String { Fingerprint.of(csv) }
}
