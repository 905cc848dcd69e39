import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Services
import Storage
import TestSupport
import Testing

/// Filing a report, complete and not, and the clocks that this starts and stops.
@Suite struct FilingTests {
  @Test func `an incomplete report hears all faults at once and gets its term to complete`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-03-30")
      var filing = try completeFiling(on: "2027-03-30")
      filing.hasAuditorsOpinion = false
      filing.lines[0].realised = Money(cents: 30_000_000)
      filing.activities.removeLast()
      filing.indicators = [:]
      let check = try await office.checkReport(scheme: schemeID, report: report2026, filing)
      #expect(check.event == nil)
      let unfiled = try await office.state(of: schemeID).reports[report2026]?.state
      #expect(unfiled == "expected")
      let result = try await office.fileReport(scheme: schemeID, report: report2026, filing)
      #expect(result.completeness == check.completeness)
      #expect(
        result.completeness.faults.map(\.code) == [
          "controleverklaring", "toelichting", "activiteiten", "indicatoren",
        ])
      #expect(result.completeness.faults.allSatisfy { !$0.article.isEmpty })
      #expect(result.completeness.faults[1].nl.contains("Personeel"))
      #expect(result.completeness.faults[2].en.contains("netwerk"))
      #expect(result.completeBy == (try day("2027-04-13")))
      let state = try await office.state(of: schemeID)
      #expect(state.reports[report2026]?.state == "incomplete")
      #expect(state.reports[report2026]?.filedOn == office.today)
      #expect(state.obligations[obligation2026]?.state == .open)
      let silent = try await office.plannedReminders(obligation2026)
      #expect(silent.isEmpty)
      let completion = try await office.plannedReminders("\(award)/obligation/completion/2026")
      #expect(completion.count == 2)
    }
  }

  @Test func `what completes it discharges the obligation and cancels every reminder in one event`()
    async throws
  {
    try await withOffice(in2027) { office in
      var filing = try completeFiling(on: "2027-03-30")
      filing.hasAuditorsOpinion = false
      try await office.on("2027-03-30").fileReport(scheme: schemeID, report: report2026, filing)
      let still = try await office.on("2027-04-02").fileReport(
        scheme: schemeID, report: report2026, filing)
      #expect(still.report.state == "incomplete")
      let result = try await office.on("2027-04-05").fileReport(
        scheme: schemeID, report: report2026, completeFiling(on: "2027-04-05"))
      #expect(result.completeness.isComplete)
      let state = try await office.state(of: schemeID)
      #expect(state.reports[report2026]?.state == "filed")
      #expect(state.reports[report2026]?.filedOn == (try day("2027-03-30")))
      #expect(state.reports[report2026]?.missing == nil)
      #expect(state.obligations[obligation2026]?.state == .done)
      #expect(state.obligations["\(award)/obligation/completion/2026"]?.state == .done)
      #expect(
        !state.reminders.values.contains { $0.obligation.hasPrefix(award) && $0.state == .planned })
      #expect(state.activities["\(award)/2026/campagne"]?.status == .done)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a second request to complete gets a term of its own`() async throws {
    try await withOffice(in2027) { office in
      try await office.on("2027-03-30").fileReport(
        scheme: schemeID, report: report2026, completeFiling(on: "2027-03-30"))
      for (back, complete) in [("2027-04-02", "2027-04-05"), ("2027-05-03", "2027-05-04")] {
        try await office.on(back).send("return", scheme: schemeID, case: report2026)
        let open = try await office.milestones(scheme: schemeID, all: false)
          .filter { $0.obligation.kind == "completion" }
        #expect(open.map(\.obligation.due) == [try day(back).adding(days: 14)])
        try await office.on(complete).send("complete", scheme: schemeID, case: report2026)
      }
      let all = try await office.state(of: schemeID).obligations.values
        .filter { $0.kind == "completion" }
      #expect(all.count == 2)
      #expect(all.allSatisfy { $0.state == .done })
    }
  }

  @Test
  func `an incomplete final account stops the clock of the determination until it is complete`()
    async throws
  {
    try await withOffice(in2028) { office in
      let report = Keys.report(award, "final-account", 2027)
      let decision = "\(award)/obligation/determination-decision"
      var filing = try completeFiling(on: "2028-06-02", year: 2027)
      filing.hasAuditorsOpinion = false
      let first = try await office.on("2028-06-02").fileReport(
        scheme: schemeID, report: report, filing)
      #expect(first.completeness.faults.map(\.article) == ["KR 7.8"])
      let suspended = try await office.on("2028-06-05").obligation(decision)
      #expect(suspended.suspendedSince == (try day("2028-06-02")))
      let silent = try await office.plannedReminders(decision)
      #expect(silent.isEmpty)
      let result = try await office.on("2028-06-12").fileReport(
        scheme: schemeID, report: report, completeFiling(on: "2028-06-12", year: 2027))
      #expect(result.completeness.isComplete)
      let resumed = try await office.obligation(decision)
      // 3 November, and the nine days from 3 up to and including 11 June.
      #expect(resumed.due == (try day("2028-11-12")))
      #expect(resumed.suspendedSince == nil)
      #expect(resumed.steps.contains { $0.kind == .suspension && $0.article == "Awb 4:15" })
      let armed = try await office.plannedReminders(decision)
      #expect(!armed.isEmpty)
    }
  }

  @Test
  func `an unused term to complete lets the clock run again from its end, whenever that is seen`()
    async throws
  {
    try await withOffice(in2028) { office in
      let report = Keys.report(award, "final-account", 2027)
      var filing = try completeFiling(on: "2028-06-02", year: 2027)
      filing.hasAuditorsOpinion = false
      try await office.on("2028-06-02").fileReport(scheme: schemeID, report: report, filing)
      let sweep = try await office.on("2028-07-10").sweep(scheme: schemeID)
      #expect(sweep.sweep.late.filter { $0.event == "lapse" }.map(\.isSent) == [false])
      let waiting = try await office.state(of: schemeID).reports[report]?.state
      #expect(waiting == "incomplete")
      try await office.on("2028-07-10").send("lapse", scheme: schemeID, case: report)
      let decision = try await office.obligation("\(award)/obligation/determination-decision")
      // Stopped from 3 June; the term to complete ended on 16 June, seen on 10 July.
      #expect(decision.due == (try day("2028-11-03")).adding(days: 13))
    }
  }

  @Test func `names that the plan does not have are refused together and nothing is filed`()
    async throws
  {
    try await withOffice(in2027) { office in
      var filing = try completeFiling(on: "2027-03-30")
      filing.activities[0].activity = "elders"
      filing.indicators["onbekend"] = "1"
      filing.lines.append(filing.lines[0])
      let wrong = filing
      let refusal = await #expect(throws: Refusal.self) {
        try await office.on("2027-03-30").fileReport(scheme: schemeID, report: report2026, wrong)
      }
      #expect(refusal?.code == "unknown-names")
      #expect(refusal?.details.count == 3)
    }
  }

  @Test func `a filing as JSON names every fault with its place`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try Filing(
        json: JSON.parse(
          """
          {"ontvangenOp":"30-03-2027","controleverklaring":"ja",
           "begrotingsposten":[{"naam":"","begroot":"veel","gerealiseerd":1.005}],
           "activiteiten":[{"activiteit":"a","stand":"klaar"},{"activiteit":"b","stand":"gestopt"}],
           "indicatoren":{}}
          """))
    }
    let places = refusal?.details.map { String($0.prefix { $0 != ":" }) } ?? []
    #expect(
      places == [
        "$.ontvangenOp", "$.controleverklaring", "$.begrotingsposten[0].naam",
        "$.begrotingsposten[0].begroot", "$.begrotingsposten[0].gerealiseerd",
        "$.activiteiten[0].stand", "$.activiteiten[1].stopreden", "$.indicatoren",
      ])
    let example = try Filing(json: Filing.example)
    #expect(example.lines.first?.realised == Money(cents: 64_120_050))
  }
}
