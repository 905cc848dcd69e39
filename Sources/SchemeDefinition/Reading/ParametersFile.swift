/// Reads `parameters.yaml`.
func readParameters(_ root: YAMLMapping) -> [String: ParameterRule] {
  root.allow(["parameters"])
  var rules: [String: ParameterRule] = [:]
  for (name, at, fields) in root.mapping("parameters")?.entries() ?? [] {
    fields.allow(["title", "values", "lever"] + YAMLMapping.sourceFields)
    var values: [ParameterRule.Value] = []
    for entry in fields.mappings("values") {
      entry.allow(["from", "value"])
      guard let from = entry.date("from"), let value = entry.value("value") else { continue }
      if let last = values.last, last.from >= from {
        entry.error(
          "values-out-of-order", "The value from \(from) stands after the one from \(last.from).",
          at: "from", remedy: "Order the values by date, each date once.")
      }
      values.append(ParameterRule.Value(from: from, value: value))
    }
    guard let title = fields.localized("title"), let source = fields.source() else { continue }
    if values.isEmpty {
      root.log.error(
        "no-value", "Parameter \"\(name)\" has no value.", in: root.file, at: at,
        remedy: "Add `values:` with at least one `from` and `value`.")
      continue
    }
    rules[name] = ParameterRule(
      name: name, title: title, source: source, lever: fields.optionalText("lever"),
      values: values)
  }
  return rules
}
