import ArgumentParser
import Casework
import Foundation
import JSONText
import JobQueue
import Logging
import Postgres
import ServiceLifecycle
import Services
import Worker

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Do the work that waits in the queue, and look after it.",
    subcommands: [Run.self, Status.self, Dead.self, Redrive.self, Discard.self],
    defaultSubcommand: Run.self)

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Work until stopped: SIGTERM finishes what runs, Ctrl-C gives it back.")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var carriers: CarrierOptions
    @Flag(help: "Do what is due now and end: for timers of the system.") var once = false
    @Option(help: ArgumentHelp("Serve only this queue; repeatable.", valueName: "name"))
    var queue: [String] = []
    @Option(help: "Jobs at a time in each queue.") var concurrency = 4

    func validate() throws {
      guard (1...64).contains(concurrency) else {
        throw ValidationError("--concurrency is a number from 1 to 64.")
      }
    }

    func run() async throws {
      try await options.runWithoutScheme { office, _, console in
        var logger = Logger(
          label: "speelveld.worker", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .info
        let service = WorkerService(
          pool: office.pool,
          registry: WorkerJobs.registry(office: office, carriers: try carriers.carriers()),
          plan: .standard(
            queues: queue.isEmpty ? nil : queue, concurrency: concurrency,
            host: ProcessInfo.processInfo.hostName,
            process: Int(ProcessInfo.processInfo.processIdentifier)),
          logger: logger)
        if once { return try await service.runOnce() }
        let group = ServiceGroup(
          services: [service], gracefulShutdownSignals: [.sigterm], logger: logger)
        try await group.run()
      }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the workers, what waits in the queues, and what returns when.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.runWithoutScheme { office, _, console in
        console.show(try await QueueStatus.read(office.pool))
      }
    }
  }

  struct Dead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the jobs that were given up, the oldest first.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Only jobs of this kind.") var kind: String?

    func run() async throws {
      let kind = kind
      try await options.runWithoutScheme { office, _, console in
        console.show(try await office.pool.read { try JobQueue.dead($0, kind: kind) })
      }
    }
  }

  struct Redrive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send jobs that were given up back to their queue.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "Numbers of the jobs, as ‘worker dead’ lists them.") var jobs: [Int64] = []
    @Option(help: "All jobs of this kind.") var kind: String?

    func validate() throws {
      guard jobs.isEmpty != (kind == nil) else {
        throw ValidationError("Give either numbers of jobs or --kind.")
      }
    }

    func run() async throws {
      let (ids, kind) = (jobs.isEmpty ? nil : jobs, kind)
      try await options.runWithoutScheme { office, _, console in
        let count = try await office.pool.transaction { db in
          try JobQueue.redrive(db, ids: ids, kind: kind)
        }
        console.line(
          console.say("\(count) taken teruggezet.", "\(count) jobs sent back."))
      }
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete jobs that were given up, for good.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "Numbers of the jobs, as ‘worker dead’ lists them.") var jobs: [Int64]

    func run() async throws {
      let ids = jobs
      try await options.runWithoutScheme { office, _, console in
        let count = try await office.pool.transaction { try JobQueue.discard($0, ids: ids) }
        console.line(console.say("\(count) taken verwijderd.", "\(count) jobs deleted."))
      }
    }
  }
}
