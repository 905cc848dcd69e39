import Diagnostics
import FEEL
import LegalCalendar
import Testing

/// Compiles and evaluates a text; names are those of the variables.
func evaluate(
  _ text: String, _ variables: FEELContext = [:], environment: FEELEnvironment = .standard
) throws -> FEELOutcome {
  try FEELExpression.compile(text, names: FEELNames(variables: variables.names))
    .evaluate(variables, environment: environment)
}

/// Expects an expression to have the value of another, which is a literal.
func expect(
  _ text: String, is literal: String, _ variables: FEELContext = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let outcome = try evaluate(text, variables)
  let wanted = try evaluate(literal).value
  #expect(
    outcome.value == wanted, "\(text) is \(outcome.value), not \(wanted): \(outcome.diagnostics)",
    sourceLocation: sourceLocation)
}

/// Expects null and a reason that has a place in the text.
func expectRefused(
  _ text: String, _ code: FEELDiagnostic.Code? = nil, _ variables: FEELContext = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let outcome = try evaluate(text, variables)
  #expect(outcome.value == .null, "\(text) is \(outcome.value)", sourceLocation: sourceLocation)
  let reason = try #require(
    outcome.diagnostics.last, "\(text) gives no reason", sourceLocation: sourceLocation)
  #expect(reason.position != nil, "\(reason) has no place", sourceLocation: sourceLocation)
  if let code { #expect(reason.code == code, "\(reason)", sourceLocation: sourceLocation) }
}
