import Diagnostics
import FEEL
import FEELDatamodel
import Statechart

extension RuleSetReader {
  /// What a lifecycle may ask of the casework, with the parameter that each needs.
  static let consequences: [String: String?] = [
    "advances": nil, "oblige": "kind", "discharge": "kind", "letter": "template", "pay": nil,
    "recover": nil, "hold": "kind", "suspend": "kind", "resume": "kind",
  ]

  static let processor = "casework"

  /// Analyses every chart and checks the names in what it sends.
  func checkLifecycles(of rules: RuleSet) {
    var host = FEELContext()
    for name in RuleSet.factNames { host[name] = .null }
    host["case"] = .context(FEELContext())
    for (name, chart) in rules.lifecycles.sorted(by: { $0.key < $1.key })
    where memory.isNew("chart \(chart.file ?? name)") {
      log.note(chart.analysis(AnalysisContext(datamodel: FEELDatamodel(host: host))))
    }
    for chart in rules.lifecycles.values {
      for action in chart.allActions { checkSend(action, in: chart) }
    }
  }

  private func checkSend(_ action: Action, in chart: Statechart) {
    guard case .send(let send) = action.kind, case .text(let type)? = send.type,
      type == Self.processor, case .text(let event)? = send.event
    else { return }
    guard let needed = Self.consequences[event] else {
      log.error(
        "unknown-consequence", "The casework does not know \"\(event)\".", in: chart.file,
        at: action.position, remedy: advice(for: event, among: Self.consequences.keys))
      return
    }
    guard let needed else { return }
    guard let parameter = send.payload.parameters.first(where: { $0.name == needed }) else {
      log.error(
        "missing-parameter", "\"\(event)\" needs the parameter \"\(needed)\".", in: chart.file,
        at: action.position, remedy: "Add <param name=\"\(needed)\" expr='\"…\"'/>.")
      return
    }
    let known = needed == "kind" ? declared.obligations : declared.letters
    // A computed name is only known when the chart runs.
    guard let known, case .string(let name)? = constant(parameter.value), !known.contains(name)
    else { return }
    log.error(
      needed == "kind" ? "unknown-obligation" : "unknown-letter",
      "\"\(event)\" names \"\(name)\", which no file defines.", in: chart.file,
      at: parameter.value.position, remedy: advice(for: name, among: known))
  }

  private func constant(_ expression: ChartExpression) -> FEELValue? {
    let names = FEELNames(variables: RuleSet.factNames + ["_event"])
    return (try? FEELExpression.compile(expression.text, names: names))?.constant
  }
}
