/// How far a fact of law has been checked against its source.
public enum SourceStanding: String, Hashable, Sendable, CaseIterable {
  /// The text of the source itself was read.
  case verified
  /// Read, but in an older version of the text.
  case dated
  /// Read in a secondary source only.
  case secondary
  /// Follows from verified facts by arithmetic or inference.
  case derived
  /// General knowledge without a source at hand.
  case recalled
}
