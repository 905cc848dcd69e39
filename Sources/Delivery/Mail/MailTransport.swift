import Foundation

/// Where mail goes; a seam, so that use cases do not know which it is.
public struct MailTransport: Sendable {
  public enum Channel: String, Hashable, Sendable { case file, smtp }

  public let channel: Channel
  public let send: @Sendable (MailMessage) async -> DeliveryReport

  public init(_ channel: Channel, send: @escaping @Sendable (MailMessage) async -> DeliveryReport) {
    self.channel = channel
    self.send = send
  }

  public static func smtp(_ settings: SMTPSettings) throws(DeliveryFault) -> MailTransport {
    let transport = try SMTPTransport(settings)
    return MailTransport(.smtp) { await transport.send($0) }
  }

  public static func folder(_ folder: URL) throws(DeliveryFault) -> MailTransport {
    let transport = try FolderTransport(folder)
    return MailTransport(.file) { transport.send($0) }
  }
}
