import Crypto

/// The signature by which a receiver knows that a call is ours and fresh.
///
/// Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, so that a recorded call cannot be sent again
/// later with another time.
public struct WebhookSignature: Sendable {
  private let key: SymmetricKey

  /// `secret` is `whsec_` and base 64 of 24 to 64 bytes. Throws a `DeliveryFault` for anything else.
  public init(secret: Secret) throws(DeliveryFault) {
    let text = secret.value.hasPrefix("whsec_") ? String(secret.value.dropFirst(6)) : ""
    guard let bytes = Base64.decode(text), (24...64).contains(bytes.count) else {
      throw DeliveryFault(
        "bad-webhook-secret", "A webhook's secret is not whsec_ with 24 to 64 bytes in base 64.",
        remedy: "Let ‘speelveld webhook add’ make one.")
    }
    key = SymmetricKey(data: bytes)
  }

  /// The three headers of a call. `timestamp` is in seconds since 1970.
  public func headers(id: String, timestamp: Int64, body: String) -> [(name: String, value: String)]
  {
    let signed = Array("\(id).\(timestamp).\(body)".utf8)
    let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
    return [
      ("webhook-id", id), ("webhook-timestamp", String(timestamp)),
      ("webhook-signature", "v1,\(Base64.encode(Array(code)))"),
    ]
  }

  /// A new secret from 32 random bytes.
  public static func secret(from bytes: [UInt8]) -> String { "whsec_" + Base64.encode(bytes) }
}
