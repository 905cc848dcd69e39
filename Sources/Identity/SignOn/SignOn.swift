import Casework
import Crypto
import JSONText

/// Single sign-on by OpenID Connect: authorisation code with PKCE (OpenID Connect Core 1.0; RFC 7636; NL GOV
/// profile 1.0.1), for one provider.
///
/// Keeps the provider's discovery document and keys for an hour; an identity token under an unknown key makes
/// it fetch the keys once more.
public actor SignOn {
  public nonisolated let settings: SignOnSettings
  let client: ProviderClient
  let clock: @Sendable () -> Moment
  private var discovered: (provider: Provider, at: Moment)?

  /// What the discovery document and the key set say.
  struct Provider: Sendable {
    let authorisation: String
    let token: String
    let keySetAddress: String
    var keys: ProviderKeys
  }

  public init(
    _ settings: SignOnSettings, client: ProviderClient = .http(),
    clock: @escaping @Sendable () -> Moment
  ) {
    self.settings = settings
    self.client = client
    self.clock = clock
  }

  /// What one attempt carries from its start to its end: kept on the server, under the hash of `state`.
  public struct Attempt: Hashable, Sendable {
    public let state: String
    public let nonce: String
    /// Of PKCE; never leaves the server before the code is exchanged.
    public let verifier: String

    public init() {
      state = Base64URL.random(bytes: 32)
      nonce = Base64URL.random(bytes: 32)
      verifier = Base64URL.random(bytes: 32)
    }

    init(state: String, nonce: String, verifier: String) {
      self.state = state
      self.nonce = nonce
      self.verifier = verifier
    }

    var challenge: String { Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8)))) }
  }

  /// Who the provider says it is.
  public struct Person: Hashable, Sendable {
    public let issuer: String
    public let subject: String
    public let name: String?
  }

  /// Where the browser is sent to.
  public func address(for attempt: Attempt) async throws -> String {
    let provider = try await provider()
    let values = [
      ("response_type", "code"), ("client_id", settings.clientID),
      ("redirect_uri", settings.redirectAddress), ("scope", "openid profile"),
      ("state", attempt.state), ("nonce", attempt.nonce),
      ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
    ]
    let separator = provider.authorisation.contains("?") ? "&" : "?"
    return provider.authorisation + separator + FormText.encode(values)
  }

  /// Exchanges the code and checks the identity token; throws a `SignOnFault` for whatever is not right.
  public func person(code: String, attempt: Attempt) async throws -> Person {
    let provider = try await provider()
    let reply = try await client.post(
      provider.token,
      FormText.encode([
        ("grant_type", "authorization_code"), ("code", code),
        ("redirect_uri", settings.redirectAddress), ("client_id", settings.clientID),
        ("client_secret", settings.clientSecret), ("code_verifier", attempt.verifier),
      ]))
    guard reply.status == 200, let json = try? JSON.parse(bytes: reply.body),
      let token = json["id_token"]?.string
    else { throw SignOnFault("exchange", "the provider answered \(reply.status) to the code") }
    return try await check(token, attempt, provider)
  }

  private func check(_ token: String, _ attempt: Attempt, _ provider: Provider) async throws
    -> Person
  {
    let claims: IdentityToken
    do {
      claims = try await provider.keys.verify(token, algorithms: settings.algorithms)
    } catch let fault as SignOnFault where fault.code == "unknown-key" {
      // The provider may have changed its keys since.
      let keys = try await fetchKeys(provider.keySetAddress)
      discovered?.provider.keys = keys
      claims = try await keys.verify(token, algorithms: settings.algorithms)
    }
    return try claims.person(settings: settings, nonce: attempt.nonce, now: clock())
  }

  private static let keptFor: Int64 = 3600

  private func provider() async throws -> Provider {
    let now = clock()
    if let discovered, now < discovered.at.adding(seconds: Self.keptFor) {
      return discovered.provider
    }
    let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
    let reply = try await client.get(base + "/.well-known/openid-configuration")
    guard reply.status == 200, let json = try? JSON.parse(bytes: reply.body) else {
      throw SignOnFault("discovery", "the provider answered \(reply.status) to discovery")
    }
    guard json["issuer"]?.string == settings.issuer else {
      throw SignOnFault("issuer", "the discovery document names another issuer")
    }
    guard let authorisation = json["authorization_endpoint"]?.string,
      let token = json["token_endpoint"]?.string, let keySet = json["jwks_uri"]?.string,
      [authorisation, token, keySet].allSatisfy(mayBeUsed)
    else { throw SignOnFault("discovery", "an address is missing or not on https") }
    let provider = Provider(
      authorisation: authorisation, token: token, keySetAddress: keySet,
      keys: try await fetchKeys(keySet))
    discovered = (provider, now)
    return provider
  }

  private func fetchKeys(_ address: String) async throws -> ProviderKeys {
    let reply = try await client.get(address)
    guard reply.status == 200 else {
      throw SignOnFault("keys", "the provider answered \(reply.status) to the key set")
    }
    return try await ProviderKeys(reply.body)
  }

  /// Plain http only to a provider on this machine, as in a trial.
  private nonisolated func mayBeUsed(_ address: String) -> Bool {
    address.hasPrefix("https://")
      || ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains {
        address.hasPrefix($0)
      }
  }
}
