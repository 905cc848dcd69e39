import Synchronization

/// Counts and durations of requests, as Prometheus reads them.
///
/// Labels are route templates, methods and status codes: never a value from a request.
public final class Metrics: Sendable {
  private struct Key: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  private struct Timing {
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var count = 0
    var seconds = 0.0
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var timings: [String: Timing] = [:]
    var inFlight = 0
  }

  /// Upper bounds in seconds.
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

  private let state = Mutex(State())

  public init() {}

  func begin() { state.withLock { $0.inFlight += 1 } }

  func end(method: String, route: String, status: Int, duration: Duration) {
    let seconds = duration / .seconds(1)
    state.withLock { state in
      state.inFlight -= 1
      state.requests[Key(method: method, route: route, status: status), default: 0] += 1
      var timing = state.timings[route] ?? Timing()
      timing.count += 1
      timing.seconds += seconds
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound {
        timing.buckets[index] += 1
      }
      state.timings[route] = timing
    }
  }

  /// The text exposition format, version 0.0.4; `gauges` are added as they are.
  public func text(gauges: [(name: String, help: String, value: Int)] = []) -> String {
    let state = state.withLock { $0 }
    var lines = [
      "# HELP speelveld_http_requests_total Requests answered.",
      "# TYPE speelveld_http_requests_total counter",
    ]
    let keys = state.requests.keys.sorted {
      ($0.route, $0.method, $0.status) < ($1.route, $1.method, $1.status)
    }
    for key in keys {
      lines.append(
        "speelveld_http_requests_total{method=\"\(key.method)\",route=\"\(key.route)\","
          + "status=\"\(key.status)\"} \(state.requests[key] ?? 0)")
    }
    lines += [
      "# HELP speelveld_http_request_duration_seconds From head to answer.",
      "# TYPE speelveld_http_request_duration_seconds histogram",
    ]
    for (route, timing) in state.timings.sorted(by: { $0.key < $1.key }) {
      let name = "speelveld_http_request_duration_seconds"
      for (bound, count) in zip(Self.bounds, timing.buckets) {
        lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
      }
      lines.append("\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(timing.count)")
      lines.append("\(name)_sum{route=\"\(route)\"} \(timing.seconds)")
      lines.append("\(name)_count{route=\"\(route)\"} \(timing.count)")
    }
    let own = [
      (
        name: "speelveld_http_requests_in_flight", help: "Requests being answered.",
        value: state.inFlight
      )
    ]
    for gauge in own + gauges {
      lines += [
        "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge",
        "\(gauge.name) \(gauge.value)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
