import Casework
import Diagnostics
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

/// Running cases when a scheme gets a new edition.
@Suite struct EditionTests {
  private let report = LifecycleScheme.report(0)

  /// The scheme with one more version, from 4 January 2027 on, to which running cases move.
  private func nextEdition(mapping: String) throws -> [String: [UInt8]] {
    var files = try LifecycleScheme.files()
    let scheme = String(decoding: try #require(files["scheme.yaml"]), as: UTF8.self)
    files["scheme.yaml"] = Array(try Self.withVersion(scheme).utf8)
    files["2026-12-29/lifecycles/report.scxml"] = Array(LifecycleScheme.next.utf8)
    files["2026-12-29/overgang.yaml"] = Array(mapping.utf8)
    return files
  }

  /// Ends the last version on 29 December 2026 and lets another follow, until the lapse.
  private static func withVersion(_ text: String) throws -> String {
    let version = """
        - label: "2026-12-29"
          folder: "2026-12-29"
          inherits: "2023-02-24"
          valid-from: 2026-12-29
          valid-to: 2027-01-01
          changes:
            - {nl: Andere rapportages., en: Other reports.}
          running-cases:
            treatment: moved
            article: SR 1.4
            certainty: illustrative

      known-gaps:
      """
    #expect(text.contains("valid-to: 2027-01-01") && text.contains("\nknown-gaps:"))
    return text.replacing("valid-to: 2027-01-01", with: "valid-to: 2026-12-29")
      .replacing("\nknown-gaps:", with: version)
  }

  private let mapping = """
    from: "2023-02-24"
    lifecycles:
      report: {unread: waiting}
    timers:
      report: {remind: nudge}
    """

  @Test func `activating a version moves running cases with their data and timers`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(2), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      try await office.later(days: 1).send("check", scheme: schemeID, case: report)
      let after = office.later(days: 1, seconds: 60)
      _ = try await after.activate(nextEdition(mapping: mapping))
      let state = try await office.state(of: schemeID)
      #expect(state.reports[report]?.state == "waiting checked")
      #expect(Set(state.timers.values.map(\.event)) == ["nudge"])
      #expect(state.timers.count == 13)
      let definition = try await office.scheme(schemeID)
      let version = try #require(definition.versions.last)
      #expect(state.awards.values.allSatisfy { $0.ruleSet == version.hash })
      let snapshot = try #require(state.instances["report/\(report)"]?.snapshot)
      #expect(snapshot.contains(#"["fresh",5]"#) && snapshot.contains(#"["reminders",1]"#))
      let run = try await office.later(days: 20).runTimers(scheme: schemeID)
      #expect(run.delivered == 13)
      #expect(run.events.allSatisfy { $0.kind == "report.nudge" })
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
      let kinds = try await office.pool.read { db in try EventStore.events(db, schemeID).map(\.kind)
      }
      #expect(kinds.count { $0 == "award.rules-changed" } == 2)
    }
  }

  @Test func `a version that begins later takes over running cases on its first day`()
    async throws
  {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      _ = try await office.activate(nextEdition(mapping: mapping))
      let before = try await office.state(of: schemeID)
      #expect(before.reports[report]?.state == "unread unchecked")
      try await office.later(days: 2).send("check", scheme: schemeID, case: report)
      let state = try await office.state(of: schemeID)
      #expect(state.reports[report]?.state == "waiting checked")
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test(arguments: [
    ("lifecycles:\n  report: same\ntimers:\n  report: {remind: nudge}", "unmapped-state"),
    ("lifecycles:\n  report: {unread: waiting}", "orphan-timer"),
    (
      "lifecycles:\n  report: {unread: waiting}\ntimers:\n  report: {remnid: nudge, remind: drop}",
      "unknown-timer"
    ),
  ])
  func `a mapping that loses a state or a timer is refused when the scheme is checked`(
    mapping: String, code: String
  ) async throws {
    let files = try nextEdition(mapping: "from: \"2023-02-24\"\n" + mapping)
    let (scheme, findings) = SchemeDefinition.load(files, checks: .structure)
    let (_, all) = SchemeDefinition.load(files)
    #expect((findings + all).contains { $0.code == code && $0.severity == .error }, "\(all)")
    #expect(scheme == nil || all.hasErrors)
  }

  @Test func `an edition in which a running case has no place is not activated`() async throws {
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      try await office.send("file", scheme: schemeID, case: report)
      let before = try await office.audit(scheme: schemeID)
      // The same version, edited in place: there is no mapping for it.
      let refusal = await #expect(throws: Refusal.self) {
        try await office.activate(LifecycleScheme.files(LifecycleScheme.next))
      }
      #expect(refusal?.code == "cases-cannot-move")
      #expect(refusal?.details.joined().contains("unread") == true)
      #expect(refusal?.details.joined().contains(report) == true)
      let after = try await office.audit(scheme: schemeID)
      #expect(after == before)
    }
  }
}
