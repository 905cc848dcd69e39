import Casework
import Crypto
import Diagnostics
import HTTPTypes
import Identity
import JSONText
import LegalCalendar
import Logging

/// The outermost layer: every request enters and every answer leaves through it.
///
/// It alone decides on slashes, methods, media types, who may enter, limits, problem documents and headers, so
/// that an error carries the same headers as a success. Handlers see only requests that passed.
public struct Edge: Sendable {
  /// Reads the body, up to a number of bytes. Throws `BodyFault`.
  public typealias BodyReader = @Sendable (_ limit: Int) async throws -> [UInt8]

  public enum BodyFault: Error { case tooLarge, tooSlow, broken }

  public let desk: Desk
  let limiter: RateLimiter

  public init(_ desk: Desk) {
    self.desk = desk
    limiter = RateLimiter(perMinute: desk.settings.requestsPerMinute)
  }

  /// For tests and small bodies: the body stands in the request.
  public func respond(to request: WebRequest) async -> WebResponse {
    await respond(to: request) { limit in
      guard request.body.count <= limit else { throw BodyFault.tooLarge }
      return request.body
    }
  }

  /// Answers one request; never throws, and always with every header.
  public func respond(to request: WebRequest, body: @escaping BodyReader) async -> WebResponse {
    let start = ContinuousClock.now
    var passage = Passage(request, traceID: TraceID.make(request.headers))
    desk.metrics.begin()
    var answer: Answer
    do {
      answer = try await pass(&passage, body)
    } catch {
      answer = presented(error, passage)
    }
    let response = await finish(answer, passage)
    let duration = ContinuousClock.now - start
    desk.metrics.end(
      method: passage.methodLabel, route: passage.routeLabel, status: response.status,
      duration: duration)
    log(response, passage, duration)
    return response
  }

  /// The way in, one check after the other; each refuses by throwing a `Problem`.
  private func pass(_ passage: inout Passage, _ body: @escaping BodyReader) async throws -> Answer {
    let parts = try pathParts(passage.request)
    let route: Route
    switch desk.routes.match(passage.request.method, parts) {
    case .found(let found, let values):
      // No key is longer; the API's document says so too.
      guard values.values.allSatisfy({ $0.unicodeScalars.count <= 200 }) else {
        throw Problem.unknownPath
      }
      route = found
      passage.route = found
      passage.path = values
    case .wrongMethod(let allowed):
      passage.isKnownPath = true
      if passage.request.method == .options { return options(allowed, passage) }
      throw Problem.wrongMethod(allowed)
    case .nothing: throw Problem.unknownPath
    }
    try checkAccept(route, passage.request)
    try checkContentType(route, passage.request)
    try await identify(&passage, route)
    try await admit(&passage, route)
    passage.request.body = try await readBody(route, passage.request, body)
    let context = try context(passage, route)
    let answer = try await limited(desk.settings.requestTime) { try await route.handler(context) }
    if route.showsCasework, answer.status < 300 {
      try await desk.doorkeeper.record(
        AccessRecord(
          .viewed, actor: passage.viewer?.id, route: route.label, scheme: passage.path["regeling"],
          subject: passage.subject, traceID: passage.traceID))
    }
    return answer
  }

  /// Runs the handler; cancels it when its time is over.
  private func limited(
    _ time: Duration, _ work: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: time)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let answer = first else {
        throw Problem.outOfTime
      }
      return answer
    }
  }
}

/// What is known of a request so far.
struct Passage: Sendable {
  var request: WebRequest
  let traceID: String
  var route: Route?
  var isKnownPath = false
  var path: [String: String] = [:]
  var viewer: Viewer?
  /// What the CSRF token is derived from: the session's token, or the form cookie's value.
  var formSecret: String?
  /// How many more requests its sender may make now; nil before that was counted.
  var remaining: Int?
  /// True when the form cookie is new and must be set.
  var mustSetFormCookie = false

  init(_ request: WebRequest, traceID: String) {
    self.request = request
    self.traceID = traceID
  }

  var isAPI: Bool { route.map { $0.kind == .api } ?? Passage.isUnderAPI(request.rawPath) }

  /// A slash too many in front does not make a page of it.
  static func isUnderAPI(_ path: Substring) -> Bool {
    let path = path.drop { $0 == "/" }
    return path == "v1" || path.hasPrefix("v1/")
  }

  /// Dutch, unless the reader chose or prefers English.
  var language: Language {
    if let chosen = request.cookie("taal").flatMap(Language.init(rawValue:)) { return chosen }
    return AcceptHeader(request.headers[.acceptLanguage]).preferred(["nl", "en"]) == "en"
      ? .english : .dutch
  }

  var routeLabel: String { route?.path.description ?? "none" }

  /// Closed, so that a sender cannot fill the metrics with methods of its own.
  var methodLabel: String {
    let known: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    return known.contains(request.method.rawValue) ? request.method.rawValue : "other"
  }

  /// The most exact key in the path.
  var subject: String? { route?.path.names.last.flatMap { path[$0] } }

  var csrfToken: String {
    guard let formSecret else { return "" }
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("csrf".utf8), using: SymmetricKey(data: Array(formSecret.utf8)))
    return Base64URL.encode(Array(code))
  }
}
