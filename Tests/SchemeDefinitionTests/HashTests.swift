import SchemeDefinition
import Testing

@Suite struct HashTests {
  @Test func `a hash has 64 hexadecimal digits and differs between the versions`() throws {
    let versions = try Shipped.scheme().versions
    for version in versions {
      #expect(version.hash.count == 64)
      #expect(version.hash.allSatisfy { "0123456789abcdef".contains($0) })
    }
    #expect(Set(versions.map(\.hash)).count == versions.count)
  }

  @Test func `the same files give the same hash, and one byte more another`() throws {
    let path = "2022-02-18/cases/verantwoording.md"
    let before = try Shipped.rules("2022-02-18").hash
    #expect(SchemeDefinition.load(Shipped.files).scheme?["2022-02-18"]?.hash == before)
    var changed = Shipped.files
    changed[path]?.append(10)
    let after = try #require(SchemeDefinition.load(changed, checks: .structure).scheme)
    #expect(after["2022-02-18"]?.hash != before)
    // The second version inherits the file.
    #expect(try after["2023-02-24"]?.hash != Shipped.rules("2023-02-24").hash)
  }

  @Test func `what only the second version holds does not touch the first one's hash`() throws {
    var changed = Shipped.files
    changed["2023-02-24/cases/bevoorschotting.md"]?.append(10)
    let after = try #require(SchemeDefinition.load(changed, checks: .structure).scheme)
    #expect(try after["2022-02-18"]?.hash == Shipped.rules("2022-02-18").hash)
    #expect(try after["2023-02-24"]?.hash != Shipped.rules("2023-02-24").hash)
  }

  @Test func `a stored rule set is restored with the same hash and the same answers`() throws {
    let rules = try Shipped.rules("2023-02-24")
    let (restored, findings) = RuleSet.load(
      rules.files, scheme: rules.scheme, label: rules.label, validFrom: rules.validFrom,
      validTo: rules.validTo)
    #expect(findings.isEmpty)
    #expect(restored?.hash == rules.hash)
    #expect(restored?.runCases().allSatisfy(\.passed) == true)
  }

  @Test func `a stored rule set that lacks a file is refused`() throws {
    let rules = try Shipped.rules("2023-02-24")
    var files = rules.files
    files["terms.yaml"] = nil
    let (restored, findings) = RuleSet.load(
      files, scheme: rules.scheme, label: rules.label, validFrom: rules.validFrom,
      validTo: rules.validTo)
    #expect(restored == nil)
    #expect(findings.contains { $0.code == "missing-file" })
  }
}
