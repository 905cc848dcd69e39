import FEEL

/// A decision made ready to be evaluated over and over, as a simulation does.
///
/// Values come by place instead of by name.
public struct PreparedDecision: Sendable {
  private let program: ModelProgram
  private let plan: DecisionPlan

  init?(_ program: ModelProgram, decision name: String) {
    guard let plan = program.plans[name] else { return nil }
    self.program = program
    self.plan = plan
  }

  /// The names of the inputs that the decision depends on, in the order in which values are passed.
  public var inputs: [String] { plan.inputs.map(\.input.fullName) }

  /// The decision's value; a value that is missing is null, further ones are ignored.
  public func evaluate(_ values: [FEELValue], environment: FEELEnvironment = .standard)
    -> FEELValue
  {
    var run = FEELRun(environment: environment)
    return evaluate(values, &run)
  }

  /// As above, inside a run that is shared by several evaluations.
  public func evaluate(_ values: [FEELValue], _ run: inout FEELRun) -> FEELValue {
    var values = fitting(values)
    return program.value(plan, &values, nil, &run)
  }

  /// The value with the rules that fired and, for null, the reasons.
  public func explain(_ values: [FEELValue], environment: FEELEnvironment = .standard)
    -> DecisionResult
  {
    var values = fitting(values)
    return DMNModel.result(trace: true, environment) { log, run in
      program.value(plan, &values, log, &run)
    }
  }

  private func fitting(_ values: [FEELValue]) -> [FEELValue] {
    let count = plan.inputs.count
    if values.count == count { return values }
    return values.prefix(count) + [FEELValue](repeating: .null, count: max(0, count - values.count))
  }
}

extension DMNModel {
  /// Makes a decision ready for many evaluations; nil when the model has no such decision.
  public func prepare(decision name: String) -> PreparedDecision? {
    PreparedDecision(program, decision: name)
  }
}
