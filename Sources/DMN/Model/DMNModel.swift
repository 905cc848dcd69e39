import Diagnostics
import FEEL

/// A decision model, with the models that it imports, compiled once and evaluated any number of times.
///
/// A value without state: it may be used from many threads at once.
public struct DMNModel: Sendable {
  /// The files of the model; what it imports first, itself last.
  let units: [ModelUnit]
  let program: ModelProgram

  /// The model's own file.
  var main: ModelUnit { units[units.count - 1] }

  public var name: String { main.definitions.name }
  public var namespace: String { main.definitions.namespace }
  public var file: String { main.file }
  /// The version of the format that the model was read from.
  public var version: DMNVersion { main.definitions.version }

  /// The names of the model's own decisions, in document order.
  public var decisions: [String] { main.definitions.decisions.map(\.name) }
  public var knowledgeModels: [String] { main.definitions.knowledgeModels.map(\.name) }
  public var services: [String] { main.definitions.services.map(\.name) }
  /// The names of the model's own input data, in document order.
  public var inputs: [String] { main.definitions.inputs.map(\.variable.name) }

  /// The names of a service's output decisions; empty when there is no such service.
  public func outputs(ofService name: String) -> [String] {
    guard let index = program.services[name], case .service(let service) = program.elements[index]
    else { return [] }
    return service.outputs.map(\.name)
  }

  /// The decision tables of the model's own decisions and knowledge models, in document order.
  ///
  /// Tables inside other boxed expressions are included.
  public var tables: [DecisionTable] { main.definitions.tables }
}

extension Definitions {
  /// Every boxed expression of the model, outer before inner.
  func forEachExpression(_ visit: (BoxedExpression) -> Void) {
    for decision in decisions { decision.expression?.forEach(visit) }
    for model in knowledgeModels { model.function?.forEach(visit) }
  }

  var tables: [DecisionTable] {
    var found: [DecisionTable] = []
    forEachExpression { if case .table(let table) = $0.kind { found.append(table) } }
    return found
  }
}

extension BoxedExpression {
  /// This expression and everything inside it, outer before inner.
  func forEach(_ visit: (BoxedExpression) -> Void) {
    visit(self)
    switch kind {
    case .literal, .table, .missing: break
    case .context(let entries): for entry in entries { entry.expression.forEach(visit) }
    case .invocation(let function, let bindings):
      function?.forEach(visit)
      for binding in bindings { binding.expression?.forEach(visit) }
    case .function(let function): function.body?.forEach(visit)
    case .relation(_, let rows): for cell in rows.joined() { cell.forEach(visit) }
    case .list(let items): for item in items { item.forEach(visit) }
    case .conditional(let test, let then, let otherwise):
      for part in [test, then, otherwise] { part.forEach(visit) }
    case .filter(let list, let match): for part in [list, match] { part.forEach(visit) }
    case .iterator(let iterator):
      for part in [iterator.list, iterator.body] { part.forEach(visit) }
    }
  }
}
