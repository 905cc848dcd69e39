/// One line of the access log: who saw, did or was refused what. Append-only; holds no contents.
public struct AccessRecord: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case viewed, refused
    case signedIn = "signed-in"
    case signInFailed = "sign-in-failed"
    case signedOut = "signed-out"
    /// Something about accounts, roles, links or tokens changed.
    case accounts
  }

  public let kind: Kind
  /// The account, or nil where nobody was signed in.
  public let actor: String?
  /// The method and template of the route, such as `GET /regelingen/{regeling}`; or the command.
  public let route: String
  public let scheme: String?
  /// The key of what was looked at, or the account concerned.
  public let subject: String?
  /// Why it was refused, as a stable code.
  public let reason: String?
  public let traceID: String?

  public init(
    _ kind: Kind, actor: String?, route: String, scheme: String? = nil, subject: String? = nil,
    reason: String? = nil, traceID: String? = nil
  ) {
    self.kind = kind
    self.actor = actor
    self.route = route
    self.scheme = scheme
    self.subject = subject
    self.reason = reason
    self.traceID = traceID
  }
}
