import Diagnostics
import FEEL
import Statechart

/// The expressions of a chart, compiled once for all its sessions.
public struct FEELProgram: Sendable {
  private let expressions: [String: Result<FEELExpression, FindingsError>]
  private let declared: Set<String>

  /// Compiles what a chart says, for hosts that lend facts of these names.
  ///
  /// Texts that are not FEEL are kept as such: they fail when the chart comes to them.
  public init(_ chart: Statechart, hostNames: [String]) {
    declared = chart.declaredNames
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

  /// The compiled form of a text, unless the session has variables that this program does not know, as
  /// an invoked chart may.
  subscript(text: String, for scope: EvaluationScope) -> Result<FEELExpression, FindingsError>? {
    guard scope.data.keys.allSatisfy(declared.contains) else { return nil }
    return expressions[text]
  }
}
