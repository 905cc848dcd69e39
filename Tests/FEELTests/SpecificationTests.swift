import FEEL
import Testing

/// The specification read section by section; every line of `Statements` was written from its text.
@Suite struct SpecificationTests {
  private func holds(_ statements: Statements) throws {
    #expect(statements.all.count > 50)
    for statement in statements.all {
      let outcome = try evaluate(statement.expression)
      let wanted = try evaluate(statement.value).value
      #expect(
        outcome.value == wanted,
        "\(statement.expression) is \(outcome.value), not \(wanted): \(outcome.diagnostics)")
      // Null that was not asked for comes with a reason, and a reason with its place.
      #expect(outcome.diagnostics.allSatisfy { $0.position != nil }, "\(statement.expression)")
    }
  }

  @Test func `the language`() throws { try holds(.language) }
  @Test func `operators`() throws { try holds(.operators) }
  @Test func `texts and conversions`() throws { try holds(.texts) }
  @Test func `regular expressions`() throws { try holds(.patterns) }
  @Test func `dates, times and durations`() throws { try holds(.temporal) }
  @Test func `numbers and intervals`() throws { try holds(.numbers) }
  @Test func `lists and contexts`() throws { try holds(.lists) }
}
