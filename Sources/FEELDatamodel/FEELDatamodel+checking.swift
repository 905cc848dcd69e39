import Diagnostics
import FEEL
import Statechart

extension FEELDatamodel {
  /// Syntax errors and names that nothing declares, at their places in the chart's document.
  public func findings(
    for expression: ChartExpression, declared: Set<String>, file: String?
  ) -> [Finding] {
    do throws(FindingsError) {
      return try FEELExpression.compile(
        expression.text, names: names(declared), file: file, origin: expression.position
      ).warnings
    } catch {
      return error.findings
    }
  }

  public func constantCondition(_ expression: ChartExpression, declared: Set<String>) -> Bool? {
    guard let compiled = try? FEELExpression.compile(expression.text, names: names(declared)),
      compiled.usedSlots.isEmpty, compiled.warnings.isEmpty
    else { return nil }
    let outcome = compiled.evaluate(environment: environment)
    return outcome.diagnostics.isEmpty ? outcome.value.boolean : nil
  }

  private func names(_ declared: Set<String>) -> FEELNames {
    FEELNames(variables: Self.systemNames + declared.sorted() + host.names)
  }
}
