import Diagnostics
import FEEL
import FEELDatamodel
import Statechart

/// What a step in a lifecycle asks the casework to do, such as `oblige` with its `kind`.
public struct Consequence: Hashable, Sendable {
  public let name: String
  public let parameters: [String: String]
}

/// A step of the statechart engine, as told from a lifecycle's own.
private typealias ChartStep = Step

/// A statechart with the facts of one case: what may happen, and what happens.
///
/// A case's lifecycle keeps no data of its own: guards read the facts, so its state is the name of the one
/// active state.
public struct Lifecycle: Sendable {
  public let chart: Statechart
  private let language: FEELDatamodel

  public init(chart: Statechart, facts: CaseFacts) {
    self.chart = chart
    language = FEELDatamodel(host: facts.context)
  }

  public struct Step: Hashable, Sendable {
    public let state: String
    public let consequences: [Consequence]
  }

  /// An event that the present state knows.
  public struct Action: Hashable, Sendable {
    public let event: String
    public let isPermitted: Bool
    /// Why it is refused: the conditions that do not hold.
    public let reason: String?
    public let target: String?
    public let labelNL: String?
    public let labelEN: String?
    public let article: String?
  }

  /// Takes an event in a state.
  ///
  /// Throws a `Refusal` with what is permitted instead when the state does not know the event, when its
  /// conditions do not hold, or when a contract is broken.
  func step(from state: String, event: String, data: FEELContext, of name: String) throws(Refusal)
    -> Step
  {
    let snapshot = try restore(state, of: name)
    let step = chart.step(
      snapshot, ChartEvent(event, data: ChartValue(.context(data)) ?? .null), datamodel: language)
    if let refusal = step.refusal {
      throw Refusal(
        "contract-broken", nl: "“\(event)” kan niet op \(name): \(refusal.description)",
        en: "“\(event)” is not possible on \(name): \(refusal.description)")
    }
    guard step.isHandled else { throw refusal(of: event, in: state, of: name) }
    return try outcome(of: step, name)
  }

  /// Enters the initial state.
  func start(of name: String) throws(Refusal) -> Step {
    let step = chart.start(datamodel: language)
    if let refusal = step.refusal {
      throw Refusal(
        "contract-broken",
        nl: "De levensloop van \(name) kan niet beginnen: \(refusal.description)",
        en: "The lifecycle of \(name) cannot begin: \(refusal.description)")
    }
    return try outcome(of: step, name)
  }

  private func outcome(of step: ChartStep, _ name: String) throws(Refusal) -> Step {
    if let problem = step.diagnostics.first {
      throw Refusal(
        "lifecycle-fault", nl: "De levensloop van \(name) geeft een fout: \(problem.reason)",
        en: "The lifecycle of \(name) has a fault: \(problem.reason)")
    }
    let active = step.snapshot.activeAtomicStates(in: chart)
    guard active.count == 1, let next = active.first else {
      throw Refusal(
        "parallel-lifecycle", nl: "De levensloop van \(name) is in meer dan één toestand tegelijk.",
        en: "The lifecycle of \(name) is in more than one state at once.", details: active)
    }
    return Step(state: next, consequences: step.effects.compactMap(consequence))
  }

  /// Every event that the state knows, permitted or refused.
  func actions(in state: String, of name: String) throws(Refusal) -> [Action] {
    let snapshot = try restore(state, of: name)
    return chart.permitted(in: snapshot, datamodel: language).map { permitted in
      Action(
        event: permitted.event, isPermitted: permitted.isEnabled, reason: permitted.reason,
        target: permitted.targets.first, labelNL: permitted.metadata["label-nl"],
        labelEN: permitted.metadata["label-en"], article: permitted.metadata["article"])
    }
  }

  private func restore(_ state: String, of name: String) throws(Refusal) -> Snapshot {
    do {
      return try Snapshot(restoring: [state], in: chart)
    } catch {
      throw Refusal(
        "unknown-state",
        nl: "\(name) staat op “\(state)”, en die toestand kent de levensloop niet.",
        en: "\(name) is in “\(state)”, a state that its lifecycle does not have.",
        details: chart.stateNames)
    }
  }

  private func refusal(of event: String, in state: String, of name: String) -> Refusal {
    let actions = (try? actions(in: state, of: name)) ?? []
    let details = actions.map { action in
      action.isPermitted ? action.event : "\(action.event): \(action.reason ?? "")"
    }
    if let refused = actions.first(where: { $0.event == event && !$0.isPermitted }) {
      return Refusal(
        "guard-refused",
        nl: "“\(event)” kan nu niet op \(name): \(refused.reason ?? "") geldt niet.",
        en: "“\(event)” is not possible on \(name) now: \(refused.reason ?? "") does not hold.",
        details: details)
    }
    return Refusal(
      "not-permitted", nl: "“\(event)” kan niet op \(name) in toestand “\(state)”.",
      en: "“\(event)” is not possible on \(name) in state “\(state)”.", details: details)
  }

  private func consequence(_ effect: Effect) -> Consequence? {
    guard case .send(let message) = effect, message.type == "casework", let name = message.event
    else { return nil }
    var parameters: [String: String] = [:]
    if case .context(let members) = message.data {
      for member in members { parameters[member.name] = member.value.plainText }
    }
    return Consequence(name: name, parameters: parameters)
  }
}
