/// One thing that somebody should know about a text they wrote or a value they gave.
///
/// A finding says what is wrong (`message`), where (`file`, `position`), why it matters or which rule
/// it breaks (part of the message), and what to do (`remedy`). Engines return findings, all of them at
/// once, wherever a scheme author is the reader.
public struct Finding: Hashable, Sendable {
  /// How much it matters. An `error` stops the work, a `warning` does not, a `note` is for information.
  public enum Severity: String, Hashable, Sendable, Comparable {
    case note, warning, error

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  }

  public var severity: Severity
  /// A stable, kebab-case name of the kind of finding, such as `unknown-field`; tests and scripts use it.
  public var code: String
  public var message: String
  public var file: String?
  public var position: SourcePosition?
  public var remedy: String?

  public init(
    _ severity: Severity, code: String, _ message: String, file: String? = nil,
    at position: SourcePosition? = nil, remedy: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.position = position
    self.remedy = remedy
  }

  public static func error(
    _ code: String, _ message: String, file: String? = nil, at position: SourcePosition? = nil,
    remedy: String? = nil
  ) -> Finding {
    Finding(.error, code: code, message, file: file, at: position, remedy: remedy)
  }

  public static func warning(
    _ code: String, _ message: String, file: String? = nil, at position: SourcePosition? = nil,
    remedy: String? = nil
  ) -> Finding {
    Finding(.warning, code: code, message, file: file, at: position, remedy: remedy)
  }
}

extension Finding: CustomStringConvertible {
  /// `file:line:column: severity: message` and, on a line of its own, what to do: the form editors jump to.
  public var description: String {
    var place = file ?? ""
    if let position { place += (place.isEmpty ? "" : ":") + "\(position)" }
    let head = place.isEmpty ? "" : place + ": "
    let tail = remedy.map { "\n    → \($0)" } ?? ""
    return "\(head)\(severity.rawValue): \(message) [\(code)]\(tail)"
  }
}

extension Sequence where Element == Finding {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// By file, then position, then gravity: the order in which a reader mends them.
  public func inReadingOrder() -> [Finding] {
    sorted { a, b in
      let (fileA, fileB) = (a.file ?? "", b.file ?? "")
      if fileA != fileB { return fileA < fileB }
      let start = SourcePosition(line: 0, column: 0)
      let (placeA, placeB) = (a.position ?? start, b.position ?? start)
      if placeA != placeB { return placeA < placeB }
      if a.severity != b.severity { return a.severity > b.severity }
      return (a.code, a.message) < (b.code, b.message)
    }
  }
}
