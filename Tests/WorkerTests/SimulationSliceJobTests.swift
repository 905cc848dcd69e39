import Casework
import Foundation
import JobQueue
import LegalCalendar
import Logging
import Postgres
import Services
import Simulation
import Storage
import TestSupport
import Testing

@testable import Worker

private let whole = DatabaseTemplate("worker-whole") { pool in
  let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "db/migrations")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil
  ).filter { $0.pathExtension == "sql" }
  try await Migrator(
    files.map {
      Migration(
        name: $0.deletingPathExtension().lastPathComponent,
        sql: try String(contentsOf: $0, encoding: .utf8))
    }
  ).migrate(pool)
}

@Suite struct SimulationSliceJobTests {
  @Test func `two workers make a run from the queue with the fingerprint of one process`()
    async throws
  {
    let population = try Population.generate(.like2017)
    let request = SimulationRequest(
      scenarios: [], population: population, seed: 9, draws: 4_500)
    let expected = try await Simulation.run(try request.plan(population), threads: 1).fingerprint
    try await withTemplateDatabase(whole) { pool in
      let office = CaseOffice(
        pool: pool, calendar: .dutch, actor: "anna", clock: { Moment(microseconds: 0) })
      let run = try await office.request(request, on: population, enqueued: true)
      // Asking again adds no second job for a piece.
      _ = try await office.request(request, on: population, enqueued: true)
      let waiting = try await pool.read { db in try JobQueue.depth(db) }
      #expect(waiting.map(\.due) == [run.slices] && run.slices >= 3)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for process in 1...2 {
          group.addTask {
            try await WorkerService(
              pool: pool, registry: WorkerJobs.registry(office: office),
              plan: .standard(
                queues: [ScenarioJobs.queue], concurrency: 1, host: "test", process: process),
              logger: Logger(label: "test")
            ).runOnce()
          }
        }
        try await group.waitForAll()
      }
      let made = try await office.scenarioRun(run.id)
      #expect(made.state == .done && made.fingerprint == expected)
      #expect(WorkerPlan.Queue.simulation == ScenarioJobs.queue)
    }
  }

  @Test func `a worker killed with a piece in hand changes nothing in the result`() async throws {
    let population = try Population.generate(.like2017)
    let request = SimulationRequest(
      scenarios: [], population: population, seed: 9, draws: 4_500)
    let expected = try await Simulation.run(try request.plan(population), threads: 1).fingerprint
    try await withTemplateDatabase(whole) { pool in
      let office = CaseOffice(
        pool: pool, calendar: .dutch, actor: "anna", clock: { Moment(microseconds: 0) })
      let run = try await office.request(request, on: population, enqueued: true)
      // One that took a piece and is never heard of again.
      let killed = try await pool.transaction(isolation: .readCommitted) { db in
        let worker = try JobQueue.register(
          db, host: "gone", process: 0, queues: [ScenarioJobs.queue], concurrency: 1)
        return try JobQueue.claim(db, worker: worker, queues: [ScenarioJobs.queue], limit: 1)
      }
      #expect(killed.count == 1)
      let service = WorkerService(
        pool: pool, registry: WorkerJobs.registry(office: office),
        plan: .standard(
          queues: [ScenarioJobs.queue], concurrency: 1, host: "test", process: 1),
        logger: Logger(label: "test"))
      try await service.runOnce()
      #expect(try await office.scenarioRun(run.id).state != .done)

      let policy = LeasePolicy(lease: .zero, grace: .zero, rescueDelay: .zero)
      for _ in 0..<2 {
        _ = try await pool.transaction(isolation: .readCommitted) { db in
          try JobQueue.rescue(db, policy)
        }
      }
      try await service.runOnce()
      let made = try await office.scenarioRun(run.id)
      #expect(made.state == .done && made.fingerprint == expected)
    }
  }
}
