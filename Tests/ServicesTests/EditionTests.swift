import Casework
import Diagnostics
import Foundation
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
  private func nextEdition(mapping: String, partnership: Bool = false) throws -> [String: [UInt8]] {
    var files = try LifecycleScheme.files()
    let scheme = String(decoding: try #require(files["scheme.yaml"]), as: UTF8.self)
    files["scheme.yaml"] = Array(try Self.withVersion(scheme).utf8)
    files["2026-12-29/lifecycles/report.scxml"] = Array(LifecycleScheme.next.utf8)
    files["2026-12-29/overgang.yaml"] = Array(mapping.utf8)
    if partnership {
      // What was running is called underway.
      let chart = String(
        decoding: try #require(files["2022-02-18/lifecycles/partnership.scxml"]), as: UTF8.self)
      files["2026-12-29/lifecycles/partnership.scxml"] = Array(
        chart.replacing("\"running\"", with: "\"underway\"").utf8)
    }
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

  @Test func `a partnership moves by the same mapping, on the first day of the version`()
    async throws
  {
    let mapping = mapping.replacing(
      "lifecycles:", with: "lifecycles:\n  partnership: {running: underway}")
    let key = "a000000"
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(1), scheme: schemeID)
      _ = try await office.activate(nextEdition(mapping: mapping, partnership: true))
      let before = try await office.state(of: schemeID)
      #expect(before.alliances[key]?.state == "running")
      let later = office.later(days: 2)
      let view = try await later.actions(scheme: schemeID, case: key)
      #expect(view.state == "running")
      #expect(view.actions.contains { $0.event == "end" && $0.isPermitted })
      try await later.send("end", scheme: schemeID, case: key)
      let state = try await office.state(of: schemeID)
      #expect(state.alliances[key]?.state == "ending")
      let definition = try await office.scheme(schemeID)
      let version = try #require(definition.versions.last)
      #expect(state.alliances[key]?.ruleSet == version.hash)
      let events = try await office.pool.read { db in
        try EventStore.events(db, schemeID).filter { $0.subject == "partnership/\(key)" }
      }
      #expect(events.map(\.kind) == ["partnership.rules-changed", "partnership.end"])
      #expect(events.first?.data["to"]?.string == version.hash)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `activating a version that governs today moves the partnerships with the awards`()
    async throws
  {
    let mapping = mapping.replacing(
      "lifecycles:", with: "lifecycles:\n  partnership: {running: underway}")
    try await withOffice(LifecycleScheme.template) { office in
      _ = try await office.importPortfolio(LifecycleScheme.portfolio(2), scheme: schemeID)
      let later = office.later(days: 2)
      _ = try await later.activate(nextEdition(mapping: mapping, partnership: true))
      let state = try await office.state(of: schemeID)
      let definition = try await office.scheme(schemeID)
      let version = try #require(definition.versions.last)
      #expect(state.alliances.values.allSatisfy { $0.state == "underway" })
      #expect(state.alliances.values.allSatisfy { $0.ruleSet == version.hash })
      #expect(state.schemes[schemeID]?.ruleSet == version.hash)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a state of partnerships without a place is refused whatever becomes of the awards`()
    async throws
  {
    for treatment in ["moved", "unchanged"] {
      var files = try nextEdition(mapping: mapping, partnership: true)
      let scheme = String(decoding: try #require(files["scheme.yaml"]), as: UTF8.self)
      let version = try #require(scheme.range(of: "folder: \"2026-12-29\""))
      let text = scheme.replacingOccurrences(
        of: "treatment: moved", with: "treatment: \(treatment)",
        range: version.lowerBound..<scheme.endIndex)
      files["scheme.yaml"] = Array(text.utf8)
      if treatment == "unchanged" { files["2026-12-29/overgang.yaml"] = nil }
      let (_, findings) = SchemeDefinition.load(files)
      let found = findings.filter { $0.code == "unmapped-state" && $0.severity == .error }
      #expect(found.contains { $0.message.contains("running") }, "\(treatment): \(findings)")
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
