/// How to reach the mail server.
public struct SMTPSettings: Sendable {
  public enum Security: String, Hashable, Sendable, CaseIterable {
    /// Begins in the open and changes to TLS, or gives up.
    case startTLS = "starttls"
    /// TLS from the first byte.
    case tls
    /// In the open; only for a server on this machine or a test.
    case none
  }

  public var host: String
  public var port: Int
  public var security: Security
  /// File of certificate authorities; nil for the system's.
  public var authorities: String?
  public var account: Account?
  /// The name that we greet with; nil for this machine's.
  public var helloName: String?
  /// Seconds in thousandths.
  public var connectTimeout: Int
  /// For one whole message, in thousandths of a second.
  public var totalTimeout: Int

  public struct Account: Sendable {
    public let user: String
    let password: Secret

    public init(user: String, password: Secret) {
      self.user = user
      self.password = password
    }
  }

  /// Throws a `DeliveryFault` when a password would travel unprotected to another machine.
  public init(
    host: String, port: Int? = nil, security: Security, authorities: String? = nil,
    account: Account? = nil, helloName: String? = nil, connectTimeout: Int = 20_000,
    totalTimeout: Int = 120_000
  ) throws(DeliveryFault) {
    let isHere = ["localhost", "127.0.0.1", "[::1]"].contains(host)
    guard account == nil || security != .none || isHere else {
      throw DeliveryFault(
        "password-in-the-open", "The mail server would get its password without TLS.",
        remedy: "Choose starttls or tls.")
    }
    guard !host.isEmpty, host.utf8.allSatisfy({ isLetterOrDigit($0) || ".-[]:".utf8.contains($0) })
    else {
      throw DeliveryFault(
        "bad-host", "“\(host)” is no host name.", remedy: "Give it as smtp.example or 192.0.2.1.")
    }
    self.host = host
    self.port = port ?? (security == .tls ? 465 : security == .startTLS ? 587 : 25)
    self.security = security
    self.authorities = authorities
    self.account = account
    self.helloName = helloName
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }
}
