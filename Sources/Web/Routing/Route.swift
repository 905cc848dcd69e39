import HTTPTypes
import Identity
import LegalCalendar

/// One thing that can be asked of the desk: for the server, for the API's document and for the tests.
public struct Route: Sendable {
  /// Which conventions hold for a route.
  public enum Kind: Hashable, Sendable {
    /// HTML for somebody with a session; forms carry a CSRF token.
    case page
    /// JSON under `/v1` for a program with a token, after the API Design Rules.
    case api
    /// Neither session nor token: health, style sheets, the API's document.
    case open
  }

  public enum Access: Hashable, Sendable {
    case anyone
    case signedIn
    /// In the scheme that the path names in `{regeling}`; where it names none, in any scheme.
    case permission(Permission)
  }

  public typealias Handler = @Sendable (RequestContext) async throws -> Answer

  public let method: HTTPRequest.Method
  public let path: PathTemplate
  public let kind: Kind
  public let access: Access
  public let summary: BilingualText
  public let query: [Parameter]
  public let body: Body
  /// What the API's document says of its answers; pages leave it empty.
  public let answers: [AnswerShape]
  /// Whether an answer shows casework, so that it is written down who saw it.
  public let showsCasework: Bool
  /// Whether an answer holds a secret that is shown once: then it is never stored under a sender's key.
  public let answersWithSecret: Bool
  public let handler: Handler

  public init(
    _ method: HTTPRequest.Method, _ path: PathTemplate, _ kind: Kind, _ access: Access,
    nl: String, en: String, query: [Parameter] = [], body: Body = .none,
    answers: [AnswerShape] = [], showsCasework: Bool? = nil, answersWithSecret: Bool = false,
    handler: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.kind = kind
    self.access = access
    summary = BilingualText(nl: nl, en: en)
    self.query = query
    self.body = body
    self.answers = answers
    self.showsCasework = showsCasework ?? (access == .permission(.viewCasework) && method == .get)
    self.answersWithSecret = answersWithSecret
    self.handler = handler
  }
}

extension Route {
  /// A page that is read.
  public static func page(
    _ path: PathTemplate, _ access: Access = .permission(.viewCasework), nl: String, en: String,
    query: [Parameter] = [], handler: @escaping Handler
  ) -> Route {
    Route(.get, path, .page, access, nl: nl, en: en, query: query, handler: handler)
  }

  /// A form that is sent; the CSRF token was checked before the handler runs.
  public static func form(
    _ path: PathTemplate, _ access: Access, nl: String, en: String, handler: @escaping Handler
  ) -> Route {
    Route(.post, path, .page, access, nl: nl, en: en, body: .form, handler: handler)
  }

  /// `GET /regelingen/{regeling}` in logs, metrics and tests.
  public var label: String { "\(method.rawValue) \(path)" }
}

extension Route {
  /// What a request of this route carries.
  public enum Body: Sendable {
    case none
    /// `application/x-www-form-urlencoded`.
    case form
    /// `application/json` of this shape, checked before the handler runs, all faults at once.
    case json(Schema, isRequired: Bool = true)
  }

  /// A value in the query, checked before the handler runs.
  public struct Parameter: Sendable {
    public let name: String
    public let schema: Schema
    public let summary: BilingualText

    public init(_ name: String, _ schema: Schema, nl: String, en: String) {
      self.name = name
      self.schema = schema
      summary = BilingualText(nl: nl, en: en)
    }
  }

  /// One answer as the API's document describes it.
  public struct AnswerShape: Sendable {
    public let status: Int
    public let type: String
    public let schema: Schema?
    public let summary: String

    public init(
      _ status: Int, _ schema: Schema?, _ summary: String, type: String = "application/json"
    ) {
      self.status = status
      self.type = type
      self.schema = schema
      self.summary = summary
    }
  }
}
