import Diagnostics

/// A piece of FEEL as written, with the place of its first character.
public struct SourceText: Hashable, Sendable {
  public var text: String
  public var position: SourcePosition?

  public init(_ text: String, at position: SourcePosition? = nil) {
    self.text = text
    self.position = position
  }

  /// The text without white space around it.
  public var trimmed: String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  public var isBlank: Bool { trimmed.isEmpty }
}
