/// A pattern of the `event` attribute of a transition (SCXML §3.12.1).
///
/// `error` matches `error`, `error.send` and `error.send.failed` but not `errors`; a trailing `.*` or
/// `.` means the same; `*` matches every event.
public struct EventDescriptor: Hashable, Sendable, CustomStringConvertible {
  /// The descriptor as its author wrote it.
  public let description: String
  /// The prefix, without a trailing `.*`; empty means every event.
  let prefix: String

  public init(_ text: some StringProtocol) {
    description = String(text)
    var prefix = Substring(description)
    if prefix == "*" { prefix = "" }
    if prefix.hasSuffix(".*") { prefix = prefix.dropLast(2) }
    if prefix.hasSuffix(".") { prefix = prefix.dropLast() }
    self.prefix = String(prefix)
  }

  /// True for the descriptor that matches every event.
  public var isAny: Bool { prefix.isEmpty }

  public func matches(_ name: String) -> Bool {
    if prefix.isEmpty { return true }
    guard name.hasPrefix(prefix) else { return false }
    return name.utf8.count == prefix.utf8.count
      || name.utf8.dropFirst(prefix.utf8.count).first == UInt8(ascii: ".")
  }
}
