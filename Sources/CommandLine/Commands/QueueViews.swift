import JSONText
import JobQueue
import Postgres

/// The queue at one moment.
struct QueueStatus: Sendable {
  let workers: [WorkerRecord]
  let depth: [QueueDepth]
  let schedules: [StoredSchedule]

  static func read(_ pool: PostgresPool) async throws -> QueueStatus {
    try await pool.read { db in
      QueueStatus(
        workers: try JobQueue.workers(db), depth: try JobQueue.depth(db),
        schedules: try JobQueue.schedules(db))
    }
  }

  var json: JSON {
    [
      "workers": .array(workers.map(\.json)), "queues": .array(depth.map(\.json)),
      "schedules": .array(schedules.map(\.json)),
    ]
  }
}

extension Console {
  func show(_ status: QueueStatus) {
    if json { return data(status.json) }
    heading(say("Werkers", "Workers"))
    if status.workers.isEmpty {
      line(say("Er draait geen werker: speelveld worker", "No worker runs: speelveld worker"))
    } else {
      var table = TextTable([
        .init(say("nr", "no.")), .init(say("machine", "host")), .init(say("proces", "process")),
        .init(say("wachtrijen", "queues")), .init(say("bezig", "running")),
        .init(say("klaar", "done")), .init(say("mislukt", "failed")),
        .init(say("laatste teken", "last beat")),
      ])
      for worker in status.workers {
        table.add([
          "\(worker.id)", worker.host, "\(worker.process)", worker.queues.joined(separator: ", "),
          "\(worker.running)/\(worker.concurrency)", "\(worker.finished)", "\(worker.failed)",
          ago(worker.silence) + (worker.isSuspected ? " ?" : ""),
        ])
      }
      self.table(table)
    }
    line()
    heading(say("Wachtrijen", "Queues"))
    if status.depth.isEmpty {
      line(say("Er wacht niets.", "Nothing waits."))
    } else {
      var table = TextTable([
        .init(say("wachtrij", "queue")), .init(say("soort", "kind")),
        .init(say("nu", "due")), .init(say("later", "later")), .init(say("bezig", "running")),
        .init(say("opgegeven", "dead")), .init(say("oudste", "oldest")),
      ])
      for depth in status.depth {
        table.add([
          depth.queue, depth.kind, "\(depth.due)", "\(depth.scheduled)", "\(depth.running)",
          "\(depth.dead)", depth.oldestWait.map(ago) ?? "",
        ])
      }
      self.table(table)
    }
    line()
    heading(say("Wat terugkeert", "What returns"))
    var table = TextTable([
      .init(say("naam", "name")), .init(say("regel", "rule")), .init(say("volgende", "next")),
      .init(say("vorige", "last")),
    ])
    for schedule in status.schedules {
      table.add([
        schedule.name, schedule.rule + (schedule.isPaused ? say(" (gepauzeerd)", " (paused)") : ""),
        schedule.nextAt.minute, schedule.lastTick?.minute ?? "",
      ])
    }
    self.table(table)
  }

  func show(_ dead: [DeadJob]) {
    let isTable = list(
      dead, json: \.json, empty: ("Er is niets opgegeven.", "Nothing was given up."),
      [
        ("nr", "no."), ("soort", "kind"), ("sinds", "since"), ("pogingen", "attempts"),
        ("reden", "reason"),
      ]
    ) { ["\($0.id)", $0.kind, $0.diedAt.minute, "\($0.attempt)", $0.lastError] }
    guard isTable else { return }
    note(
      "Terugzetten: speelveld worker redrive NR …; verwijderen: speelveld worker discard NR …",
      "Send back: speelveld worker redrive NO …; delete: speelveld worker discard NO …")
  }

  /// A duration in its largest whole unit.
  func ago(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    switch seconds {
    case ..<120: return say("\(seconds) s", "\(seconds) s")
    case ..<7_200: return say("\(seconds / 60) min", "\(seconds / 60) min")
    case ..<172_800: return say("\(seconds / 3_600) uur", "\(seconds / 3_600) h")
    default: return say("\(seconds / 86_400) dagen", "\(seconds / 86_400) days")
    }
  }
}

extension Timestamp {
  /// To the minute, in UTC.
  fileprivate var minute: String {
    let text = description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
  }
}

extension WorkerRecord {
  var json: JSON {
    [
      "worker": .int(id), "host": .string(host), "process": .int(process),
      "queues": .array(queues.map(JSON.string)), "concurrency": .int(concurrency),
      "started_at": .string(startedAt.description), "beat_at": .string(beatAt.description),
      "suspected": .bool(isSuspected), "running": .int(running), "finished": .int(finished),
      "failed": .int(failed),
    ]
  }
}

extension QueueDepth {
  var json: JSON {
    [
      "queue": .string(queue), "kind": .string(kind), "due": .int(due),
      "scheduled": .int(scheduled), "running": .int(running), "dead": .int(dead),
      "oldest_wait_seconds": oldestWait.map { .int($0.components.seconds) } ?? .null,
    ]
  }
}

extension StoredSchedule {
  var json: JSON {
    [
      "name": .string(name), "rule": .string(rule), "kind": .string(kind),
      "next_at": .string(nextAt.description), "paused": .bool(isPaused),
      "last_tick": lastTick.map { .string($0.description) } ?? .null,
    ]
  }
}

extension DeadJob {
  var json: JSON {
    [
      "job": .int(id), "queue": .string(queue), "kind": .string(kind), "attempts": .int(attempt),
      "died_at": .string(diedAt.description), "reason": .string(lastError),
    ]
  }
}
