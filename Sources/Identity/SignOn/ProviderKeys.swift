import JSONText
import JWTKit

/// The provider's public keys, by name.
struct ProviderKeys: Sendable {
  private let keys: JWTKeyCollection
  private let names: Set<String>

  /// From a JSON Web Key Set (RFC 7517). Keys for encryption or of kinds we do not know are left out.
  init(_ bytes: [UInt8]) async throws {
    guard let items = (try? JSON.parse(bytes: bytes))?["keys"]?.array else {
      throw SignOnFault("keys", "the key set cannot be read")
    }
    let keys = JWTKeyCollection()
    var names: Set<String> = []
    for item in items where (item["use"]?.string ?? "sig") == "sig" && item["kty"]?.string != "oct"
    {
      guard let name = item["kid"]?.string else { continue }
      let set: JSON = ["keys": .array([item])]
      guard (try? await keys.add(jwksJSON: set.compact)) != nil else { continue }
      names.insert(name)
    }
    self.keys = keys
    self.names = names
  }

  /// The claims of a token whose signature is right.
  ///
  /// The algorithm must be one of ours and the key one of the set's by name: the library alone would try a
  /// default key for an unknown name. Only a set of one key needs no name (OpenID Connect Core 10.1).
  func verify(_ token: String, algorithms: Set<String>) async throws -> IdentityToken {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = Base64URL.decode(parts[0]),
      let header = try? JSON.parse(bytes: head), let payload = Base64URL.decode(parts[1]),
      let claims = try? JSON.parse(bytes: payload)
    else { throw SignOnFault("token", "the identity token cannot be read") }
    guard let algorithm = header["alg"]?.string, algorithms.contains(algorithm),
      header["crit"] == nil
    else {
      throw SignOnFault("algorithm", "the identity token is signed in a way we do not accept")
    }
    let isPublished =
      if let name = header["kid"] {
        name.string.map(names.contains) ?? false
      } else {
        names.count == 1
      }
    guard isPublished else {
      throw SignOnFault(
        "unknown-key", "the identity token is signed by a key that is not published")
    }
    do {
      _ = try await keys.verify(token, as: Signed.self)
    } catch {
      throw SignOnFault("signature", "the identity token's signature is wrong")
    }
    return IdentityToken(claims: claims)
  }

  /// The library checks the signature only; what is signed we read ourselves.
  private struct Signed: JWTPayload {
    func verify(using _: some JWTAlgorithm) async throws {}
  }
}
