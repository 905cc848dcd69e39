import Diagnostics
import JSONText
import Mustache

/// The words of a reminder in one language: a subject, a text and the same text for HTML.
public struct MessageTemplate: Sendable {
  public let name: String
  /// `nl` or `en`.
  public let language: String
  public let fields: [LetterField]
  public let file: String
  let subject: LetterTemplate
  let text: LetterTemplate
  let html: LetterTemplate

  /// A message with its fields filled in.
  public struct Filled: Hashable, Sendable {
    public var subject: String
    public var text: String
    public var html: String
  }

  /// Throws when a required field is missing or of the wrong kind. Values are escaped for HTML in that part.
  public func render(_ values: JSON) throws(FindingsError) -> Filled {
    Filled(
      subject: try subject.render(values).split { $0.isWhitespace }.joined(separator: " "),
      text: try text.render(values), html: try html.render(values))
  }

  /// The message with the example of every field.
  public var preview: Filled {
    Filled(
      subject: subject.preview.split { $0.isWhitespace }.joined(separator: " "),
      text: text.preview, html: html.preview)
  }
}
