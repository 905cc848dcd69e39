import Diagnostics
import Markup

extension DefinitionsReader {
  private static let expressions: Set<String> = [
    "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "relation",
    "list", "conditional", "filter", "for", "some", "every",
  ]

  /// The first boxed expression among an element's children.
  mutating func firstExpression(in element: XMLElement) -> BoxedExpression? {
    for child in element.elements
    where child.name.namespace == namespace && Self.expressions.contains(child.local) {
      return expression(child)
    }
    return nil
  }

  private mutating func allExpressions(in element: XMLElement) -> [BoxedExpression] {
    var found: [BoxedExpression] = []
    for child in element.elements
    where child.name.namespace == namespace && Self.expressions.contains(child.local) {
      found.append(expression(child))
    }
    return found
  }

  /// The expression inside a named child such as `if`; a finding when there is none.
  private mutating func part(_ local: String, of element: XMLElement) -> BoxedExpression {
    if let child = element.first(local), let found = firstExpression(in: child) { return found }
    error(
      "dmn-missing-part", "This \(element.local) has no \(local) with an expression in it.",
      at: element.position)
    return BoxedExpression(kind: .missing, position: element.position)
  }

  private mutating func expression(_ element: XMLElement) -> BoxedExpression {
    BoxedExpression(
      kind: kind(element), typeRef: typeRef(of: element), id: element[attribute: "id"],
      label: element[attribute: "label"], position: element.position)
  }

  private mutating func kind(_ element: XMLElement) -> BoxedExpression.Kind {
    switch element.local {
    case "literalExpression":
      guard let text = element.first("text") else { return .missing }
      return .literal(sourceText(text), language: element[attribute: "expressionLanguage"])
    case "decisionTable": return .table(decisionTable(element))
    case "context":
      return .context(element.elements("contextEntry").map { contextEntry($0) })
    case "invocation":
      return .invocation(
        function: firstExpression(in: element),
        bindings: element.elements("binding").map { binding($0) })
    case "functionDefinition": return functionDefinition(element).kind
    case "relation":
      return .relation(
        columns: element.elements("column").map { item($0, named: name(of: $0)) },
        rows: element.elements("row").map { allExpressions(in: $0) })
    case "list": return .list(allExpressions(in: element))
    case "conditional":
      return .conditional(
        test: part("if", of: element), then: part("then", of: element),
        otherwise: part("else", of: element))
    case "filter":
      return .filter(list: part("in", of: element), match: part("match", of: element))
    case "for", "some", "every":
      return .iterator(
        BoxedExpression.Iterator(
          form: BoxedExpression.Iterator.Form(rawValue: element.local) ?? .each,
          variable: SourceText(element[attribute: "iteratorVariable"] ?? "").trimmed,
          typeRef: element.first("in").flatMap { typeRef(of: $0) }, list: part("in", of: element),
          body: part(element.local == "for" ? "return" : "satisfies", of: element)))
    default: return .missing
    }
  }

  private mutating func contextEntry(_ element: XMLElement) -> BoxedExpression.ContextEntry {
    BoxedExpression.ContextEntry(
      variable: element.first("variable").map { item($0, named: name(of: $0)) },
      expression: firstExpression(in: element)
        ?? BoxedExpression(kind: .missing, position: element.position))
  }

  private mutating func binding(_ element: XMLElement) -> BoxedExpression.Binding {
    let parameter = element.first("parameter") ?? element
    return BoxedExpression.Binding(
      parameter: item(parameter, named: name(of: parameter)),
      expression: firstExpression(in: element))
  }

  /// A function definition or a knowledge model's encapsulated logic.
  mutating func functionDefinition(_ element: XMLElement) -> BoxedExpression {
    let kind = element[attribute: "kind"] ?? "FEEL"
    let language = BoxedExpression.FunctionDefinition.Language(rawValue: kind)
    if language == nil {
      error(
        "dmn-function-kind", "\"\(kind)\" is no kind of function; there are FEEL, Java and PMML.",
        at: element.position)
    }
    let definition = BoxedExpression.FunctionDefinition(
      language: language ?? .feel,
      parameters: element.elements("formalParameter").map { item($0, named: name(of: $0)) },
      body: firstExpression(in: element))
    return BoxedExpression(
      kind: .function(definition), typeRef: typeRef(of: element), id: element[attribute: "id"],
      label: element[attribute: "label"], position: element.position)
  }
}
