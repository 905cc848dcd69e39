/// The shape of a JSON value or of a parameter: what is checked, and what the API's document says.
public indirect enum Schema: Hashable, Sendable {
  case text(Text)
  case integer(minimum: Int64? = nil, maximum: Int64? = nil)
  /// Euros with at most two decimals, as a JSON number; for answers after other standards only.
  case amount
  case flag
  /// An ISO 8601 date, `2027-01-01`.
  case date
  /// An instant in UTC.
  case dateTime
  case oneOf([String])
  case list(of: Schema, maximum: Int? = nil)
  case object([Property])
  /// A shape with a name of its own in the document.
  case named(String, Schema)
  /// Null is allowed too.
  case optional(Schema)
  /// Any JSON value; for answers only.
  case any

  public struct Text: Hashable, Sendable {
    public var minimum: Int
    public var maximum: Int
    /// Which characters may stand in it.
    public var alphabet: Alphabet

    public enum Alphabet: Hashable, Sendable {
      /// Anything but control characters.
      case line
      /// Lines too.
      case lines
      /// What keys of casework are made of: letters, digits and `-_.:/`.
      case key
    }
  }

  public struct Property: Hashable, Sendable {
    public let name: String
    public let schema: Schema
    public let isRequired: Bool
    public let summary: String

    public init(_ name: String, _ schema: Schema, required: Bool = true, _ summary: String) {
      self.name = name
      self.schema = schema
      isRequired = required
      self.summary = summary
    }
  }

  public static func line(_ maximum: Int = 200) -> Schema {
    .text(Text(minimum: 1, maximum: maximum, alphabet: .line))
  }

  public static func lines(_ maximum: Int = 4000) -> Schema {
    .text(Text(minimum: 1, maximum: maximum, alphabet: .lines))
  }

  public static let key = Schema.text(Text(minimum: 1, maximum: 200, alphabet: .key))
}
