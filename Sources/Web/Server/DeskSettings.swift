import HTTPTypes
import Identity

/// How this installation's desk behaves towards the outside.
public struct DeskSettings: Sendable {
  /// Where people reach it, such as `https://speelveld.example.nl`; no path. Decides on secure cookies.
  public var publicAddress: String
  /// Origins whose scripts may call the API.
  public var allowedOrigins: Set<String> = []
  /// The largest body of a form or API request.
  public var maximumBody = 1 << 20
  /// From the first byte of the head to the last of the body.
  public var bodyTime: Duration = .seconds(20)
  /// For the whole of a request's work.
  public var requestTime: Duration = .seconds(60)
  /// Whom users of the API can ask.
  public var apiContact = Contact()
  /// What the desk publishes, and as whom.
  public var openData = OpenData()
  /// Requests of one API token within a minute.
  public var requestsPerMinute = 600
  /// Whether `X-Forwarded-For` of a proxy on this machine names the sender.
  public var trustsProxy = false

  public init(publicAddress: String = "http://127.0.0.1:8080") {
    self.publicAddress = publicAddress
  }

  public struct Contact: Hashable, Sendable {
    public var name = "Beheer Speelveld"
    public var address = "https://speelveld.example/contact"
    public var email = "beheer@speelveld.example"

    public init() {}
  }

  public struct OpenData: Hashable, Sendable {
    /// Whether everybody may fetch the awards; else only who may export.
    public var isPublic = false
    /// What every identifier begins with: the publisher's own, unique in the world.
    public var prefix = "speelveld"
    /// The publisher's name; nil for what the scheme says of its funding.
    public var publisher: String?

    public init() {}
  }

  public var isSecure: Bool { publicAddress.hasPrefix("https://") }

  /// With https the cookie's name keeps it from being set by other hosts or paths (RFC 6265bis).
  public var sessionCookie: String { isSecure ? "__Host-speelveld" : "speelveld" }
  public var formCookie: String { isSecure ? "__Host-speelveld-form" : "speelveld-form" }

  /// Whoever sends this as a bearer token may read the metrics; without one, only this machine.
  public var metricsToken: String?

  func mayReadMetrics(_ request: WebRequest) -> Bool {
    guard let metricsToken else {
      return ["", "127.0.0.1", "::1"].contains(request.peer)
        && request.headers[.field("X-Forwarded-For")] == nil
    }
    return ConstantTime.areEqual(request.headers[.authorization] ?? "", "Bearer " + metricsToken)
  }

  /// A `Set-Cookie` for one of our cookies; an empty value removes it.
  public func setCookie(_ name: String, _ value: String) -> String {
    let secure = isSecure ? "; Secure" : ""
    let age = value.isEmpty ? "; Max-Age=0" : ""
    return "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(secure)\(age)"
  }
}
