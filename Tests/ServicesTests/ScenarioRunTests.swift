import Allocation
import Casework
import Diagnostics
import Foundation
import Postgres
import Services
import Simulation
import Storage
import TestSupport
import Testing

/// Runs of scenarios in the store, made by one process or by many.
@Suite struct ScenarioRunTests {
  let population: Population
  let scenarios: [Scenario]

  init() throws {
    population = try Population.generate(.like2022)
    scenarios = try ["size-weighted", "reserved-share"].map { name in
      let path = "config/scenarios/\(name).yaml"
      return try ScenarioFile.parse(
        [UInt8](try Data(contentsOf: root.appending(path: path))), file: path)
    }
  }

  private func request(draws: Int = 4_200, seed: UInt64 = 1) -> SimulationRequest {
    SimulationRequest(scenarios: scenarios, population: population, seed: seed, draws: draws)
  }

  /// What one process gives without any store.
  private func expected(_ request: SimulationRequest, threads: Int = 1) async throws -> String {
    try await Simulation.run(try request.plan(population), threads: threads).fingerprint
  }

  private func withMigratedOffice<T>(_ body: (CaseOffice) async throws -> T) async throws -> T {
    try await withOffice(migrated, body)
  }

  @Test func `a run kept gives the fingerprint of one process on 1, 2 and 7 threads`() async throws
  {
    let request = request()
    let print = try await expected(request)
    try await withMigratedOffice { office in
      for threads in [1, 2, 7] {
        let one = self.request(seed: request.seed)
        #expect(try await expected(one, threads: threads) == print)
      }
      let run = try await office.request(request, on: population)
      #expect(run.state == .open && run.slices >= 3 && run.slicesMade == 0)
      let made = try await office.makeScenarios(run, threads: 7, by: "one")
      #expect(made.state == .done && made.fingerprint == print)
      #expect(try await office.scenarioComparison(made).fingerprint == print)
      // The same request is the same run, and is not made again.
      let again = try await office.request(request, on: population)
      #expect(again.id == made.id && again.state == .done)
      #expect(try await office.makeScenarios(again, threads: 1, by: "two") == made)
    }
  }

  @Test func `workers that share the pieces, one of them killed midway, give the same fingerprint`()
    async throws
  {
    let request = request()
    let print = try await expected(request)
    try await withMigratedOffice { office in
      let run = try await office.request(request, on: population)
      let plan = try await office.scenarioPlan(run)
      let slices = try await office.scenarioSlices(run)
      // The first worker makes one piece and dies in the next: its transaction is never committed.
      #expect(try await office.makeSlice(run.id, plan: plan, position: 1, by: "killed"))
      let sums = try plan.sums(of: plan.slices[0]).json.compact
      struct Killed: Error {}
      await #expect(throws: Killed.self) {
        try await office.pool.transaction { db in
          _ = try ScenarioStore.make(
            db, run.id, position: 0, sums: sums, by: "killed", at: Moment(microseconds: 0))
          throw Killed()
        }
      }
      #expect(try await office.finishScenarios(run).state == .open)
      // Two others take everything, twice over and in opposite orders.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (name, order) in [("b", Array(slices)), ("c", slices.reversed())] {
          group.addTask {
            for slice in order {
              try await office.makeSlice(run.id, plan: plan, position: slice.position, by: name)
            }
          }
        }
        try await group.waitForAll()
      }
      let made = try await office.scenarioSlices(run)
      #expect(made.allSatisfy { $0.isMade })
      #expect(made[1].madeBy == "killed" && made[0].madeBy != "killed")
      #expect(try await office.finishScenarios(run).fingerprint == print)
    }
  }

  @Test func `four workers that take pieces wherever there are some finish two runs between them`()
    async throws
  {
    let asked = [request(seed: 1), request(seed: 2)]
    let prints = [try await expected(asked[0]), try await expected(asked[1])]
    try await withMigratedOffice { office in
      let runs = [
        try await office.request(asked[0], on: population),
        try await office.request(asked[1], on: population),
      ]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in ["a", "b", "c", "d"] {
          group.addTask { try await office.workOnScenarios(threads: 1, by: name) }
        }
        try await group.waitForAll()
      }
      for (run, print) in zip(runs, prints) {
        let made = try await office.scenarioRun(run.id)
        #expect(made.state == .done && made.fingerprint == print)
      }
    }
  }

  @Test func `a piece that a worker holds is passed over, and is free when it dies`() async throws {
    try await withMigratedOffice { office in
      let run = try await office.request(request(draws: 4_200), on: population)
      struct Killed: Error {}
      await #expect(throws: Killed.self) {
        try await office.pool.transaction(isolation: .readCommitted) { db in
          let held = try #require(try ScenarioStore.take(db, run: nil))
          #expect(held.run == run.id && held.position == 0)
          throw Killed()
        }
      }
      let plans = ScenarioPlans()
      #expect(try await office.takeSlice(plans: plans, by: "next") == run.id)
      #expect(try await office.scenarioSlices(run).map(\.isMade).first == true)
      #expect(try await office.takeSlice(of: "000000000000", plans: plans, by: "next") == nil)
    }
  }

  @Test func `a run that was stopped goes on with the pieces that it has`() async throws {
    try await withMigratedOffice { office in
      let request = request()
      let run = try await office.request(request, on: population)
      let plan = try await office.scenarioPlan(run)
      try await office.makeSlice(run.id, plan: plan, position: 0, by: "first try")
      let again = try await office.request(request, on: population)
      #expect(again.slicesMade == 1)
      let made = try await office.makeScenarios(again, threads: 2, by: "second try")
      #expect(made.fingerprint == (try await expected(request)))
      let slices = try await office.scenarioSlices(made)
      #expect(slices.first?.madeBy == "first try")
      #expect(slices.dropFirst().allSatisfy { $0.madeBy == "second try" })
    }
  }

  @Test func `a cancelled run takes no pieces until it is asked for again`() async throws {
    try await withMigratedOffice { office in
      let run = try await office.request(request(), on: population)
      let plan = try await office.scenarioPlan(run)
      try await office.cancelScenarios(run.id)
      #expect(try await office.makeSlice(run.id, plan: plan, position: 0, by: "late") == false)
      await #expect(throws: Refusal.self) { try await office.cancelScenarios(run.id) }
      #expect(try await office.request(request(), on: population).state == .open)
    }
  }

  @Test func `what a run is made of can be read later, and its result is never changed`()
    async throws
  {
    try await withMigratedOffice { office in
      let run = try await office.request(request(draws: 60), on: population)
      await #expect(throws: Refusal.self) { try await office.scenarioOutcome(run) }
      let made = try await office.makeScenarios(run, threads: 1, by: "one")
      let outcome = try await office.scenarioOutcome(made)
      #expect(outcome.dutch?.contains("Kleine organisaties") == true)
      #expect(outcome.english?.contains("Small organisations") == true)
      #expect(outcome.result.contains(outcome.fingerprint))
      let inputs = try await office.scenarioInputs(made)
      #expect(inputs["request"]?["population"]?["sha256"]?.string == population.hash)
      #expect(try await office.scenarioRuns().map(\.id) == [made.id])
      #expect(try await office.scenarioRun(String(made.id.prefix(4))) == made)
      await #expect(throws: Refusal.self) { try await office.scenarioRun("zz") }
      let error = await #expect(throws: PostgresError.self) {
        try await office.pool.transaction { db in
          try db.executeScript("update scenario_run set result = '{}'")
        }
      }
      #expect(error?.message.contains("is done") == true)
    }
  }

  @Test func `a search is kept with its frontier and found again`() async throws {
    try await withMigratedOffice { office in
      let search = ScenarioSearch(
        base: .baseline,
        axes: [.init("planning.payment", [.euros(.init(euros: 1)), .euros(.init(euros: 2))])],
        goals: [])
      let found = try await search.run(population: population, seed: 1, draws: 20)
      let frontier = SuccessorStudy.Frontier(
        population: population.name, search: search, points: found.points, best: found.best)
      let run = try await office.keep(frontier, on: population, seed: 1, draws: 20)
      #expect(run.kind == .search && run.state == .done)
      #expect(try await office.keep(frontier, on: population, seed: 1, draws: 20) == run)
      #expect(try await office.scenarioOutcome(run).result == frontier.json.canonical)
    }
  }

  @Test func `a search left to other workers finds what it finds in one process`() async throws {
    let search = ScenarioSearch(
      base: .baseline,
      axes: [
        .init("weighting.points", [.points(.zero), .points(Points(4))]),
        .init("selection.places", [6, 8, 10].map { LeverValue.count($0) }),
      ], goals: [.init("drawn.small-alliance-share.mean", atLeast: 150_000)])
    let here = try await search.run(population: population, seed: 1, draws: 60)
    #expect(here.points.count == 6 && here.best != nil)
    try await withMigratedOffice { office in
      let requests = try search.requests(on: population, seed: 1, draws: 60)
      let left = try await office.leave(requests.map { ($0, population) })
      #expect(left.allSatisfy { $0.state == .open } && left.count == requests.count)
      try await office.workOnScenarios(threads: 1, by: "elsewhere")
      let found = try await search.run(
        population: population, seed: 1, draws: 60,
        maker: office.comparisonMaker(threads: 1, by: "here"))
      #expect(found.points == here.points && found.best == here.best)
      let runs = try await office.scenarioRuns()
      #expect(runs.count == requests.count && runs.allSatisfy { $0.state == .done })
      for run in runs {
        #expect(try await office.scenarioSlices(run).allSatisfy { $0.madeBy == "elsewhere" })
      }
    }
  }

  @Test func `a study made of kept runs says what it says without them, and makes none twice`()
    async throws
  {
    func study(_ maker: ComparisonMaker) async throws -> SuccessorStudy {
      try await SuccessorStudy.run(
        scenarios: scenarios, populations: [population], seed: 1, draws: 40, maker: maker)
    }
    let here = try await study(.here(threads: 2))
    try await withMigratedOffice { office in
      let maker = office.comparisonMaker(threads: 2, by: "here")
      let first = try await study(maker)
      let made = try await office.scenarioRuns().count
      let again = try await study(office.comparisonMaker(threads: 1, by: "later"))
      for one in [first, again] {
        #expect(one.json == here.json && one.text(.dutch) == here.text(.dutch))
      }
      let asked = try SuccessorStudy.requests(
        scenarios: scenarios, populations: [population], seed: 1, draws: 40)
      let runs = try await office.scenarioRuns()
      #expect(runs.count == made && made == asked.count)
      for run in runs {
        #expect(try await office.scenarioSlices(run).allSatisfy { $0.madeBy == "here" })
      }
    }
  }

  @Test func `every statement of the store fits the migrated schema`() async throws {
    try await withRolledBackTransaction(migrated) { db in
      for statement in ScenarioStore.statements { _ = try db.describe(statement) }
    }
  }
}
