import Markup

/// One model file as it takes part in a joined model.
///
/// A file that is imported along two ways takes part twice, because its inputs may differ by the way that
/// leads to them.
struct ModelUnit: Sendable {
  var definitions: Definitions
  var types: TypeTable
  var file: String
  var document: XMLDocument
  /// The import names that lead here from the main model; unnamed imports leave no trace.
  var path: [String]
  /// The units that this one imports, by namespace.
  var imports: [String: Int]
}
