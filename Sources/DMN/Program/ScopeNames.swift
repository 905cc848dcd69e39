import FEEL

/// What a place of the model can see while it is compiled.
struct ScopeNames: Sendable {
  var names: FEELNames

  func adding(_ name: String) -> ScopeNames {
    var copy = self
    copy.names.variables.append(name)
    return copy
  }
}
