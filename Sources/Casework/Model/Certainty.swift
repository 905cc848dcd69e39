/// How sure a stated fact is.
///
/// Only `verified` may be shown as a plain fact; every other value is marked wherever a user sees it.
public enum Certainty: String, Hashable, Sendable, CaseIterable {
  /// Read in the text of the source itself.
  case verified
  /// Read in a dated version of the source, to be checked against the present text.
  case dated
  /// Worked out from verified facts.
  case derived
  /// Made up for demonstration.
  case illustrative
}
