import HTTPTypes

/// All routes of the desk, and which of them a request means.
public struct RouteTable: Sendable {
  public private(set) var routes: [Route]

  /// Traps on two routes with the same method and path: a mistake in the table, found by every test.
  public init(_ routes: [Route]) {
    self.routes = routes
    sort()
  }

  public mutating func append(_ more: [Route]) {
    routes += more
    sort()
  }

  private mutating func sort() {
    var seen: Set<String> = []
    for route in routes {
      precondition(seen.insert(route.label).inserted, "two routes for \(route.label)")
    }
    routes.sort { PathTemplate.isMoreExact($0.path, than: $1.path) }
    byLength = Dictionary(grouping: routes) { $0.path.segments.count }
  }

  private var byLength: [Int: [Route]] = [:]

  enum Match: Sendable {
    case found(Route, values: [String: String])
    /// The path exists, with these methods only.
    case wrongMethod(allowed: [HTTPRequest.Method])
    case nothing
  }

  /// - Parameter parts: the path's segments, percent-decoded.
  func match(_ method: HTTPRequest.Method, _ parts: [String]) -> Match {
    var template: PathTemplate?
    var allowed: [HTTPRequest.Method] = []
    let wanted = method == .head ? .get : method
    for route in byLength[parts.count] ?? [] {
      guard let values = route.path.match(parts) else { continue }
      // A less exact template of the same length must not lend its methods.
      if let template, template != route.path { continue }
      template = route.path
      if route.method == wanted { return .found(route, values: values) }
      allowed.append(route.method)
    }
    guard !allowed.isEmpty else { return .nothing }
    if allowed.contains(.get) { allowed.append(.head) }
    return .wrongMethod(allowed: (allowed + [.options]).sorted { $0.rawValue < $1.rawValue })
  }
}
