import Foundation

/// A folder with one file for each message, readable by any mail program; a message handed over twice is one
/// file.
public struct FolderTransport: Sendable {
  public let folder: URL

  /// The folder is made with the first message, so that a service which sends none needs no place to write.
  ///
  /// Throws a `DeliveryFault` when something else has its name.
  public init(_ folder: URL) throws(DeliveryFault) {
    var isFolder: ObjCBool = true
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      !isFolder.boolValue
    {
      throw DeliveryFault(
        "no-outbox-folder", "“\(folder.path)” is a file, not a folder for outgoing messages.",
        remedy: "Give a folder with --outbox.")
    }
    self.folder = folder
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
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .atomic)
      return DeliveryReport(.accepted, text: file.lastPathComponent)
    } catch {
      return DeliveryReport(.deferred, text: "cannot write \(file.lastPathComponent)")
    }
  }
}
