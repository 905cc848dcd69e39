import DMN
import FEEL
import LegalCalendar

extension RuleSet {
  /// The name under which decisions may ask for the scheme's parameters.
  static let parametersInput = "parameters"

  /// Evaluates a decision with everything that it requires.
  ///
  /// A model that declares the input data `parameters` gets the parameters as they hold on `day` (by
  /// default the version's first day), unless the caller gives them. An unknown decision gives null
  /// with a diagnostic that names the known ones. Without `trace` the result names no fired rules.
  public func decide(
    _ decision: String, _ inputs: FEELContext, on day: CivilDate? = nil, trace: Bool = true
  ) -> DecisionResult {
    guard let home = decisions[decision] else {
      return DecisionResult(
        value: .null,
        diagnostics: [
          FEELDiagnostic(
            .unknownName,
            "rule set \(label) has no decision \"\(decision)\"; it has "
              + decisionNames.joined(separator: ", "))
        ])
    }
    guard home.wantsParameters, inputs[Self.parametersInput] == nil else {
      return home.model.evaluate(decision: decision, inputs: inputs, trace: trace)
    }
    var inputs = inputs
    inputs[Self.parametersInput] = .context(
      day.map { Self.values(of: parameters, on: $0) } ?? firstParameters)
    return home.model.evaluate(decision: decision, inputs: inputs, trace: trace)
  }

  /// The value of a parameter on a day; nil when there is none of that name or not yet.
  public func parameter(_ name: String, on day: CivilDate) -> FEELValue? {
    parameters[name]?.value(on: day)
  }

  /// All parameters that have a value on a day, by name.
  static func values(of parameters: [String: ParameterRule], on day: CivilDate) -> FEELContext {
    FEELContext(
      parameters.keys.sorted().compactMap { name in
        parameters[name]?.value(on: day).map { (name, $0) }
      })
  }
}
