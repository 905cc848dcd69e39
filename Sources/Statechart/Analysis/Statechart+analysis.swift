import Diagnostics

/// What the analysis knows of the world around a chart.
public struct AnalysisContext: Sendable {
  /// The expression language, for conditions that are constant and expressions that do not compile.
  public var datamodel: (any Datamodel)?
  /// Events that somebody raises; nil when not known, and then no event counts as unhandled or unraised.
  public var raisedElsewhere: Set<String>?

  public init(datamodel: (any Datamodel)? = nil, raisedElsewhere: Set<String>? = nil) {
    self.datamodel = datamodel
    self.raisedElsewhere = raisedElsewhere
  }
}

extension Statechart {
  /// What an author should know before the chart runs, in reading order.
  ///
  /// States that nothing leads to, states without a way to an end, events and timers that nobody
  /// handles, transitions that can never be taken or that compete, conditions that are always true or
  /// false, expressions that do not compile. Conditions count as possibly true unless the language
  /// proves otherwise, so a state reported as unreachable is so.
  public func analysis(_ context: AnalysisContext = AnalysisContext()) -> [Finding] {
    let outcomes = constantOutcomes(context)
    var findings = warnings
    findings += expressionFindings(context)
    findings += conditionFindings(outcomes)
    findings += reachabilityFindings(outcomes)
    findings += competitionFindings(outcomes, context.datamodel)
    findings += regionFindings(outcomes, context.datamodel)
    findings += eventFindings(context)
    return findings.inReadingOrder()
  }

  /// The names of all variables that the chart declares, loop variables included.
  public var declaredNames: Set<String> {
    var names = Set(states.flatMap { $0.data.map(\.id) })
    for action in allActions {
      guard case .forEach(let loop) = action.kind else { continue }
      names.insert(loop.item)
      if let index = loop.index { names.insert(index) }
    }
    return names
  }

  /// Every piece of executable content, in no particular order, branches and loops opened.
  public var allActions: [Action] {
    var result: [Action] = []
    func add(_ actions: [Action]) {
      for action in actions {
        result.append(action)
        switch action.kind {
        case .branch(let branches): for branch in branches { add(branch.actions) }
        case .forEach(let loop): add(loop.actions)
        default: break
        }
      }
    }
    for state in states {
      for block in state.onEntry + state.onExit { add(block) }
      for invocation in state.invocations { add(invocation.finalize ?? []) }
    }
    for transition in transitions { add(transition.actions) }
    return result
  }

  /// For each transition whether its condition always or never holds; nil when that depends. One
  /// without condition always holds.
  private func constantOutcomes(_ context: AnalysisContext) -> [Bool?] {
    let declared = declaredNames
    return transitions.map { transition in
      guard let condition = transition.condition else { return true }
      return context.datamodel?.constantCondition(condition, declared: declared)
    }
  }

  func warning(
    _ code: String, _ message: String, at position: SourcePosition?, remedy: String? = nil
  ) -> Finding {
    .warning(code, message, file: file, at: position, remedy: remedy)
  }
}
