/// The identity provider that an installation trusts, as configured.
public struct SignOnSettings: Hashable, Sendable {
  /// The issuer's address; discovery is read from below it.
  public let issuer: String
  public let clientID: String
  public let clientSecret: String
  /// Our own address for the provider's answer.
  public let redirectAddress: String
  /// What the button says.
  public let name: String
  /// Signing algorithms of identity tokens that are accepted.
  public var algorithms: Set<String> = ["RS256", "ES256", "ES384", "PS256"]

  public init(
    issuer: String, clientID: String, clientSecret: String, redirectAddress: String, name: String
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.redirectAddress = redirectAddress
    self.name = name
  }
}

/// A failure of single sign-on: `code` for the log, never shown in detail to a browser.
public struct SignOnFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: String
  public let message: String

  public init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { "\(code): \(message)" }
}
