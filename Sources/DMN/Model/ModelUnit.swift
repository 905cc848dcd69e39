import Markup

/// One model file of a joined model.
struct ModelUnit: Sendable {
  var definitions: Definitions
  var types: TypeTable
  var file: String
  var document: XMLDocument
}
