import Casework
import JSONText

/// The claims of an identity token whose signature was checked.
struct IdentityToken: Sendable {
  let claims: JSON

  private static let leeway: Int64 = 60

  /// The person, when every claim is right (OpenID Connect Core 3.1.3.7).
  func person(settings: SignOnSettings, nonce: String, now: Moment) throws -> SignOn.Person {
    guard claims["iss"]?.string == settings.issuer else {
      throw SignOnFault("issuer", "the identity token is from another issuer")
    }
    let audience = claims["aud"]?.array?.compactMap(\.string) ?? [claims["aud"]?.string ?? ""]
    guard audience.contains(settings.clientID),
      audience.count == 1 || claims["azp"]?.string == settings.clientID
    else { throw SignOnFault("audience", "the identity token is for somebody else") }
    let seconds = now.microseconds / 1_000_000
    guard let end = claims["exp"]?.seconds, seconds < end + Self.leeway else {
      throw SignOnFault("expired", "the identity token has expired")
    }
    guard let issued = claims["iat"]?.seconds, issued <= seconds + Self.leeway,
      (claims["nbf"]?.seconds ?? 0) <= seconds + Self.leeway
    else { throw SignOnFault("not-yet", "the identity token is from the future") }
    guard let sent = claims["nonce"]?.string, ConstantTime.areEqual(sent, nonce) else {
      throw SignOnFault("nonce", "the identity token answers another attempt")
    }
    guard let subject = claims["sub"]?.string, !subject.isEmpty, subject.utf8.count <= 255 else {
      throw SignOnFault("subject", "the identity token names nobody")
    }
    return SignOn.Person(
      issuer: settings.issuer, subject: subject, name: claims["name"]?.string)
  }
}

extension JSON {
  /// Whole seconds of a number that may have a fraction.
  fileprivate var seconds: Int64? {
    guard case .number(let text) = self else { return nil }
    return Int64(text.prefix { $0 != "." })
  }
}
