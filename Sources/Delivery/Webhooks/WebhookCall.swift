import Foundation

/// One event on its way to one subscriber.
public struct WebhookCall: Sendable {
  /// Stable: a repeat carries the same, so that the receiver can drop it.
  public var id: String
  public var url: String
  public var secret: Secret
  /// A CloudEvent in structured JSON.
  public var body: String

  public init(id: String, url: String, secret: Secret, body: String) {
    self.id = id
    self.url = url
    self.secret = secret
    self.body = body
  }

  /// Throws a `DeliveryFault` unless the address is https, or http to this machine, without a user's name.
  public static func check(url text: String) throws(DeliveryFault) {
    let parts = URLComponents(string: text)
    let isHere = ["localhost", "127.0.0.1", "[::1]"].contains(parts?.host ?? "")
    guard let parts, parts.host?.isEmpty == false, parts.user == nil, parts.fragment == nil,
      parts.scheme == "https" || parts.scheme == "http" && isHere
    else {
      throw DeliveryFault(
        "bad-webhook-url",
        "A webhook's address must be https://… without a name or password in it.",
        remedy: "http is allowed only to this machine.")
    }
  }
}
