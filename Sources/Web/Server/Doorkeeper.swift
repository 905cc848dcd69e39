import Identity

/// How the edge learns who sends a request; a seam, so that the edge can be tried without accounts.
public struct Doorkeeper: Sendable {
  /// The person behind a session's token; nil when there is none, or it has ended.
  public var session: @Sendable (_ token: String) async throws -> Viewer?
  /// The account behind an API token; nil when it is unknown, expired or revoked.
  public var apiToken: @Sendable (_ token: String) async throws -> Viewer?
  /// Writes down that something was refused or that casework was seen.
  public var record: @Sendable (AccessRecord) async throws -> Void

  public init(
    session: @escaping @Sendable (_ token: String) async throws -> Viewer?,
    apiToken: @escaping @Sendable (_ token: String) async throws -> Viewer?,
    record: @escaping @Sendable (AccessRecord) async throws -> Void
  ) {
    self.session = session
    self.apiToken = apiToken
    self.record = record
  }
}

extension Doorkeeper {
  /// The real door: sessions and tokens of the accounts in the database.
  public static func accounts(_ identity: IdentityOffice) -> Doorkeeper {
    Doorkeeper(
      session: { try await identity.session($0) },
      apiToken: { try await identity.apiToken($0) },
      record: { try await identity.record($0) })
  }
}
