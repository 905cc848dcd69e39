import HTTPTypes
import JSONText
import JobQueue
import Postgres

extension RouteTable {
  /// What those who run the desk ask of it: outside the API and outside the pages.
  static func operation() -> [Route] {
    [
      Route(
        .get, "/health/live", .open, .anyone, nl: "Draait het proces?", en: "Is the process alive?"
      ) { _ in .json(["status": "ok"]) },
      Route(
        .get, "/health/ready", .open, .anyone, nl: "Kan er gewerkt worden?",
        en: "Can work be done?"
      ) { context in
        let applied = try await context.desk.office.pool.read { db in
          try db.scalar(Statement("health.migrations", "select count(*) from schema_migration"))
            ?? 0
        }
        return .json(["status": "ok", "migrations": .int(applied)])
      },
      Route(
        .get, "/metrics", .open, .anyone, nl: "Meetwaarden voor Prometheus",
        en: "Metrics for Prometheus"
      ) { context in
        guard context.desk.settings.mayReadMetrics(context.request) else {
          throw Problem.unknownPath
        }
        let pool = context.desk.office.pool.statistics
        let depth = try await context.desk.office.pool.read { try JobQueue.depth($0) }
        func jobs(_ count: (QueueDepth) -> Int) -> Int { depth.reduce(0) { $0 + count($1) } }
        let wait = depth.compactMap(\.oldestWait).max()?.components.seconds ?? 0
        let text = context.desk.metrics.text(gauges: [
          ("speelveld_database_connections", "Open connections.", pool.total),
          ("speelveld_database_connections_leased", "Connections in use.", pool.leased),
          ("speelveld_database_waiting", "Tasks that wait for a connection.", pool.waiting),
          ("speelveld_jobs_due", "Jobs that are due and wait.", jobs(\.due)),
          ("speelveld_jobs_scheduled", "Jobs that wait for their time.", jobs(\.scheduled)),
          ("speelveld_jobs_running", "Jobs that workers have in hand.", jobs(\.running)),
          ("speelveld_jobs_dead", "Jobs that were given up.", jobs(\.dead)),
          ("speelveld_jobs_oldest_wait_seconds", "How long the oldest due job waits.", Int(wait)),
        ])
        return .file(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
      },
    ]
  }
}
