import HTTPTypes
import Identity

extension Edge {
  /// Finds out who sends the request.
  func identify(_ passage: inout Passage, _ route: Route) async throws {
    switch route.kind {
    case .open: return
    case .page:
      if let token = passage.request.cookie(desk.settings.sessionCookie),
        let viewer = try await desk.doorkeeper.session(token)
      {
        passage.viewer = viewer
        passage.formSecret = token
      } else if route.access == .anyone {
        let known = passage.request.cookie(desk.settings.formCookie).flatMap {
          $0.count == 43 ? $0 : nil
        }
        passage.formSecret = known ?? Base64URL.random(bytes: 32)
        passage.mustSetFormCookie = known == nil
      }
    case .api:
      guard route.access != .anyone, let header = passage.request.headers[.authorization] else {
        return
      }
      let parts = header.split(separator: " ")
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Problem.noToken }
      passage.viewer = try await desk.doorkeeper.apiToken(String(parts[1]))
      guard passage.viewer != nil else {
        // Guessing is slowed down like everything else, before it is written down.
        try limit(&passage)
        try await refused(passage, "token")
        throw Problem.noToken
      }
    }
  }

  /// Decides whether this viewer may use this route, in this scheme.
  ///
  /// A scheme that the viewer has nothing to do with does not exist for them (404, not 403).
  func admit(_ passage: inout Passage, _ route: Route) async throws {
    try limit(&passage)
    guard route.access != .anyone else { return }
    guard let viewer = passage.viewer else {
      if route.kind == .api { throw Problem.noToken }
      throw Problem.notSignedIn
    }
    let scheme = passage.path["regeling"]
    if let scheme, !viewer.knows(scheme: scheme) {
      try await refused(passage, "other-scheme")
      throw Problem.unknownSubject
    }
    if case .permission(let permission) = route.access, !viewer.may(permission, in: scheme) {
      try await refused(passage, permission.rawValue)
      throw Problem.forbidden(permission)
    }
  }

  private func limit(_ passage: inout Passage) throws {
    let verdict = limiter.take(limiterKey(passage))
    passage.remaining = verdict.remaining
    if let seconds = verdict.wait { throw Problem.tooMany(retryAfter: seconds) }
  }

  private func limiterKey(_ passage: Passage) -> String {
    passage.viewer.map { "account " + $0.id } ?? "address " + passage.request.peer
  }

  /// Every refusal is written down, before it is said.
  func refused(_ passage: Passage, _ reason: String) async throws {
    try await desk.doorkeeper.record(
      AccessRecord(
        .refused, actor: passage.viewer?.id,
        route: passage.route?.label ?? passage.methodLabel, scheme: passage.path["regeling"],
        subject: passage.subject, reason: reason, traceID: passage.traceID))
  }
}
