import Foundation

/// A folder with one file for each message, readable by any mail program; a message handed over twice is one
/// file.
public struct FolderTransport: Sendable {
  public let folder: URL

  /// Makes the folder where it is missing.
  public init(_ folder: URL) throws(DeliveryFault) {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw DeliveryFault(
        "no-outbox-folder", "The folder “\(folder.path)” for outgoing messages cannot be made.",
        remedy: "Give a folder that you may write to with --outbox.")
    }
  }

  public func send(_ message: MailMessage) -> DeliveryReport {
    let name = message.messageID.split(separator: "@").first.map(String.init) ?? "message"
    return write(message.bytes, name: "\(MailMessage.dayStamp(message.date))-\(name).eml")
  }

  /// Writes whole files only: a reader never sees half a message.
  func write(_ bytes: [UInt8], name: String) -> DeliveryReport {
    let safe = name.map { $0.isLetter || $0.isNumber || "-.".contains($0) ? $0 : "_" }
    let file = folder.appending(path: String(safe.prefix(200)))
    do {
      try Data(bytes).write(to: file, options: .atomic)
      return DeliveryReport(.accepted, text: file.lastPathComponent)
    } catch {
      return DeliveryReport(.deferred, text: "cannot write \(file.lastPathComponent)")
    }
  }
}
