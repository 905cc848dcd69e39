import JSONText

/// A field that a letter's template may use.
public struct LetterField: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A text that is printed as it is.
    case text
    /// Only asked whether it is there and true.
    case flag
    /// Repeated, each time with fields of its own.
    case list([LetterField])
  }

  public var name: String
  public var title: LocalizedText
  public var kind: Kind
  /// False when a letter is complete without it.
  public var required: Bool
  public var example: String?

  /// A value for previews.
  public var sample: JSON {
    switch kind {
    case .text: .string(example ?? name)
    case .flag: .bool(true)
    case .list(let fields): .array([.object(fields.map { JSON.Member($0.name, $0.sample) })])
    }
  }
}
