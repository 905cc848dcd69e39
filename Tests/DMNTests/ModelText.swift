import DMN
import Diagnostics
import FEEL
import Testing

/// Wraps elements into a DMN 1.5 document.
func model(_ body: String, imports: [String: DMNModel] = [:]) throws -> DMNModel {
  let (model, findings) = loading(body, imports: imports)
  #expect(findings.filter { $0.severity == .error } == [])
  return try #require(model)
}

func loading(_ body: String, namespace: String = "urn:test", imports: [String: DMNModel] = [:])
  -> (DMNModel?, [Finding])
{
  let text = """
    <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="\(namespace)">
    \(body)
    </definitions>
    """
  return DMNModel.load(Array(text.utf8), file: "m.dmn", imports: imports)
}

func escaped(_ text: String) -> String {
  text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
    .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
}

func literal(_ text: String, type: String? = nil) -> String {
  "<literalExpression\(type.map { " typeRef=\"\($0)\"" } ?? "")><text>\(escaped(text))</text></literalExpression>"
}

func input(_ name: String, type: String? = nil) -> String {
  "<inputData name=\"\(name)\" id=\"\(name)\"><variable name=\"\(name)\"\(type.map { " typeRef=\"\($0)\"" } ?? "")/></inputData>"
}

/// A decision that requires inputs, decisions and knowledge by their ids.
func decision(
  _ name: String, type: String? = nil, inputs: [String] = [], decisions: [String] = [],
  knowledge: [String] = [], _ expression: String
) -> String {
  let needs =
    inputs.map {
      "<informationRequirement><requiredInput href=\"#\($0)\"/></informationRequirement>"
    }
    + decisions.map {
      "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>"
    }
    + knowledge.map {
      "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>"
    }
  return """
    <decision name="\(name)" id="\(name)"><variable name="\(name)"\(type.map { " typeRef=\"\($0)\"" } ?? "")/>
    \(needs.joined())
    \(expression)</decision>
    """
}

struct TableText {
  var policy = "UNIQUE"
  var aggregation: String?
  /// Expression, type, allowed values.
  var inputs: [(String, String?, String?)]
  /// Name, output values, default.
  var outputs: [(String, String?, String?)] = [("out", nil, nil)]
  var annotations: [String] = []
  /// Entries, then outputs, then annotations, parted by `|`.
  var rules: [String]

  var xml: String {
    func text(_ element: String, _ content: String?) -> String {
      content.map { "<\(element)><text>\(escaped($0))</text></\(element)>" } ?? ""
    }
    let inputs = inputs.map { expression, type, values in
      "<input><inputExpression\(type.map { " typeRef=\"\($0)\"" } ?? "")><text>\(escaped(expression))</text></inputExpression>\(text("inputValues", values))</input>"
    }
    let outputs = outputs.map { name, values, fallback in
      "<output name=\"\(name)\">\(text("outputValues", values))\(text("defaultOutputEntry", fallback))</output>"
    }
    let rules = rules.enumerated().map { number, rule in
      let cells = rule.split(separator: "|", omittingEmptySubsequences: false).map {
        SourceText(String($0)).trimmed
      }
      var xml = "<rule id=\"r\(number + 1)\">"
      for (place, cell) in cells.enumerated() {
        let element =
          place < self.inputs.count
          ? "inputEntry"
          : place < self.inputs.count + self.outputs.count ? "outputEntry" : "annotationEntry"
        xml += text(element, cell)
      }
      return xml + "</rule>"
    }
    return """
      <decisionTable id="t" hitPolicy="\(policy)"\(aggregation.map { " aggregation=\"\($0)\"" } ?? "")>
      \(inputs.joined())\(outputs.joined())\(annotations.map { "<annotation name=\"\($0)\"/>" }.joined())
      \(rules.joined(separator: "\n"))</decisionTable>
      """
  }
}

/// A model of one decision `D` with the table, over untyped inputs.
func tableModel(_ table: TableText, inputs: [String]) throws -> DMNModel {
  try model(inputs.map { input($0) }.joined() + decision("D", inputs: inputs, table.xml))
}
