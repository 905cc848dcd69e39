import Diagnostics

/// What one step of a chart yields: the state after it, and what the world should do.
public struct Step: Hashable, Sendable {
  /// Where the chart stands now. When the step was refused: where it stood before.
  public var snapshot: Snapshot
  /// In the order in which they happened; empty when the step was refused.
  public var effects: [Effect]
  /// The transitions taken by the chart itself (not by invoked charts), in order.
  public var transitions: [TakenTransition]
  /// The delayed events that were delivered, in order, of all sessions.
  public var delivered: [PendingEvent] = []
  /// True when at least one transition was taken for the event given.
  public var isHandled: Bool
  /// Expressions and messages that failed; the chart saw an error event for each.
  public var diagnostics: [StepDiagnostic]
  /// Why the step did not happen: a broken contract, or no end in sight.
  public var refusal: StepRefusal?

  /// True when the chart has reached a top-level final state.
  public var isFinished: Bool { snapshot.isFinished }
}

/// A transition that was taken.
public struct TakenTransition: Hashable, Sendable {
  /// The number of the transition in `Statechart.transitions`.
  public var number: Int
  public var source: String
  public var targets: [String]
  /// The event that caused it; nil for a transition without event.
  public var event: String?
}

/// A fault at run time, as its author should see it.
public struct StepDiagnostic: Hashable, Sendable {
  /// The event that the chart received: `error.execution` or `error.communication`.
  public var event: String
  public var reason: String
  public var position: SourcePosition?
}

/// Why a step was refused and left everything as it was.
public enum StepRefusal: Hashable, Sendable, CustomStringConvertible {
  case contract(ContractViolation)
  /// The chart did not come to rest within the host's limit of microsteps or sessions.
  case endless(String)
  /// The snapshot does not fit the chart, or the chart's language is another one.
  case unfit(String)

  public var description: String {
    switch self {
    case .contract(let violation): violation.description
    case .endless(let reason), .unfit(let reason): reason
    }
  }
}

/// What the world should do after a step.
public enum Effect: Hashable, Sendable {
  case send(Message)
  case log(label: String?, text: String)
  /// The message with this `id`, sent before, should not be delivered if it still waits.
  case cancel(sendID: String)

  /// A message for a type that the host knows, such as `casework`, every part evaluated.
  public struct Message: Hashable, Sendable {
    public var event: String?
    public var target: String?
    public var type: String
    public var data: ChartValue
    public var id: String?
    /// When it was to go out: now, or for a delayed message the moment its delay had passed.
    public var due: ChartInstant

    /// The value of the `<param>` or namelist entry of that name.
    public subscript(_ parameter: String) -> ChartValue? { data[member: parameter] }
  }
}
