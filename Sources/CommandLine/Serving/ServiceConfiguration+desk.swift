import Casework
import Identity
import Logging
import Web

/// An address to listen on.
struct ListenAddress: Hashable, Sendable {
  let host: String
  let port: Int

  /// `host:port`, or `[v6]:port`.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty else { return nil }
    self.host = host
    self.port = port
  }

  /// Whether only this machine can reach it.
  var isLocal: Bool { host == "::1" || host == "localhost" || host.hasPrefix("127.") }
}

extension ServiceConfiguration {
  /// Where to listen; beyond this machine only when that was said in so many words.
  func address() throws -> ListenAddress {
    let setting = settings[.listen] ?? Setting(value: "127.0.0.1:8080", origin: "")
    guard let address = ListenAddress(setting.value) else {
      throw wrong(.listen, setting, "adres:poort", "address:port")
    }
    let isAllowed = try flag(.allowRemote)
    guard address.isLocal || isAllowed else {
      throw Refusal(
        "not-loopback",
        nl:
          "\(setting.value) is van buiten deze machine bereikbaar; dat moet uitdrukkelijk zijn toegestaan.",
        en:
          "\(setting.value) can be reached from outside this machine; that must be allowed expressly.",
        details: [
          "Put a proxy with TLS before 127.0.0.1:8080, or set allow-remote: true (--allow-remote)."
        ])
    }
    return address
  }

  func deskSettings(port: Int) throws -> DeskSettings {
    let given = settings[.publicAddress]
    if let given, !["http://", "https://"].contains(where: given.value.hasPrefix) {
      throw wrong(.publicAddress, given, "een http(s)-adres", "an http(s) address")
    }
    var desk = DeskSettings(
      publicAddress: given.map { $0.value.hasSuffix("/") ? String($0.value.dropLast()) : $0.value }
        ?? "http://127.0.0.1:\(port)")
    desk.trustsProxy = try flag(.trustProxy)
    desk.allowedOrigins = Set(
      (text(.allowedOrigins) ?? "").split(separator: ",").map { $0.filter { $0 != " " } })
    desk.maximumBody = try integer(.maximumBody, 1024...(64 << 20), default: desk.maximumBody)
    desk.requestTime = .seconds(try integer(.requestSeconds, 1...3600, default: 60))
    desk.requestsPerMinute = try integer(.requestsPerMinute, 1...1_000_000, default: 600)
    desk.metricsToken = text(.metricsToken)
    desk.openData.isPublic = try flag(.openDataPublic)
    desk.openData.prefix = text(.openDataPrefix) ?? desk.openData.prefix
    desk.openData.publisher = text(.openDataPublisher)
    return desk
  }

  func sessionTerms() throws -> SessionTerms {
    var terms = SessionTerms()
    terms.idle = Int64(try integer(.sessionIdleMinutes, 1...720, default: 30)) * 60
    terms.absolute = Int64(try integer(.sessionHours, 1...72, default: 10)) * 3600
    return terms
  }

  func logLevel() throws -> Logger.Level {
    guard let setting = settings[.logLevel] else { return .info }
    guard let level = Logger.Level(rawValue: setting.value) else {
      let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong(.logLevel, setting, levels, levels)
    }
    return level
  }

  /// Single sign-on where an issuer is set; then the client and its secret must be there too.
  func signOn(publicAddress: String, clock: @escaping @Sendable () -> Moment) throws -> SignOn? {
    guard let issuer = text(.signOnIssuer) else { return nil }
    guard let client = text(.signOnClient), let secret = text(.signOnSecret) else {
      throw Refusal(
        "sign-on", nl: "Voor eenmalig aanmelden ontbreken sign-on-client of sign-on-secret.",
        en: "For single sign-on, sign-on-client or sign-on-secret is missing.",
        details: ["Put the secret in the file or in $CREDENTIALS_DIRECTORY/sign-on-secret."])
    }
    return SignOn(
      SignOnSettings(
        issuer: issuer, clientID: client, clientSecret: secret,
        redirectAddress: publicAddress + "/aanmelden/sso/terug",
        name: text(.signOnName) ?? "SSO"), clock: clock)
  }
}
