import Foundation

/// The mail settings of an installation, from its environment.
///
/// `SPEELVELD_MAIL_FROM`, `SPEELVELD_MAIL_REPLY_TO`, `SPEELVELD_SMTP_HOST`, `…_PORT`, `…_SECURITY`
/// (starttls, tls or none; starttls when left out), `…_CA_FILE`, `…_USER` and `…_PASSWORD_FILE`. The password
/// comes from that file, or from `smtp-password` in `CREDENTIALS_DIRECTORY` (systemd); never from a flag or
/// a variable, which others on the machine can read.
public struct MailSettings: Sendable {
  public var from: Mailbox
  public var replyTo: Mailbox?
  /// Nil where no server is configured: messages then go to a folder.
  public var smtp: SMTPSettings?

  public init(from: Mailbox, replyTo: Mailbox? = nil, smtp: SMTPSettings? = nil) {
    self.from = from
    self.replyTo = replyTo
    self.smtp = smtp
  }

  /// Throws a `DeliveryFault` that names the variable to mend.
  public init(
    environment: [String: String],
    readFile: (String) -> String? = { try? String(contentsOfFile: $0, encoding: .utf8) }
  ) throws(DeliveryFault) {
    func value(_ name: String) -> String? {
      environment["SPEELVELD_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
    }
    let host = value("SMTP_HOST")
    guard host == nil || value("MAIL_FROM") != nil else {
      throw DeliveryFault(
        "no-sender", "SPEELVELD_SMTP_HOST is set, but no sender.",
        remedy: "Set SPEELVELD_MAIL_FROM to the address that answers should go to.")
    }
    from = try Mailbox(
      name: value("MAIL_FROM_NAME") ?? "", address: value("MAIL_FROM") ?? "speelveld@localhost")
    replyTo =
      if let address = value("MAIL_REPLY_TO") { try Mailbox(address: address) } else { nil }
    guard let host else { return }
    guard let security = SMTPSettings.Security(rawValue: value("SMTP_SECURITY") ?? "starttls")
    else {
      throw DeliveryFault(
        "bad-security", "SPEELVELD_SMTP_SECURITY is none of starttls, tls and none.",
        remedy: "Leave it out for starttls.")
    }
    var port: Int?
    if let text = value("SMTP_PORT") {
      guard let number = Int(text), (1...65_535).contains(number) else {
        throw DeliveryFault(
          "bad-port", "SPEELVELD_SMTP_PORT is no port number.", remedy: "Give 1 to 65535.")
      }
      port = number
    }
    smtp = try SMTPSettings(
      host: host, port: port, security: security, authorities: value("SMTP_CA_FILE"),
      account: try MailSettings.account(environment, user: value("SMTP_USER"), readFile))
  }

  private static func account(
    _ environment: [String: String], user: String?, _ readFile: (String) -> String?
  ) throws(DeliveryFault) -> SMTPSettings.Account? {
    guard let user else { return nil }
    let file =
      environment["SPEELVELD_SMTP_PASSWORD_FILE"]
      ?? environment["CREDENTIALS_DIRECTORY"].map { $0 + "/smtp-password" }
    guard let file, let password = readFile(file)?.split(whereSeparator: \.isNewline).first else {
      throw DeliveryFault(
        "no-smtp-password", "There is a mail account but no password that can be read.",
        remedy:
          "Name its file in SPEELVELD_SMTP_PASSWORD_FILE, or pass the credential smtp-password.")
    }
    return SMTPSettings.Account(user: user, password: Secret(String(password)))
  }
}
