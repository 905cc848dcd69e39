import Diagnostics

/// A text in the chart's expression language, and where it stands.
///
/// The engine never reads it; a `Datamodel` does, when the chart runs.
public struct ChartExpression: Hashable, Sendable {
  public let text: String
  /// The place of its first character in the document.
  public let position: SourcePosition?

  public init(_ text: String, at position: SourcePosition? = nil) {
    self.text = text
    self.position = position
  }

  /// Two expressions are equal when their texts are, wherever they stand.
  public static func == (a: ChartExpression, b: ChartExpression) -> Bool { a.text == b.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// An attribute that may be given as a constant or as an expression (`event` or `eventexpr`).
public enum TextOrExpression: Hashable, Sendable {
  case text(String)
  case expression(ChartExpression)
}
