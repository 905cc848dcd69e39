import Casework
import Crypto
import Diagnostics
import JobQueue
import JSONText
import Postgres
import Simulation
import Storage

/// The jobs that make the pieces of runs: each takes one piece of the run that its payload names.
public enum ScenarioJobs {
  public static let kind = "simulation.slice"
  public static let queue = "simulation"
}

/// Runs of scenarios: stored with all they need, made in pieces by anybody, kept when done.
extension CaseOffice {
  /// A comparison read back from the store.
  public struct StoredComparison: Sendable {
    public let run: ScenarioRun
    public let comparison: ScenarioComparison
  }

  /// Stores what is asked; the same request again is the same run, with the pieces it has.
  ///
  /// Throws a `FindingsError` for scenarios that cannot be.
  ///
  /// With `enqueued` each piece that is missing becomes a job for the workers in the same transaction.
  public func request(
    _ request: SimulationRequest, on population: Population, enqueued: Bool = false
  ) async throws -> ScenarioRun {
    let plan = try request.plan(population)
    let (key, text, csv) = (request.key, request.json.canonical, population.csv)
    let title = (request.scenarios.map(\.id) + ["(\(request.population))"]).joined(separator: " ")
    return try await pool.transaction { db in
      try ScenarioStore.insertPopulation(
        db, hash: request.populationHash, name: request.population, content: csv, at: clock())
      _ = try ScenarioStore.insert(
        db, hash: key, kind: .comparison, title: title, request: text,
        population: request.populationHash, slices: plan.slices, by: actor, at: clock())
      let run = try Self.run(db, String(key.prefix(12)))
      if enqueued, run.state == .open {
        let missing = try ScenarioStore.slices(db, run.id).filter { !$0.isMade }
        try JobQueue.enqueue(
          db,
          missing.map { slice in
            NewJob(
              ScenarioJobs.kind, ["run": .string(run.id)], queue: ScenarioJobs.queue,
              uniqueKey: "\(run.id)/\(slice.position)", priority: .bulk)
          })
      }
      return run
    }
  }

  /// The newest runs first.
  public func scenarioRuns(limit: Int = 50) async throws -> [ScenarioRun] {
    try await pool.read { db in try ScenarioStore.list(db, limit: limit) }
  }

  /// The run whose id begins so; throws a `Refusal` when there is none or more than one.
  public func scenarioRun(_ prefix: String) async throws -> ScenarioRun {
    try await pool.read { db in try Self.run(db, prefix) }
  }

  /// The same within a transaction.
  public func scenarioRun(_ db: borrowing Database, _ prefix: String) throws -> ScenarioRun {
    try Self.run(db, prefix)
  }

  /// One page of the runs, the newest first, and how many there are.
  public func scenarioRunPage(limit: Int, offset: Int) async throws -> (
    runs: [ScenarioRun], total: Int
  ) {
    try await pool.read { db in
      (
        try ScenarioStore.list(db, limit: limit, offset: offset), try ScenarioStore.count(db)
      )
    }
  }

  /// The pieces of a run, with who made them.
  public func scenarioSlices(_ run: ScenarioRun) async throws -> [ScenarioSlice] {
    try await pool.read { db in try ScenarioStore.slices(db, run.id) }
  }

  /// What a run is to do, from the store alone.
  ///
  /// Throws a `Refusal` when this version of the program cannot repeat it.
  public func scenarioPlan(_ run: ScenarioRun) async throws -> SimulationPlan {
    try await pool.read { db in try Self.plan(db, run.id) }
  }

  /// Makes one piece and hands it in; false when that was done before or the run is no longer open.
  ///
  /// `plan` is the run's, passed in so that it is read once for many pieces. It is safe to make a piece
  /// twice or to stop anywhere: it is handed in whole or not at all, and always the same.
  @discardableResult
  public func makeSlice(
    _ run: String, plan: SimulationPlan, position: Int, by worker: String
  ) async throws -> Bool {
    let slices = plan.slices
    guard slices.indices.contains(position) else { return false }
    let sums = try plan.sums(of: slices[position]).json.compact
    return try await pool.transaction(isolation: .readCommitted) { db in
      try ScenarioStore.make(db, run, position: position, sums: sums, by: worker, at: clock())
    }
  }

  /// Puts the pieces together and stores the result, when all are there; the run as it is then.
  public func finishScenarios(_ run: ScenarioRun) async throws -> ScenarioRun {
    let (plan, texts, state) = try await pool.read { db in
      (
        try Self.plan(db, run.id), try ScenarioStore.sums(db, run.id),
        try Self.run(db, run.id).state
      )
    }
    guard state == .open else { return try await scenarioRun(run.id) }
    let parts = try texts.map { try JSON.parse($0) }.compactMap(DrawSums.init(json:))
    let drawn = plan.drawn(parts)
    guard drawn != nil || plan.draws == 0 else { return try await scenarioRun(run.id) }
    let comparison = try plan.comparison(drawn: drawn)
    let outcome = ScenarioOutcome(
      fingerprint: comparison.fingerprint, result: comparison.json.canonical,
      drawn: drawn.map { JSON.array($0.map(\.json)).canonical },
      dutch: comparison.text(.dutch), english: comparison.text(.english))
    return try await pool.transaction { db in
      _ = try ScenarioStore.finish(db, run.id, outcome, at: clock())
      return try Self.run(db, run.id)
    }
  }

  /// Keeps what a search found; the same search again is the same run.
  public func keep(
    _ frontier: SuccessorStudy.Frontier, on population: Population, seed: UInt64, draws: Int
  ) async throws -> ScenarioRun {
    let result = frontier.json
    let request: JSON = [
      "kind": "speelveld-scenario-search/1", "engine": .string(Simulation.engine),
      "population": ["name": .string(population.name), "sha256": .string(population.hash)],
      "seed": .string(String(seed)), "draws": .int(draws), "base": result["base"] ?? .null,
      "levers": result["levers"] ?? .null, "goals": result["goals"] ?? .null,
    ]
    let levers = frontier.search.axes.map(\.lever).joined(separator: " ")
    return try await keep(
      .search, title: "\(levers) (\(population.name))", request: request, result: result,
      population: population, dutch: frontier.text(.dutch), english: frontier.text(.english))
  }

  /// Keeps a study; the same study again is the same run.
  public func keep(_ study: SuccessorStudy) async throws -> ScenarioRun {
    let parts = study.comparisons.map { comparison -> JSON in
      [
        "population": .string(comparison.population.name),
        "sha256": .string(comparison.population.hash),
        "seed": .string(String(comparison.seed)), "draws": .int(comparison.draws),
        "scenarios": .array(comparison.scenarios.map(\.scenario.json)),
      ]
    }
    let request: JSON = [
      "kind": "speelveld-scenario-study/1", "engine": .string(Simulation.engine),
      "parts": .array(parts),
    ]
    let names = study.comparisons.map(\.population.name).joined(separator: " ")
    return try await keep(
      .study, title: names, request: request, result: study.json, population: nil,
      dutch: study.text(.dutch), english: study.text(.english))
  }

  private func keep(
    _ kind: ScenarioRun.Kind, title: String, request: JSON, result: JSON, population: Population?,
    dutch: String, english: String
  ) async throws -> ScenarioRun {
    let (text, hash, key) = (request.canonical, population?.hash, Hash.of(request))
    let outcome = ScenarioOutcome(
      fingerprint: Hash.of(result), result: result.canonical, drawn: nil, dutch: dutch,
      english: english)
    let (name, csv) = (population?.name ?? "", population?.csv ?? "")
    return try await pool.transaction { db in
      if let hash {
        try ScenarioStore.insertPopulation(db, hash: hash, name: name, content: csv, at: clock())
      }
      _ = try ScenarioStore.insert(
        db, hash: key, kind: kind, title: title, request: text, population: hash, slices: [],
        by: actor, at: clock())
      let id = String(key.prefix(12))
      _ = try ScenarioStore.finish(db, id, outcome, at: clock())
      return try Self.run(db, id)
    }
  }

  /// What was asked and who made which piece.
  public func scenarioInputs(_ run: ScenarioRun) async throws -> JSON {
    let (request, slices) = try await pool.read { db in
      (try ScenarioStore.request(db, run.id)?.request, try ScenarioStore.slices(db, run.id))
    }
    return [
      "request": try request.map { try JSON.parse($0) } ?? .null,
      "slices": .array(
        slices.map { slice in
          [
            "from": .int(slice.draws.lowerBound), "to": .int(slice.draws.upperBound),
            "madeBy": slice.madeBy.map { .string($0) } ?? .null,
          ]
        }),
    ]
  }

  /// Lets go of a run that is not done; its pieces stay, and asking again goes on from there.
  @discardableResult
  public func cancelScenarios(_ run: ScenarioRun) async throws -> ScenarioRun {
    try await cancelScenarios(run.id)
  }

  /// The same by its id.
  @discardableResult
  public func cancelScenarios(_ id: String) async throws -> ScenarioRun {
    try await pool.transaction { db in
      let run = try Self.run(db, id)
      guard try ScenarioStore.cancel(db, run.id) else {
        throw Refusal(
          "run-not-open", nl: "Run \(run.id) is niet open.", en: "Run \(run.id) is not open.")
      }
      return try Self.run(db, run.id)
    }
  }

  /// The stored outcome of a run; throws a `Refusal` while it is not done.
  public func scenarioOutcome(_ run: ScenarioRun) async throws -> ScenarioOutcome {
    let outcome = try await pool.read { db in try ScenarioStore.outcome(db, run.id) }
    guard let outcome else {
      throw Refusal(
        "run-not-done",
        nl: "Run \(run.id) is nog niet klaar: \(run.slicesMade) van \(run.slices) delen zijn er.",
        en: "Run \(run.id) is not done: \(run.slicesMade) of \(run.slices) pieces are there.",
        details: ["speelveld scenario resume \(run.id)"])
    }
    return outcome
  }

  /// The comparison of a run made anew from what is stored, without drawing again.
  ///
  /// Throws a `Refusal` when it is not done, or when this version would give another fingerprint: then
  /// the stored figures stand and only they are shown.
  public func scenarioComparison(_ run: ScenarioRun) async throws -> ScenarioComparison {
    let outcome = try await scenarioOutcome(run)
    let plan = try await scenarioPlan(run)
    let drawn = try outcome.drawn.map { text in
      try JSON.parse(text).array?.compactMap(DrawnResult.init(json:)) ?? []
    }
    guard drawn?.count ?? plan.scenarios.count == plan.scenarios.count else {
      throw Self.cannotRepeat(run.id)
    }
    let comparison = try plan.comparison(drawn: drawn)
    guard comparison.fingerprint == outcome.fingerprint else { throw Self.cannotRepeat(run.id) }
    return comparison
  }

  private static func cannotRepeat(_ id: String) -> Refusal {
    Refusal(
      "run-not-repeatable",
      nl:
        "Run \(id) is met een andere versie gemaakt; alleen de bewaarde cijfers en tekst zijn er.",
      en: "Run \(id) was made by another version; only its stored figures and text are there.",
      details: ["speelveld scenario show \(id)", "speelveld scenario show \(id) --json"])
  }

  private static func run(_ db: borrowing Database, _ prefix: String) throws -> ScenarioRun {
    let found = try ScenarioStore.find(db, prefix: prefix)
    guard let run = found.first, found.count == 1 else {
      throw Refusal(
        found.isEmpty ? "no-run" : "which-run",
        nl: found.isEmpty
          ? "Er is geen run “\(prefix)”." : "Meer dan één run begint met “\(prefix)”.",
        en: found.isEmpty
          ? "There is no run “\(prefix)”." : "More than one run begins with “\(prefix)”.",
        details: ["speelveld scenario results"])
    }
    return run
  }

  static func plan(_ db: borrowing Database, _ id: String) throws -> SimulationPlan {
    guard let stored = try ScenarioStore.request(db, id), let name = stored.name,
      let content = stored.content,
      let request = SimulationRequest(json: try JSON.parse(stored.request))
    else { throw cannotRepeat(id) }
    let population = try Population.parse(Array(content.utf8), name: name)
    guard population.hash == request.populationHash else { throw cannotRepeat(id) }
    return try request.plan(population)
  }
}

private enum Hash {
  /// SHA-256 over canonical JSON, as 64 hexadecimal digits.
  static func of(_ json: JSON) -> String {
    SHA256.hash(data: Array(json.canonical.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
