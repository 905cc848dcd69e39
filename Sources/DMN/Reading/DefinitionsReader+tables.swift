import Diagnostics
import Markup

extension DefinitionsReader {
  mutating func decisionTable(_ element: XMLElement) -> DecisionTable {
    let policy = element[attribute: "hitPolicy"]
    let aggregation = element[attribute: "aggregation"]
    let hitPolicy = HitPolicy(policy, aggregation: aggregation)
    if hitPolicy == nil {
      let said = [policy, aggregation].compactMap(\.self).joined(separator: " ")
      error("dmn-hit-policy", "\"\(said)\" is no hit policy.", at: element.position)
    }
    let table = DecisionTable(
      id: element[attribute: "id"], name: owner, hitPolicy: hitPolicy ?? .unique,
      inputs: element.elements("input").map { inputClause($0) },
      outputs: element.elements("output").map { outputClause($0) },
      annotations: element.elements("annotation").map { $0[attribute: "name"] ?? "" },
      rules: element.elements("rule").map { rule($0) },
      outputLabel: element[attribute: "outputLabel"], position: element.position)
    checkShape(table)
    return table
  }

  private func inputClause(_ element: XMLElement) -> DecisionTable.Input {
    let expression = element.first("inputExpression")
    return DecisionTable.Input(
      label: element[attribute: "label"],
      expression: expression?.first("text").map(sourceText) ?? SourceText("", at: element.position),
      typeRef: expression.flatMap { typeRef(of: $0) },
      values: element.first("inputValues")?.first("text").map(sourceText).flatMap {
        $0.isBlank ? nil : $0
      })
  }

  private func outputClause(_ element: XMLElement) -> DecisionTable.Output {
    DecisionTable.Output(
      name: element[attribute: "name"].map { SourceText($0).trimmed },
      label: element[attribute: "label"], typeRef: typeRef(of: element),
      values: element.first("outputValues")?.first("text").map(sourceText).flatMap {
        $0.isBlank ? nil : $0
      },
      defaultEntry: element.first("defaultOutputEntry")?.first("text").map(sourceText).flatMap {
        $0.isBlank ? nil : $0
      })
  }

  private func rule(_ element: XMLElement) -> DecisionTable.Rule {
    func texts(_ local: String) -> [SourceText] {
      element.elements(local).map {
        $0.first("text").map(sourceText) ?? SourceText("", at: $0.position)
      }
    }
    return DecisionTable.Rule(
      id: element[attribute: "id"], entries: texts("inputEntry"), outputs: texts("outputEntry"),
      annotations: texts("annotationEntry").map(\.trimmed), position: element.position)
  }

  private mutating func checkShape(_ table: DecisionTable) {
    if table.outputs.isEmpty {
      error("dmn-table-shape", "The decision table has no output.", at: table.position)
    }
    for (index, rule) in table.rules.enumerated() {
      if rule.entries.count != table.inputs.count {
        error(
          "dmn-table-shape",
          "Rule \(index + 1) of \"\(table.name)\" has \(rule.entries.count) input entries; the table "
            + "has \(table.inputs.count) inputs.", at: rule.position)
      }
      if rule.outputs.count != table.outputs.count {
        error(
          "dmn-table-shape",
          "Rule \(index + 1) of \"\(table.name)\" has \(rule.outputs.count) output entries; the "
            + "table has \(table.outputs.count) outputs.", at: rule.position)
      }
      if rule.annotations.count > table.annotations.count, !table.annotations.isEmpty {
        error(
          "dmn-table-shape",
          "Rule \(index + 1) of \"\(table.name)\" has more annotations than the table has columns.",
          at: rule.position)
      }
    }
    if table.outputs.count > 1 {
      for output in table.outputs where (output.name ?? "").isEmpty {
        error(
          "dmn-table-shape",
          "An output of \"\(table.name)\" has no name; with several outputs each needs one.",
          at: table.position)
      }
    }
    if table.outputs.count > 1, case .collect(let aggregation?) = table.hitPolicy {
      error(
        "dmn-hit-policy",
        "\"\(table.name)\" aggregates with \(aggregation.rawValue) but has several outputs.",
        at: table.position, remedy: "Aggregation is defined for one output only (DMN 1.5 §8.2.8).")
    }
  }
}
