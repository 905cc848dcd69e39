import Diagnostics
import FEEL
import FEELDatamodel
import SchemeDefinition
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
/// Guards read the facts; what the chart keeps itself (data, histories, timers) is in the position.
public struct Lifecycle: Sendable {
  public let chart: Statechart
  /// SHA-256 of the chart's file.
  let edition: String
  private let language: FEELDatamodel

  public init(chart: Statechart, edition: LifecycleEdition, facts: CaseFacts) {
    self.chart = chart
    self.edition = edition.hash
    language = FEELDatamodel(host: facts.context, program: edition.program)
  }

  /// Messages go to the casework and to nobody else.
  static let host = ChartHost(sendTypes: ["casework"])

  public struct Step: Hashable, Sendable {
    public let position: CasePosition
    public let consequences: [Consequence]
    /// The delayed events that came in, by their serial numbers, in order.
    public let delivered: [Int]
  }

  /// An event that the present state knows.
  public struct Action: Hashable, Sendable {
    public let event: String
    public let isPermitted: Bool
    /// Why it is refused: the conditions that do not hold, as FEEL.
    public let reason: String?
    /// Why it is refused, in the chart's own words (`sv:unless-nl`, `sv:unless-en`); nil when permitted.
    public let unless: LocalizedText?
    public let target: String?
    public let labelNL: String?
    public let labelEN: String?
    public let article: String?
  }

  /// What a case is called: in refusals, and as the id of its instance.
  struct Name {
    var text: String
    var instance: String
    var award: String?
  }

  /// Lets the delayed events come in that fell due until `now`, then takes the event, if one is given.
  ///
  /// Throws a `Refusal` with what is permitted instead when the state does not know the event, when its
  /// conditions do not hold, or when a contract is broken.
  func step(
    from position: CasePosition, event: ChartEvent?, now: ChartInstant, of name: Name
  ) throws(Refusal) -> Step {
    let snapshot = try restore(position, of: name)
    let step = chart.step(snapshot, event, now: now, datamodel: language, host: Self.host)
    let cause = event?.name ?? position.timers.first?.event ?? ""
    if let refusal = step.refusal {
      throw Refusal(
        "contract-broken", nl: "“\(cause)” kan niet op \(name.text): \(refusal.description)",
        en: "“\(cause)” is not possible on \(name.text): \(refusal.description)")
    }
    if let event, !step.isHandled {
      throw refusal(of: event.name, at: position, of: name)
    }
    return try outcome(of: step, name, after: position.instance?.version ?? 0)
  }

  /// Enters the initial state.
  func start(now: ChartInstant, of name: Name) throws(Refusal) -> Step {
    let step = chart.start(
      now: now, datamodel: language, host: Self.host, sessionID: name.instance)
    if let refusal = step.refusal {
      throw Refusal(
        "contract-broken",
        nl: "De levensloop van \(name.text) kan niet beginnen: \(refusal.description)",
        en: "The lifecycle of \(name.text) cannot begin: \(refusal.description)")
    }
    return try outcome(of: step, name, after: 0)
  }

  private func outcome(of step: ChartStep, _ name: Name, after version: Int) throws(Refusal)
    -> Step
  {
    if let problem = step.diagnostics.first {
      throw Refusal(
        "lifecycle-fault", nl: "De levensloop van \(name.text) geeft een fout: \(problem.reason)",
        en: "The lifecycle of \(name.text) has a fault: \(problem.reason)")
    }
    return Step(
      position: CasePosition(
        step.snapshot, in: chart, edition: edition, of: name.instance, award: name.award,
        after: version),
      consequences: step.effects.compactMap(consequence), delivered: step.delivered.map(\.serial))
  }

  /// Every event that the state knows, permitted or refused.
  func actions(at position: CasePosition, of name: Name) throws(Refusal) -> [Action] {
    let snapshot = try restore(position, of: name)
    return chart.permitted(in: snapshot, datamodel: language, host: Self.host).map { permitted in
      Action(
        event: permitted.event, isPermitted: permitted.isEnabled, reason: permitted.reason,
        unless: permitted.isEnabled ? nil : Self.unless(permitted.metadata),
        target: permitted.targets.first, labelNL: permitted.metadata["label-nl"],
        labelEN: permitted.metadata["label-en"], article: permitted.metadata["article"])
    }
  }

  private static func unless(_ metadata: Metadata) -> LocalizedText? {
    guard let nl = metadata["unless-nl"], let en = metadata["unless-en"] else { return nil }
    return LocalizedText(nl: nl, en: en)
  }

  /// The same case under the next edition of its chart.
  ///
  /// Throws a `Refusal` with everything that would be lost.
  func move(
    _ position: CasePosition, by mapping: ChartMapping, to next: Lifecycle, of name: Name
  ) throws(Refusal) -> CasePosition {
    do {
      let snapshot = try restore(position, of: name)
      let moved = try mapping.move(
        snapshot, from: chart, to: next.chart, datamodel: next.language, host: Self.host)
      return CasePosition(
        moved, in: next.chart, edition: next.edition, of: name.instance, award: name.award,
        after: position.instance?.version ?? 0)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(
        "case-cannot-move",
        nl: "\(name.text) kan niet over naar de nieuwe levensloop “\(next.chart.name ?? "")”.",
        en: "\(name.text) cannot move to the new lifecycle “\(next.chart.name ?? "")”.",
        details: (error as? FindingsError)?.findings.map(\.message) ?? ["\(error)"])
    }
  }

  private func restore(_ position: CasePosition, of name: Name) throws(Refusal) -> Snapshot {
    if let instance = position.instance, instance.chart != edition {
      throw Refusal(
        "other-edition",
        nl: "\(name.text) staat onder een andere uitgave van de levensloop dan die nu geldt.",
        en: "\(name.text) stands under another edition of its lifecycle than the one in force.",
        details: ["speelveld scheme activate"])
    }
    do {
      if let snapshot = try position.snapshot() { return snapshot }
      return try chart.resting(
        in: position.states, datamodel: language, host: Self.host, sessionID: name.instance)
    } catch {
      throw Refusal(
        "unknown-state",
        nl: "\(name.text) staat op “\(position.state)”, en die toestand kent de levensloop niet.",
        en: "\(name.text) is in “\(position.state)”, a state that its lifecycle does not have.",
        details: error.findings.map(\.message) + chart.stateNames)
    }
  }

  private func refusal(of event: String, at position: CasePosition, of name: Name) -> Refusal {
    let actions = (try? actions(at: position, of: name)) ?? []
    let (state, name) = (position.state, name.text)
    let details = actions.map { action in
      action.isPermitted ? action.event : "\(action.event): \(action.reason ?? "")"
    }
    if let refused = actions.first(where: { $0.event == event && !$0.isPermitted }) {
      return Refusal(
        "guard-refused",
        nl: "“\(event)” kan nu niet op \(name)"
          + (refused.unless.map { ". " + $0.nl } ?? ": \(refused.reason ?? "") geldt niet."),
        en: "“\(event)” is not possible on \(name) now"
          + (refused.unless.map { ". " + $0.en } ?? ": \(refused.reason ?? "") does not hold."),
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
