import HTTPTypes

extension Edge {
  /// The decoded segments of the path. A slash too many names nothing (API Design Rules, no-trailing-slash).
  func pathParts(_ request: WebRequest) throws -> [String] {
    let raw = request.rawPath
    guard raw.hasPrefix("/"), request.target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Problem.badPath
    }
    guard raw != "/" else { return [] }
    guard !raw.hasSuffix("/"), !raw.contains("//") else { throw Problem.unknownPath }
    return try raw.split(separator: "/").map { part in
      guard let text = PercentEncoding.decode(part) else { throw Problem.badPath }
      guard text != ".", text != ".." else { throw Problem.unknownPath }
      return text
    }
  }

  /// `OPTIONS`: what a path allows, and the preflight of a script elsewhere.
  func options(_ allowed: [HTTPRequest.Method], _ passage: Passage) -> Answer {
    let methods = allowed.map(\.rawValue).joined(separator: ", ")
    var answer = Answer.noContent.adding(.allow, methods)
    guard passage.isAPI, let origin = passage.request.headers[.origin],
      desk.settings.allowedOrigins.contains(origin)
    else { return answer }
    answer.headers += [
      (.accessControlAllowMethods, methods),
      (
        .accessControlAllowHeaders,
        "Authorization, Content-Type, Accept, Accept-Language, If-Match, Idempotency-Key"
      ),
      (.accessControlMaxAge, "600"),
    ]
    return answer
  }

  func checkAccept(_ route: Route, _ request: WebRequest) throws {
    guard let accept = request.headers[.accept], route.kind != .open else { return }
    let offered = route.produces
    guard AcceptHeader(accept).preferred(offered) != nil else {
      throw Problem.notAcceptable(offered)
    }
  }

  func checkContentType(_ route: Route, _ request: WebRequest) throws {
    let given = request.headers[.contentType].map(Self.mediaType)
    let length = request.headers[.contentLength].flatMap { Int($0) } ?? request.body.count
    let carries =
      length > 0 || request.headers[.transferEncoding] != nil
    switch route.body {
    case .none: if carries, route.method != .get { throw Problem.unexpectedBody }
    case .form:
      guard given == "application/x-www-form-urlencoded" else {
        throw Problem.wrongContentType("application/x-www-form-urlencoded")
      }
    case .json(_, let isRequired):
      guard carries || isRequired || given != nil else { return }
      guard given == "application/json" else { throw Problem.wrongContentType("application/json") }
    }
  }

  /// `application/json` of `Application/JSON; charset=utf-8`; a charset other than UTF-8 makes it another type.
  static func mediaType(_ header: String) -> String {
    let parts = header.lowercased().split(separator: ";").map { part in
      String(part.filter { $0 != " " && $0 != "\"" })
    }
    guard let type = parts.first else { return "" }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8)
    return charset == nil || charset == "utf-8" ? type : type + ";charset=" + (charset ?? "")
  }
}

extension Route {
  /// The media types that it can answer with.
  var produces: [String] {
    switch kind {
    case .page: return ["text/html"]
    case .open: return []
    case .api:
      let types = answers.filter { $0.status < 300 }.map(\.type)
      return types.isEmpty ? ["application/json"] : types
    }
  }
}
