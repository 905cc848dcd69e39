import Diagnostics
import HTTPTypes
import Identity
import JSONText
import LegalCalendar
import Services

/// One request on its way to its handler: checked, and its sender known.
public struct RequestContext: Sendable {
  public let request: WebRequest
  public let route: Route
  /// Values at the places of the path, decoded.
  public let path: Values
  /// Values of the query; those of the route's parameters are checked.
  public let query: Values
  /// Values of a form that was sent, or none.
  public let form: Values
  /// The body of an API request, of the shape that the route asks for.
  public let body: JSON
  /// Nil only on routes for anyone.
  public let viewer: Viewer?
  public let language: Language
  /// For the hidden field `csrf` of every form of this answer.
  public let csrfToken: String
  public let desk: Desk
  public let traceID: String

  /// The use cases, with the viewer as the acting person.
  public var office: CaseOffice { desk.office.acting(as: viewer?.id ?? "anonymous") }

  public var today: CivilDate { desk.office.today }

  /// The scheme that the path names.
  public var scheme: String { path["regeling"] ?? "" }

  public var headers: HTTPFields { request.headers }

  public func may(_ permission: Permission, in scheme: String? = nil) -> Bool {
    viewer?.may(permission, in: scheme ?? path["regeling"]) ?? false
  }

  public func say(_ nl: String, _ en: String) -> String { language == .dutch ? nl : en }
  public func say(_ text: BilingualText) -> String { text[language] }
}

/// Named values in the order in which they were sent; a name may occur more than once.
public struct Values: Sendable {
  public let pairs: [(name: String, value: String)]

  public init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

  /// The first value of the name; nil when it was not sent.
  public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The first value, without blanks around it; nil when nothing is left.
  public func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let words = value.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    return words.isEmpty ? nil : String(words)
  }

  public func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name }.map(\.value)
  }

  public func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
  public func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate(iso: $0) } }
  public func flag(_ name: String) -> Bool? {
    switch text(name) {
    case "true", "on", "1": true
    case "false", "0": false
    default: nil
    }
  }
}
