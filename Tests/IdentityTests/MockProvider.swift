import Crypto
import Identity
import JSONText
import Synchronization

/// An identity provider inside the test: discovery, keys and tokens, each of which can be spoilt.
final class MockProvider: Sendable {
  static let issuer = "https://provider.example"

  struct Script: Sendable {
    var issuer = MockProvider.issuer
    var claims: [String: JSON] = [:]
    var header: [String: JSON] = [:]
    /// The token does not say which key it is signed by.
    var namesNoKey = false
    /// A second key is published, that signs nothing.
    var publishesTwo = false
    /// Signs with a key that is not published.
    var signsWithOtherKey = false
    var spoilsSignature = false
    /// The key is published only from the second time on.
    var publishesLate = false
  }

  let script: Mutex<Script>
  private let key = P256.Signing.PrivateKey()
  private let otherKey = P256.Signing.PrivateKey()
  private let asked = Mutex<[String: Int]>([:])
  private let forms = Mutex<[String]>([])
  private let now: @Sendable () -> Int64

  init(now: @escaping @Sendable () -> Int64, _ script: Script = Script()) {
    self.now = now
    self.script = Mutex(script)
  }

  var lastForm: String { forms.withLock { $0.last ?? "" } }

  func client(nonce: @escaping @Sendable () -> String) -> ProviderClient {
    ProviderClient(
      get: { address in
        let count = self.asked.withLock { asked in
          asked[address, default: 0] += 1
          return asked[address] ?? 1
        }
        return self.reply(address.hasSuffix("/keys") ? self.keys(time: count) : self.discovery)
      },
      post: { _, form in
        self.forms.withLock { $0.append(form) }
        return self.reply(["id_token": .string(try self.token(nonce: nonce()))])
      })
  }

  private func reply(_ json: JSON) -> ProviderClient.Reply {
    .init(status: 200, body: Array(json.compact.utf8))
  }

  private var discovery: JSON {
    [
      "issuer": .string(script.withLock { $0.issuer }),
      "authorization_endpoint": "https://provider.example/authorise",
      "token_endpoint": "https://provider.example/token",
      "jwks_uri": "https://provider.example/keys",
    ]
  }

  private func keys(time: Int) -> JSON {
    if script.withLock({ $0.publishesLate }), time == 1 {
      return ["keys": .array([jwk(otherKey, "old")])]
    }
    let second = script.withLock { $0.publishesTwo } ? [jwk(otherKey, "two")] : []
    return ["keys": .array([jwk(key, "one")] + second)]
  }

  private func jwk(_ key: P256.Signing.PrivateKey, _ name: String) -> JSON {
    let point = Array(key.publicKey.rawRepresentation)
    return [
      "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": .string(name),
      "x": .string(Base64URL.encode(Array(point[..<32]))),
      "y": .string(Base64URL.encode(Array(point[32...]))),
    ]
  }

  private func token(nonce: String) throws -> String {
    let script = script.withLock { $0 }
    var claims: [String: JSON] = [
      "iss": .string(Self.issuer), "aud": "speelveld", "sub": "persoon-7", "nonce": .string(nonce),
      "iat": .int(now()), "exp": .int(now() + 300),
    ]
    claims.merge(script.claims) { $1 }
    var header: [String: JSON] = ["alg": "ES256", "kid": "one", "typ": "JWT"]
    header.merge(script.header) { $1 }
    if script.namesNoKey { header["kid"] = nil }
    func part(_ values: [String: JSON]) -> String {
      let members = values.filter { $0.value != .null }.map { JSON.Member($0.key, $0.value) }
      return Base64URL.encode(Array(JSON.object(members).canonical.utf8))
    }
    let signed = part(header) + "." + part(claims)
    let signer = script.signsWithOtherKey ? otherKey : key
    var signature = Array(try signer.signature(for: Array(signed.utf8)).rawRepresentation)
    if script.spoilsSignature { signature[5] ^= 1 }
    return signed + "." + Base64URL.encode(signature)
  }
}
