/// How sure a rule of a scheme is.
///
/// Only `verified` may be shown as a plain fact; every other value is marked wherever a user sees it.
public enum SourceCertainty: String, Hashable, Sendable, CaseIterable {
  /// The text of the source itself was read.
  case verified
  /// Read in an older state of the text; to be checked against the present one.
  case dated
  /// Read in a secondary source only.
  case secondary
  /// Worked out from verified facts.
  case derived
  /// A policy choice or an example, not a fact of the scheme.
  case illustrative
}
