import Casework
import Diagnostics
import Postgres
import SchemeDefinition
import Services
import Storage
import Testing

@testable import CommandLine

/// One way to spoil the shipped portfolio, and the finding that must name it.
struct Spoilt: Sendable, CustomTestStringConvertible {
  let code: String
  let find: String
  let replacement: String

  init(_ code: String, _ find: String, _ replacement: String) {
    (self.code, self.find, self.replacement) = (code, find, replacement)
  }

  var testDescription: String { code }

  /// Replaces the first place only.
  func bytes(_ text: String) throws -> [UInt8] {
    let range = try #require(text.firstRange(of: find))
    return Array(text.replacingCharacters(in: range, with: replacement).utf8)
  }

  static let all = [
    Spoilt("yaml-syntax", "\nalliances:\n", "\nalliances: [\n"),
    Spoilt("unknown-field", "    theme:", "    thema:"),
    Spoilt("wrong-date", "from: 2023-01-01", "from: 2023-02-30"),
    Spoilt("wrong-amount", "granted: 5300000", "granted: 53000000000000000000"),
    Spoilt("above-ceiling", "granted: 5300000", "granted: 95300000"),
    Spoilt("ceiling-exceeded", "granted: 5300000", "granted: 45300000"),
    Spoilt("duplicate-id", "{ id: women-inc,", "{ id: wo-men,"),
    Spoilt("control-character", "name: Politica\n", "name: \"Poli\\etica\"\n"),
    Spoilt("control-character", "name: Politica\n", "name: \"Poli\\0tica\"\n"),
    Spoilt("control-character", "name: Politica\n", "name: Poli\u{1B}[2Jtica\n"),
    Spoilt("yaml-anchor", "name: Politica\n", "name: &politica Politica\n"),
    Spoilt("other-scheme", "scheme: \(schemeID)", "scheme: another"),
    Spoilt(
      "too-many-members", "{ organisation: emancipator, role: partner,",
      "{ organisation: women-inc, role: member, from: 2023-01-01, certainty: illustrative }\n"
        + "      - { organisation: movisie, role: member, from: 2023-01-01, certainty: illustrative }\n"
        + "      - { organisation: emancipator, role: partner,"),
  ]
}

@Suite struct BadInputTests {
  /// Imports what must be refused; returns the findings after a look that nothing was stored.
  private func refused(_ bytes: [UInt8]) async throws -> [Finding] {
    try await withOffice { office in
      let before = try await office.audit(scheme: schemeID)
      let error = await #expect(throws: FindingsError.self) {
        try await office.importPortfolio(
          bytes, file: "portfolio.yaml", scheme: schemeID, dryRun: false)
      }
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before && after.isIntact)
      return try #require(error).findings
    }
  }

  @Test(arguments: Spoilt.all)
  func `a spoilt portfolio is refused with its file and what to do, and nothing is stored`(
    _ spoilt: Spoilt
  ) async throws {
    let findings = try await refused(spoilt.bytes(portfolioText()))
    let found = try #require(findings.first { $0.code == spoilt.code }, "\(findings)")
    #expect(found.file == "portfolio.yaml")
    #expect(found.remedy?.isEmpty == false)
  }

  @Test func `a third lead of one organisation is refused`() async throws {
    var text = try portfolioText()
    for lead in ["penvoerder-financieel-sterk", "penvoerder-act4respect"] {
      text = text.replacing(
        "organisation: \(lead), role", with: "organisation: penvoerder-politica, role")
    }
    #expect(try await refused(Array(text.utf8)).contains { $0.code == "too-many-leads" })
  }

  @Test func `UTF-16 and Latin-1 are refused by their name`() async throws {
    let text = try portfolioText()
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let narrow: [UInt8] = text.unicodeScalars.map { UInt8(exactly: $0.value) ?? 0xE9 }
    for bytes in [wide, narrow] {
      #expect(try await refused(bytes).map(\.code) == ["wrong-encoding"])
    }
  }

  @Test func `a second import of the same file changes nothing`() async throws {
    try await withOffice { office in
      let bytes = try readFile(portfolioFile)
      _ = try await office.importPortfolio(
        bytes, file: portfolioFile, scheme: schemeID, dryRun: false)
      let first = try await office.audit(scheme: schemeID)
      let again = try await office.importPortfolio(
        bytes, file: portfolioFile, scheme: schemeID, dryRun: false)
      #expect(again.added == 0 && again.corrected == 0)
      #expect(try await office.audit(scheme: schemeID) == first)
    }
  }

  @Test func `two applies at once change the period once`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(
        readFile(portfolioFile), file: portfolioFile, scheme: schemeID, dryRun: false)
      let run = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027).run.id
      _ = try await office.acting(as: "bram").approveTransition(scheme: schemeID, run: run)
      let codes = await withTaskGroup(of: String.self) { group in
        for _ in 0..<2 {
          group.addTask {
            do {
              _ = try await office.applyTransition(scheme: schemeID, run: run)
              return "applied"
            } catch let refusal as Refusal {
              return refusal.code
            } catch {
              return "\(error)"
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }.sorted()
      }
      #expect(codes == ["applied", "wrong-state"])
      #expect(try await office.audit(scheme: schemeID).isIntact)
    }
  }

  @Test func `the database itself refuses grants above the ceiling`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(
        readFile(portfolioFile), file: portfolioFile, scheme: schemeID, dryRun: false)
      let error = await #expect(throws: PostgresError.self) {
        try await office.pool.transaction { db in
          try db.executeScript(
            "update award set granted_cents = granted_cents + 4800000000 where id = 'politica-2023'"
          )
        }
      }
      #expect(error?.constraint == "ceiling_not_exceeded")
      #expect(try await office.audit(scheme: schemeID).isIntact)
    }
  }

  @Test(arguments: [
    "insert into schema_migration (name, checksum) values ('9999_later', 'x')",
    "update schema_migration set checksum = 'x' where name like '0001%'",
  ])
  func `a database of another version is left alone, and the message says what to do`(
    change: String
  ) async throws {
    try await withOffice { office in
      try await office.pool.transaction { db in try db.executeScript(change) }
      let fault = await #expect(throws: MigrationFault.self) {
        try await Migrator(try home.migrations()).migrate(office.pool)
      }
      #expect(fault?.remedy.isEmpty == false)
    }
  }

  @Test func `what is not there is named, with what to look at instead`() async throws {
    try await withOffice { office in
      func code(_ work: () async throws -> Void) async -> String? {
        let refusal = await #expect(throws: Refusal.self) { try await work() }
        #expect(refusal?.details.isEmpty == false, "\(refusal?.code ?? "")")
        return refusal?.code
      }
      #expect(
        await code { _ = try await office.transition(scheme: schemeID, run: "x") } == "unknown-run")
      #expect(
        await code { _ = try await office.receipt(scheme: schemeID, "x") } == "unknown-receipt")
      #expect(
        await code { _ = try await office.milestone(scheme: schemeID, "x") } == "unknown-obligation"
      )
    }
  }
}
