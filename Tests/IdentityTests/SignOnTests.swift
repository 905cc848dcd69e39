import Casework
import Crypto
import Identity
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite struct SignOnTests {
  /// Goes through a whole sign-on; gives the session's viewer, or throws.
  func signOn(
    _ script: MockProvider.Script = .init(), browser: String = "koekje", answers: String? = nil,
    later seconds: Int64 = 0,
    inspect: (MockProvider, String) throws -> Void = { _, _ in }
  ) async throws -> Viewer? {
    let result = Mutex<Viewer?>(nil)
    try await withIdentity { identity, clock in
      try await identity.add("anna", RoleGrant(.assessor, scheme: "een"))
      try await identity.linkExternal(
        issuer: MockProvider.issuer, subject: "persoon-7", to: "anna", by: "test")
      let provider = MockProvider(now: { clock.now.microseconds / 1_000_000 }, script)
      let nonce = Mutex("")
      let signOn = SignOn(
        SignOnSettings(
          issuer: MockProvider.issuer, clientID: "speelveld", clientSecret: "geheim",
          redirectAddress: "https://loket.example/aanmelden/sso/terug", name: "Proef"),
        client: provider.client { nonce.withLock { $0 } },
        clock: { Moment(microseconds: clock.now.microseconds) })
      let address = try await identity.beginSignOn(
        signOn, browser: "koekje", returnTo: "/regelingen")
      nonce.withLock { $0 = Self.value("nonce", in: address) }
      clock.advance(seconds: seconds)
      let ended = try await identity.endSignOn(
        signOn, code: "code", state: answers ?? Self.value("state", in: address),
        browser: browser, replacing: nil)
      #expect(ended.returnTo == "/regelingen")
      try inspect(provider, address)
      let viewer = try await identity.session(ended.token)
      result.withLock { $0 = viewer }
      // The same answer a second time is worth nothing.
      await #expect(throws: SignOnFault.self) {
        _ = try await identity.endSignOn(
          signOn, code: "code", state: Self.value("state", in: address), browser: browser,
          replacing: nil)
      }
    }
    return result.withLock { $0 }
  }

  static func value(_ name: String, in address: String) -> String {
    let query = address.split(separator: "?").last ?? ""
    for pair in query.split(separator: "&") where pair.hasPrefix(name + "=") {
      return String(pair.dropFirst(name.count + 1))
    }
    return ""
  }

  @Test func `a code with PKCE brings the linked account in`() async throws {
    let viewer = try await signOn { provider, address in
      #expect(address.hasPrefix("https://provider.example/authorise?response_type=code"))
      #expect(Self.value("code_challenge_method", in: address) == "S256")
      // The verifier that was sent is the one behind the challenge.
      let verifier = Self.value("code_verifier", in: "?" + provider.lastForm)
      let hash = Array(SHA256.hash(data: Array(verifier.utf8)))
      #expect(Base64URL.encode(hash) == Self.value("code_challenge", in: address))
    }
    #expect(viewer?.id == "anna")
  }

  @Test func `keys that the provider changed since are fetched again`() async throws {
    var script = MockProvider.Script()
    script.publishesLate = true
    #expect(try await signOn(script)?.id == "anna")
  }

  @Test func `a token needs no key's name where one key is published, and needs it where two are`()
    async throws
  {
    var script = MockProvider.Script()
    script.namesNoKey = true
    #expect(try await signOn(script)?.id == "anna")
    script.publishesTwo = true
    let two = script
    let fault = await #expect(throws: SignOnFault.self) { _ = try await signOn(two) }
    #expect(fault?.code == "unknown-key")
  }

  static let spoilt: [(String, MockProvider.Script)] = {
    func with(_ change: (inout MockProvider.Script) -> Void) -> MockProvider.Script {
      var script = MockProvider.Script()
      change(&script)
      return script
    }
    return [
      ("nonce", with { $0.claims["nonce"] = "andere" }),
      ("nonce", with { $0.claims["nonce"] = .null }),
      ("audience", with { $0.claims["aud"] = "iemand-anders" }),
      ("audience", with { $0.claims["aud"] = .array(["speelveld", "ander"]) }),
      ("issuer", with { $0.claims["iss"] = "https://evil.example" }),
      ("issuer", with { $0.issuer = "https://evil.example" }),
      ("expired", with { $0.claims["exp"] = 1000 }),
      ("not-yet", with { $0.claims["iat"] = 99_999_999_999 }),
      ("subject", with { $0.claims["sub"] = .null }),
      ("signature", with { $0.signsWithOtherKey = true }),
      ("signature", with { $0.spoilsSignature = true }),
      ("unknown-key", with { $0.header["kid"] = "andere" }),
      ("algorithm", with { $0.header["alg"] = "none" }),
      ("algorithm", with { $0.header["alg"] = "HS256" }),
      ("no-account", with { $0.claims["sub"] = "persoon-8" }),
    ]
  }()

  @Test(arguments: spoilt.indices)
  func `whatever is wrong with the provider's answer, nobody comes in`(index: Int) async throws {
    let (code, script) = Self.spoilt[index]
    let fault = await #expect(throws: SignOnFault.self) { _ = try await signOn(script) }
    #expect(fault?.code == code)
  }

  @Test func `another state, another browser or a late answer is refused`() async throws {
    let state = await #expect(throws: SignOnFault.self) { _ = try await signOn(answers: "x") }
    #expect(state?.code == "state")
    let browser = await #expect(throws: SignOnFault.self) { _ = try await signOn(browser: "x") }
    #expect(browser?.code == "browser")
    let late = await #expect(throws: SignOnFault.self) { _ = try await signOn(later: 601) }
    #expect(late?.code == "late")
  }
}
