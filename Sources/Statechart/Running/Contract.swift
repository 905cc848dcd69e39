import Diagnostics

/// A promise of a chart that was broken, which stopped the step.
///
/// Contracts stand as attributes in Speelveld's namespace: `sv:pre` and `sv:post` on a transition hold
/// before and after it is taken; on a state `sv:pre` holds on entry, `sv:post` on exit and
/// `sv:invariant` whenever the chart comes to rest in the state. `sv:contract` names it.
public struct ContractViolation: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable { case pre, post, invariant }

  public var kind: Kind
  /// The name given by `sv:contract`, or else the place: a state, or `source → target`.
  public var name: String
  public var condition: String
  /// Why the condition is not true, when it could not be evaluated.
  public var reason: String?
  public var position: SourcePosition?

  public var description: String {
    let what =
      switch kind {
      case .pre: "precondition"
      case .post: "postcondition"
      case .invariant: "invariant"
      }
    let why = reason.map { ": \($0)" } ?? ""
    return "The \(what) of \(name) does not hold: \(condition)\(why)"
  }
}
