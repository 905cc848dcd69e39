import Diagnostics
import FEEL
import Statechart

/// FEEL as the expression language of charts (`datamodel="feel"`).
///
/// Expressions see the facts that the host lends, the chart's own variables, `_event`, `_sessionid`,
/// `_name`, `_ioprocessors` and the function `In`. Everything but the chart's own variables is
/// read-only. FEEL answers an error with null and a reason; here the reason is a problem, so that the
/// chart receives `error.execution`, with one exception: a member that a context does not have is only a
/// problem when the whole expression comes to null, so that `_event.data.reason = null` can be asked.
public struct FEELDatamodel: Datamodel {
  /// The facts that every expression sees, such as `case` and `today`.
  public var host: FEELContext
  public var environment: FEELEnvironment
  /// Expressions compiled beforehand; without them each is compiled when it is met.
  public var program: FEELProgram?

  public init(
    host: FEELContext = FEELContext(), program: FEELProgram? = nil,
    environment: FEELEnvironment = .standard
  ) {
    self.host = host
    self.program = program
    self.environment = environment
  }

  /// Names that belong to the platform, in the order of their slots.
  static let systemNames = ["_event", "_sessionid", "_name", "_ioprocessors", "In"]

  public func serves(_ name: String) -> Bool { name == "feel" }

  public func evaluate(_ expression: ChartExpression, in scope: EvaluationScope) -> Evaluation {
    switch compiled(expression, scope) {
    case .failure(let error):
      return Evaluation(.null, problem: Self.problem(error, at: expression.position))
    case .success(let compiled):
      let outcome = run(compiled, scope)
      if let diagnostic = Self.gravest(outcome) {
        return Evaluation(.null, problem: Self.problem(diagnostic, at: expression.position))
      }
      guard let value = ChartValue(outcome.value) else {
        return Evaluation(
          .null,
          problem: Problem(
            "\(expression.text) gives a function, which cannot be kept.", at: expression.position))
      }
      return Evaluation(value)
    }
  }

  private func compiled(_ expression: ChartExpression, _ scope: EvaluationScope)
    -> Result<FEELExpression, FindingsError>
  {
    if let program, let known = program[expression.text, for: scope] { return known }
    let names = Self.systemNames + scope.data.keys.sorted() + host.names
    do throws(FindingsError) {
      return .success(
        try FEELExpression.compile(expression.text, names: FEELNames(variables: names)))
    } catch {
      return .failure(error)
    }
  }

  private func run(_ expression: FEELExpression, _ scope: EvaluationScope) -> FEELOutcome {
    var slots = [FEELValue](repeating: .null, count: expression.variables.count)
    for slot in expression.usedSlots {
      slots[slot] = value(of: expression.variables[slot], scope)
    }
    var run = FEELRun(environment: environment)
    let value = expression.evaluate(slots: slots, run: &run)
    return FEELOutcome(value: value, diagnostics: run.diagnostics)
  }

  private func value(of name: String, _ scope: EvaluationScope) -> FEELValue {
    switch name {
    case "_event": scope.event.map(FEELValue.init) ?? .null
    case "_sessionid": .string(scope.sessionID)
    case "_name": scope.chartName.map { .string($0) } ?? .null
    case "_ioprocessors":
      .context([Address.scxmlProcessor: .context(["location": .string(scope.address)])])
    case "In": .function(Self.membership(scope))
    default: scope.data[name].map(FEELValue.init) ?? host[name] ?? .null
    }
  }

  private static func membership(_ scope: EvaluationScope) -> FEELFunction {
    FEELFunction(
      name: "In", parameters: [FEELFunction.Parameter("state", .string)], result: .boolean
    ) { arguments, _ in
      .boolean(arguments.first?.string.map(scope.isActive) ?? false)
    }
  }

  /// The reason that makes an outcome an error, if there is one.
  static func gravest(_ outcome: FEELOutcome) -> FEELDiagnostic? {
    outcome.diagnostics.first { $0.code != .unknownMember }
      ?? (outcome.value.isNull ? outcome.diagnostics.first : nil)
  }

  private static func problem(_ diagnostic: FEELDiagnostic, at origin: SourcePosition?) -> Problem {
    Problem(diagnostic.message, at: place(diagnostic.position, origin))
  }

  private static func problem(_ error: FindingsError, at origin: SourcePosition?) -> Problem {
    let first = error.findings.first
    return Problem(first?.message ?? "the text is not FEEL", at: place(first?.position, origin))
  }

  private static func place(_ position: SourcePosition?, _ origin: SourcePosition?)
    -> SourcePosition?
  {
    guard let origin else { return nil }
    return position?.shifted(by: origin) ?? origin
  }
}
