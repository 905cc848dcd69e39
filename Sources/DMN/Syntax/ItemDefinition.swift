import Diagnostics

/// A type of the model as written (DMN 1.5 §7.3.3).
struct ItemDefinition: Sendable {
  var name: String
  var typeRef: String?
  var isCollection: Bool
  var components: [ItemDefinition]
  /// Values that the type (for a collection: its elements) may have.
  var allowedValues: SourceText?
  /// Tests that a value of the type as a whole must pass.
  var typeConstraint: SourceText?
  var function: Function?
  var position: SourcePosition

  struct Function: Sendable {
    var parameters: [InformationItem]
    var output: String?
  }
}
