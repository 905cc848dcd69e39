import Casework

/// Somebody who may come in.
public struct Account: Hashable, Sendable {
  public let id: String
  public var name: String
  public var hasPassword: Bool
  public var createdAt: Moment
  public var disabledAt: Moment?
  public var grants: [RoleGrant]

  /// Lower-case letters, digits, `.`, `_` and `-`; at most 63; begins with a letter or digit.
  public static func isValid(id: String) -> Bool {
    let bytes = Array(id.utf8)
    guard let first = bytes.first, bytes.count <= 63 else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return isWord(first) && bytes.allSatisfy { isWord($0) || [0x2D, 0x2E, 0x5F].contains($0) }
  }
}
