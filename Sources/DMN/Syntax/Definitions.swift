import Diagnostics

/// A model file as written: its elements, not yet joined or compiled (DMN 1.5 §6.3).
struct Definitions: Sendable {
  struct Import: Sendable {
    var name: String
    var namespace: String
    var importType: String
    var location: String?
    var position: SourcePosition
  }

  struct Input: Sendable {
    var id: String?
    var name: String
    var variable: InformationItem
  }

  struct Reference: Sendable {
    var href: String
    var position: SourcePosition
  }

  struct Decision: Sendable {
    var id: String?
    var name: String
    var variable: InformationItem
    var requirements: [Reference]
    var knowledge: [Reference]
    var expression: BoxedExpression?
    var position: SourcePosition
  }

  struct KnowledgeModel: Sendable {
    var id: String?
    var name: String
    var variable: InformationItem
    var knowledge: [Reference]
    var function: BoxedExpression?
    var position: SourcePosition
  }

  struct Service: Sendable {
    var id: String?
    var name: String
    var variable: InformationItem
    var outputs: [Reference]
    var encapsulated: [Reference]
    var inputDecisions: [Reference]
    var inputData: [Reference]
    var position: SourcePosition
  }

  var name: String
  var namespace: String
  var version: DMNVersion
  var imports: [Import] = []
  var itemDefinitions: [ItemDefinition] = []
  var inputs: [Input] = []
  var decisions: [Decision] = []
  var knowledgeModels: [KnowledgeModel] = []
  var services: [Service] = []
}
