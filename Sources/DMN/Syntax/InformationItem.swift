import Diagnostics

/// A named, possibly typed place for a value: a variable, parameter, column or context entry.
struct InformationItem: Hashable, Sendable {
  var name: String
  var typeRef: String?
  var position: SourcePosition
}
