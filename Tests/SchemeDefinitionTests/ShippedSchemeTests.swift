import Diagnostics
import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct ShippedSchemeTests {
  @Test func `the shipped scheme loads without a fault`() throws {
    let (scheme, findings) = Shipped.loaded
    #expect(findings.filter { $0.severity == .error }.isEmpty, "\(FindingsError(findings))")
    #expect(scheme?.id == Shipped.id)
  }
}
