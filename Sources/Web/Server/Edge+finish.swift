import Diagnostics
import HTTPTypes
import JSONText

extension Edge {
  /// What the sender is told of an error; what only we may know goes to the log.
  func presented(_ error: any Error, _ passage: Passage) -> Answer {
    let problem = Problem(error)
    if problem.status >= 500 {
      desk.logger.error(
        "request failed",
        metadata: [
          "trace": "\(passage.traceID)", "route": "\(passage.routeLabel)",
          "problem": "\(problem.code)", "error": "\(error)",
        ])
    }
    if problem.code == Problem.notSignedIn.code, let route = passage.route, route.method == .get,
      route.kind == .page
    {
      let back = PercentEncoding.encode(passage.request.target)
      return .redirect("/aanmelden" + (back == "%2F" ? "" : "?terug=\(back)"))
    }
    return .problem(problem)
  }

  /// Puts an answer into bytes and every header on it.
  func finish(_ answer: Answer, _ passage: Passage) async -> WebResponse {
    var response = WebResponse(status: answer.status)
    for (name, value) in answer.headers where !value.contains(where: \.isNewline) {
      response.headers.append(HTTPField(name: name, value: value))
    }
    switch answer.content {
    case .nothing: break
    case .html(let text): set(&response, Array(text.utf8), "text/html; charset=utf-8")
    case .text(let text): set(&response, Array(text.utf8), "text/plain; charset=utf-8")
    case .json(let json): set(&response, Array(json.compact.utf8), "application/json")
    case .bytes(let bytes, let type): set(&response, bytes, type)
    case .problem(let problem): present(problem, passage, &response)
    }
    addHeaders(&response, passage)
    replaceWithNotModified(&response, passage)
    if response.status != 204, response.status != 304 {
      response.headers[.contentLength] = String(response.body.count)
    }
    if passage.request.method == .head { response.body = [] }
    return response
  }

  private func set(_ response: inout WebResponse, _ bytes: [UInt8], _ type: String) {
    response.body = bytes
    response.headers[.contentType] = type
  }

  private func present(_ problem: Problem, _ passage: Passage, _ response: inout WebResponse) {
    let wantsPage =
      !passage.isAPI && passage.route?.kind != .open
      && AcceptHeader(passage.request.headers[.accept])
        .preferred(["text/html", "application/problem+json"]) == "text/html"
    if wantsPage {
      set(
        &response, Array(ProblemPage.render(problem, passage).utf8), "text/html; charset=utf-8")
    } else {
      let json = problem.json(passage.language, traceID: passage.traceID)
      set(&response, Array(json.compact.utf8), "application/problem+json")
    }
  }

  private func addHeaders(_ response: inout WebResponse, _ passage: Passage) {
    let isAPI = passage.isAPI
    var headers = response.headers
    headers[.contentSecurityPolicy] = isAPI ? Self.apiPolicy : Self.pagePolicy
    headers[.strictTransportSecurity] = "max-age=31536000"
    headers[.xContentTypeOptions] = "nosniff"
    headers[.field("X-Frame-Options")] = "DENY"
    headers[.field("Referrer-Policy")] = "same-origin"
    headers[.field("Cross-Origin-Opener-Policy")] = "same-origin"
    headers[.field("Permissions-Policy")] = "camera=(), geolocation=(), microphone=()"
    headers[.field("Trace-Id")] = passage.traceID
    if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    if isAPI { headers[.field("API-Version")] = APIVersion.text }
    if isAPI, let remaining = passage.remaining {
      headers[.field("RateLimit-Limit")] = String(limiter.limit)
      headers[.field("RateLimit-Remaining")] = String(remaining)
    }
    if !isAPI || passage.language == .english {
      headers[.contentLanguage] = passage.language.rawValue
    }
    if passage.mustSetFormCookie, let secret = passage.formSecret {
      headers.append(
        HTTPField(
          name: .setCookie,
          value: desk.settings.setCookie(desk.settings.formCookie, secret)))
    }
    if headers[.accessControlAllowOrigin] == nil, isAPI {
      headers[.vary] = "Origin, Accept, Accept-Language"
      if let origin = passage.request.headers[.origin],
        desk.settings.allowedOrigins.contains(origin)
      {
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlExposeHeaders] =
          "API-Version, ETag, Idempotency-Replayed, Link, Location, RateLimit-Limit, "
          + "RateLimit-Remaining, Retry-After, Trace-Id, X-Total-Count"
      }
    }
    let isShared = headers[.accessControlAllowOrigin] == "*"
    headers[.field("Cross-Origin-Resource-Policy")] = isShared ? "cross-origin" : "same-origin"
    response.headers = headers
  }

  /// 304 when the reader has this already (RFC 9110, 13.1.2).
  private func replaceWithNotModified(_ response: inout WebResponse, _ passage: Passage) {
    guard response.status == 200, [.get, .head].contains(passage.request.method),
      let tag = response.headers[.eTag], let known = passage.request.headers[.ifNoneMatch],
      known == "*" || known.split(separator: ",").contains(where: { $0.trimmingBlanks == tag })
    else { return }
    response.status = 304
    response.body = []
    response.headers[.contentType] = nil
  }

  static let pagePolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  static let apiPolicy = "default-src 'none'; frame-ancestors 'none'"
}

extension HTTPField.Name {
  /// A field's name that the library has no constant for. Traps on what is no token: names are ours.
  static func field(_ name: StaticString) -> HTTPField.Name {
    guard let field = HTTPField.Name("\(name)") else {
      preconditionFailure("“\(name)” is no name of a field")
    }
    return field
  }

  static let secFetchSite = field("Sec-Fetch-Site")
  static let idempotencyKey = field("Idempotency-Key")
}

extension Substring {
  var trimmingBlanks: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
