import Casework
import Foundation
import Yams

/// How the service is set up: command line before environment before file before credentials.
///
/// One flat list of names. `public-address` is `--public-address` on the command line,
/// `SPEELVELD_PUBLIC_ADDRESS` in the environment, `public-address:` in the file, and a file of that name in
/// `$CREDENTIALS_DIRECTORY`, where secrets belong.
struct ServiceConfiguration: Sendable {
  enum Key: String, CaseIterable, Sendable {
    case listen
    case publicAddress = "public-address"
    case allowRemote = "allow-remote"
    case trustProxy = "trust-proxy"
    case allowedOrigins = "allowed-origins"
    case maximumBody = "maximum-body"
    case requestSeconds = "request-seconds"
    case requestsPerMinute = "requests-per-minute"
    case sessionIdleMinutes = "session-idle-minutes"
    case sessionHours = "session-hours"
    case openDataPublic = "open-data-public"
    case openDataPrefix = "open-data-prefix"
    case openDataPublisher = "open-data-publisher"
    case logLevel = "log-level"
    case metricsToken = "metrics-token"
    case signOnIssuer = "sign-on-issuer"
    case signOnClient = "sign-on-client"
    case signOnSecret = "sign-on-secret"
    case signOnName = "sign-on-name"

    /// Refused in the environment and on the command line, where other users can read them.
    var isSecret: Bool { self == .metricsToken || self == .signOnSecret }

    var variable: String {
      "SPEELVELD_" + rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
    }
  }

  /// A value and where it came from.
  struct Setting: Hashable, Sendable {
    let value: String
    let origin: String
  }

  let settings: [Key: Setting]

  init(flags: [Key: String], environment: [String: String], file: String?) throws {
    var settings: [Key: Setting] = [:]
    let written = try file.map(Self.read) ?? [:]
    let credentials = environment["CREDENTIALS_DIRECTORY"].map { URL(filePath: $0) }
    for key in Key.allCases {
      if let value = flags[key] {
        settings[key] = Setting(value: value, origin: "--" + key.rawValue)
      } else if !key.isSecret, let value = environment[key.variable], !value.isEmpty {
        settings[key] = Setting(value: value, origin: key.variable)
      } else if let value = written[key] {
        settings[key] = Setting(value: value, origin: file ?? "")
      } else if let secret = credentials.flatMap({ Self.secret(key, in: $0) }) {
        settings[key] = Setting(value: secret, origin: "credentials")
      }
    }
    self.settings = settings
  }

  /// An empty file counts as none: the package makes them, because systemd wants them to be there.
  private static func secret(_ key: Key, in folder: URL) -> String? {
    let text = try? String(contentsOf: folder.appending(path: key.rawValue), encoding: .utf8)
    let value = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return value.isEmpty ? nil : value
  }

  private static func read(_ path: String) throws -> [Key: String] {
    let text = String(decoding: try readFile(path), as: UTF8.self)
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw fault(path, "it is not YAML: \(error)")
    }
    guard let node else { return [:] }
    guard let mapping = node.mapping else { throw fault(path, "it must hold `name: value` lines") }
    var values: [Key: String] = [:]
    for (name, value) in mapping {
      guard let key = name.string.flatMap(Key.init(rawValue:)) else {
        throw fault(
          path, "there is no setting “\(name.string ?? "")”",
          remedy: Key.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let text =
        value.scalar?.string
        ?? value.sequence?.compactMap { $0.scalar?.string }.joined(separator: ",")
      guard let text else { throw fault(path, "“\(key.rawValue)” must be a single value") }
      values[key] = text
    }
    return values
  }

  private static func fault(_ path: String, _ what: String, remedy: String? = nil) -> Refusal {
    Refusal(
      "service-file", nl: "\(path) is niet te gebruiken: \(what).",
      en: "\(path) cannot be used: \(what).", details: remedy.map { [$0] } ?? [])
  }

  // MARK: Typed values

  func text(_ key: Key) -> String? { settings[key]?.value }

  func integer(_ key: Key, _ range: ClosedRange<Int>, default value: Int) throws -> Int {
    guard let setting = settings[key] else { return value }
    guard let number = Int(setting.value), range.contains(number) else {
      throw wrong(
        key, setting, "een geheel getal van \(range.lowerBound) tot \(range.upperBound)",
        "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ key: Key) throws -> Bool {
    guard let setting = settings[key] else { return false }
    switch setting.value {
    case "true": return true
    case "false": return false
    default: throw wrong(key, setting, "true of false", "true or false")
    }
  }

  func wrong(_ key: Key, _ setting: Setting, _ nl: String, _ en: String) -> Refusal {
    let value = key.isSecret ? "…" : setting.value
    return Refusal(
      "wrong-setting",
      nl: "\(key.rawValue) (\(setting.origin)) is “\(value)”; het moet \(nl) zijn.",
      en: "\(key.rawValue) (\(setting.origin)) is “\(value)”; it must be \(en).")
  }
}
