import Diagnostics
import FEEL
import Statechart

/// The expressions of a chart, compiled once for all its sessions.
public struct FEELProgram: Sendable {
  private let expressions: [String: Result<FEELExpression, FindingsError>]
  private let declared: Set<String>
  /// The variables that every session of the chart has from its start.
  private let own: Set<String>

  /// Compiles what a chart says, for hosts that lend facts of these names.
  ///
  /// Texts that are not FEEL are kept as such: they fail when the chart comes to them.
  public init(_ chart: Statechart, hostNames: [String]) {
    declared = chart.declaredNames
    own = Set(chart.states.flatMap { $0.data.map(\.id) })
    let names = FEELNames(
      variables: FEELDatamodel.systemNames + declared.sorted() + hostNames)
    var expressions: [String: Result<FEELExpression, FindingsError>] = [:]
    for text in Set(chart.allExpressions.map(\.text)) {
      do throws(FindingsError) {
        expressions[text] = .success(try FEELExpression.compile(text, names: names))
      } catch {
        expressions[text] = .failure(error)
      }
    }
    self.expressions = expressions
  }

  /// The compiled form of a text, unless the session's variables are not those of the chart, as an
  /// invoked chart's may be.
  subscript(text: String, for scope: EvaluationScope) -> Result<FEELExpression, FindingsError>? {
    guard scope.data.keys.allSatisfy(declared.contains),
      own.allSatisfy({ scope.data[$0] != nil })
    else { return nil }
    return expressions[text]
  }
}
