import FEEL

/// What a place of the model can see while it is compiled.
struct ScopeNames: Sendable {
  var names: FEELNames
  /// The declared types of the variables that have one.
  var types: [String: ModelType] = [:]

  func adding(_ name: String, _ type: ModelType? = nil) -> ScopeNames {
    var copy = self
    copy.names.variables.append(name)
    copy.types[name] = type
    return copy
  }
}
