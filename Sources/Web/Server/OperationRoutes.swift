import HTTPTypes
import JSONText
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
        let text = context.desk.metrics.text(gauges: [
          ("speelveld_database_connections", "Open connections.", pool.total),
          ("speelveld_database_connections_leased", "Connections in use.", pool.leased),
          ("speelveld_database_waiting", "Tasks that wait for a connection.", pool.waiting),
        ])
        return .file(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
      },
    ]
  }
}
