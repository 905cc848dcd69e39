import Diagnostics

/// A boxed expression as written (DMN 1.5 §7 and §10.2).
struct BoxedExpression: Sendable {
  indirect enum Kind: Sendable {
    case literal(SourceText, language: String?)
    case table(DecisionTable)
    case context([ContextEntry])
    case invocation(function: BoxedExpression?, bindings: [Binding])
    case function(FunctionDefinition)
    case relation(columns: [InformationItem], rows: [[BoxedExpression]])
    case list([BoxedExpression])
    case conditional(test: BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
    case filter(list: BoxedExpression, match: BoxedExpression)
    case iterator(Iterator)
    /// Something whose expression is missing; it is worth null.
    case missing
  }

  struct ContextEntry: Sendable {
    /// Nil for the result entry.
    var variable: InformationItem?
    var expression: BoxedExpression
  }

  struct Binding: Sendable {
    var parameter: InformationItem
    var expression: BoxedExpression?
  }

  struct FunctionDefinition: Sendable {
    enum Language: String, Sendable { case feel = "FEEL", java = "Java", pmml = "PMML" }
    var language: Language
    var parameters: [InformationItem]
    var body: BoxedExpression?
  }

  struct Iterator: Sendable {
    enum Form: String, Sendable { case each = "for", some, every }
    var form: Form
    var variable: String
    var typeRef: String?
    var list: BoxedExpression
    var body: BoxedExpression
  }

  var kind: Kind
  var typeRef: String?
  var id: String?
  var label: String?
  var position: SourcePosition
}
