/// A path with named places, such as `/regelingen/{regeling}/verplichtingen`.
///
/// It is also the label of a route in logs and metrics, where the values never stand.
public struct PathTemplate: Hashable, Sendable, CustomStringConvertible {
  enum Segment: Hashable, Sendable {
    case literal(String)
    case value(String)
  }

  public let description: String
  let segments: [Segment]

  public init(_ text: String) {
    description = text
    segments = text.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}")
        ? .value(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
  }

  /// The names of its places, in order.
  public var names: [String] {
    segments.compactMap { if case .value(let name) = $0 { name } else { nil } }
  }

  /// The values at its places when the decoded segments of a path fit.
  func match(_ parts: [String]) -> [String: String]? {
    guard parts.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      switch segment {
      case .literal(let text): guard text == part else { return nil }
      case .value(let name): values[name] = part
      }
    }
    return values
  }

  /// The path with values in its places, percent-encoded.
  public func path(_ values: [String: String]) -> String {
    guard !segments.isEmpty else { return "/" }
    return segments.reduce(into: "") { path, segment in
      switch segment {
      case .literal(let text): path += "/" + text
      case .value(let name): path += "/" + PercentEncoding.encode(values[name] ?? "")
      }
    }
  }

  /// Literals before places, so that the more exact of two templates is tried first.
  static func isMoreExact(_ a: PathTemplate, than b: PathTemplate) -> Bool {
    for (x, y) in zip(a.segments, b.segments) {
      switch (x, y) {
      case (.literal, .value): return true
      case (.value, .literal): return false
      default: continue
      }
    }
    return false
  }
}

extension PathTemplate: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
