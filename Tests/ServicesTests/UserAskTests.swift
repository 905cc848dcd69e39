import Casework
import LegalCalendar
import Services
import Storage
import TestSupport
import Testing

/// One test per wish that users of other systems had to file as an issue, named after the failure that they
/// met. The numbers are those of `docs/user-asks.md`.
@Suite struct UserAskTests {
  @Test func `1: a report date that has passed can still be changed, with a reason`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-04-20")
      let result = try await office.change(
        obligation2026, .extend(by: .weeks(4)), reason: "mondeling toegezegd op 30 maart")
      #expect(result.after.due == (try day("2027-04-29")))
      #expect(result.after.steps.contains { $0.text.en.contains("Granted after expiry") })
      let planned = try await office.plannedReminders(obligation2026)
      #expect(planned.contains { $0.on > result.after.due })
    }
  }

  @Test func `1: a body that is late cannot extend its own term`() async throws {
    try await withOffice(in2028) { office in
      try await office.on("2028-06-02").send("account", scheme: schemeID, case: award)
      let id = "\(award)/obligation/determination-decision"
      let code = try await office.on("2028-11-06").refusal(id, .extend(by: .weeks(4)))
      #expect(code == "term-expired")
    }
  }

  @Test func `2: an overdue report keeps its date and its overdue reminders go out`() async throws {
    try await withOffice(in2027) { office in
      for day in ["2027-04-01", "2027-04-08", "2027-04-22", "2027-05-27"] {
        _ = try await office.on(day).runReminders(scheme: schemeID)
      }
      let state = try await office.state(of: schemeID)
      #expect(state.obligations[obligation2026]?.due == (try day("2027-04-01")))
      let sent = state.reminders.values.filter {
        $0.obligation == obligation2026 && $0.state == .sent
      }.map(\.step).sorted()
      #expect(
        sent == ["acht-weken-te-laat", "drie-weken-te-laat", "een-week-te-laat", "op-de-dag"])
    }
  }

  @Test func `3: several irregular report dates need no pattern`() async throws {
    try await withOffice(in2027) { office in
      let days = try ["2027-03-15", "2027-06-07", "2027-11-30"].map(day)
      let added = try await office.on("2027-01-05").addMilestones(
        scheme: schemeID, award: award, kind: "agreed-report", on: days, reason: "verleningsbesluit"
      )
      #expect(added.map(\.due) == days)
      let again = try await office.on("2027-01-05").addMilestones(
        scheme: schemeID, award: award, kind: "agreed-report", on: days, reason: "nogmaals")
      #expect(again == added)
      let extended = try await office.on("2027-06-01").change(added[1].id, .extend(by: .weeks(1)))
      #expect(extended.after.due == (try day("2027-06-14")))
      let refusal = await #expect(throws: Refusal.self) {
        try await office.on("2027-01-05").addMilestones(
          scheme: schemeID, award: award, kind: "interim-report", on: days, reason: "x")
      }
      #expect(refusal?.code == "not-free")
    }
  }

  @Test
  func `4: monthly reports on the 31st fall on the last day of shorter months, without drift`()
    async throws
  {
    try await withOffice(in2027) { office in
      let series = try #require(Recurrence(first: day("2027-01-31"), everyMonths: 1))
      let added = try await office.on("2027-01-05").addMilestones(
        scheme: schemeID, award: award, kind: "agreed-report", on: series.dates(count: 12),
        reason: "maandrapportage")
      #expect(
        added.map(\.due.day) == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    }
  }

  @Test func `5, 6, 7: suspending counts the actual days and moves target and due date`()
    async throws
  {
    try await withOffice(in2028) { office in
      try await office.on("2028-06-02").send("account", scheme: schemeID, case: award)
      let id = "\(award)/obligation/determination-decision"
      let before = try await office.on("2028-06-20").obligation(id)
      try await office.on("2028-06-20").change(
        id, .suspend(until: day("2028-08-01")), reason: "vragen")
      let announced = try await office.obligation(id)
      #expect(announced.due == before.due.adding(days: 41))
      try await office.on("2028-06-30").change(id, .resume(suspension: "\(id)/entry-1"))
      let after = try await office.obligation(id)
      // Nine days, not the forty-one that were announced.
      #expect(after.due == before.due.adding(days: 9))
      let (old, new) = (try #require(before.target), try #require(after.target))
      #expect(new > old)
    }
  }

  @Test func `8: an extension is computed by the system and says how`() async throws {
    try await withOffice(in2027) { office in
      let result = try await office.on("2027-02-15").change(
        obligation2026, .extend(by: .months(1)))
      #expect(result.after.due == (try day("2027-05-01")))
      let step = try #require(result.after.steps.first { $0.kind == .extended })
      #expect(step.effect == 30)
      #expect(step.text.nl.contains("1 maand"))
    }
  }

  @Test func `8: an extension in working days passes over weekends and holidays`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      let before = try await office.obligation(obligation2026)
      #expect(before.due == (try day("2027-04-01")))
      let result = try await office.change(obligation2026, .extendByWorkingDays(20))
      // Four weekends and King's Day, on Tuesday 27 April, do not count.
      #expect(result.after.due == (try day("2027-04-30")))
      let step = try #require(result.after.steps.first { $0.kind == .agreedDate })
      #expect(step.text.nl.contains("20 werkdagen"))
      let refused = await office.refusal(obligation2026, .extendByWorkingDays(0))
      #expect(refused == "bad-length")
    }
  }

  @Test func `9: a statutory suspension moves the latest date for deciding an objection`()
    async throws
  {
    try await withOffice(in2027) { office in
      let objection = try await office.on("2027-02-01").receiveObjection(
        scheme: schemeID, award: award, against: "verlening", on: day("2027-02-01"))
      let id = "\(objection.id)/obligation/objection-decision"
      let before = try await office.obligation(id)
      try await office.on("2027-02-10").send("return", scheme: schemeID, case: objection.id)
      let stopped = try await office.obligation(id)
      #expect(stopped.suspendedSince == (try day("2027-02-10")))
      try await office.on("2027-02-19").send("complete", scheme: schemeID, case: objection.id)
      let after = try await office.obligation(id)
      // Eight days more, from 15 to 23 March: before Easter, which would move it further.
      #expect(after.due == before.due.adding(days: 8))
      #expect(after.steps.contains { $0.article == "Awb 7:10" && $0.kind == .suspension })
      // Another objection on the same award has a clock of its own.
      let other = try await office.on("2027-02-23").receiveObjection(
        scheme: schemeID, award: award, against: "voorschot", on: day("2027-02-23"))
      try await office.on("2027-02-24").send("decide", scheme: schemeID, case: other.id)
      let untouched = try await office.obligation(id)
      #expect(untouched.state == .open)
    }
  }

  @Test func `10: nobody is reminded of the original deadline after an extension`() async throws {
    try await withOffice(in2027) { office in
      try await office.on("2027-03-16").change(obligation2026, .extend(by: .weeks(8)))
      let run = try await office.on("2027-04-08").runReminders(scheme: schemeID)
      let mine = run.sent.filter { $0.obligation.id == obligation2026 }
      // The others hear that they are late; this one hears eight weeks before its new date.
      #expect(mine.map(\.reminder.step) == ["acht-weken-vooraf"])
      #expect(mine.map(\.reminder.dueVersion) == [2])
      #expect(run.sent.count == 3)
    }
  }

  @Test
  func
    `10: after fourteen days down an extended obligation gets its own latest step, a settled one none`()
    async throws
  {
    try await withOffice(in2027) { office in
      try await office.on("2027-03-16").change(obligation2026, .extend(by: .weeks(4)))
      let filed = Keys.report("a000001-2023", "interim-report", 2026)
      try await office.on("2027-04-02").send("file", scheme: schemeID, case: filed)
      let run = try await office.on("2027-04-30").runReminders(scheme: schemeID)
      let steps = Dictionary(grouping: run.sent, by: \.obligation.award).mapValues {
        $0.map(\.reminder.step)
      }
      #expect(steps[award] == ["op-de-dag"])
      #expect(steps["a000001-2023"] == nil)
      #expect(steps["a000002-2023"] == ["drie-weken-te-laat"])
      let again = try await office.on("2027-04-30").runReminders(scheme: schemeID)
      #expect(again.sent.isEmpty)
    }
  }

  @Test func `11, 12: the current date stands in one column, for the office and for the recipient`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-02-15")
      try await office.change(obligation2026, .extend(by: .weeks(2)))
      let milestone = try await office.milestones(scheme: schemeID, all: false)
        .first { $0.obligation.id == obligation2026 }
      #expect(milestone?.obligation.due == (try day("2027-04-15")))
      #expect(milestone?.entries.count == 1)
      let report = try await office.reports(scheme: schemeID, award: award, year: 2026)
      #expect(report.map(\.report.due) == [try day("2027-04-15")])
    }
  }

  @Test func `13: a report is not late on its last day, up to midnight in Amsterdam`() async throws
  {
    try await withOffice(in2027) { office in
      // Summer time: midnight in Amsterdam is 22:00 UTC.
      for (second, late) in [(Int64(21 * 3600 + 3599), false), (22 * 3600, true)] {
        let moment = office.at(Moment(try day("2027-04-01"), secondOfDay: second))
        let view = try await moment.reports(scheme: schemeID, award: award, year: 2026)[0]
        #expect(view.isLate == late)
        let milestone = try await moment.milestone(scheme: schemeID, obligation2026)
        #expect(milestone.isLate == late)
      }
    }
  }

  @Test func `14: what moves on at a date by itself is the scheme's choice, per obligation`()
    async throws
  {
    try await withOffice(in2027) { office in
      try await office.on("2027-03-30").fileReport(
        scheme: schemeID, report: report2026, completeFiling(on: "2027-03-30"))
      try await office.on("2027-04-02").send("return", scheme: schemeID, case: report2026)
      let permission = try await office.on("2027-04-02").requestPermission(
        scheme: schemeID, award: award, act: "lening", on: day("2027-04-02"))
      let sweep = try await office.on("2027-06-01").sweep(scheme: schemeID).sweep
      let sent = Dictionary(uniqueKeysWithValues: sweep.late.map { ($0.subject, $0.isSent) })
      #expect(sent == ["report/\(report2026)": false, "permission/\(permission.id)": true])
    }
  }

  @Test func `20, 21: a ladder has several steps for the recipient and warns the staff`()
    async throws
  {
    try await withOffice(in2028) { office in
      try await office.on("2028-06-02").send("account", scheme: schemeID, case: award)
      let reminders = try await office.state(of: schemeID).reminders.values
      let recipient = reminders.filter {
        $0.obligation == "\(award)/obligation/final-account" && $0.recipient.contains("lead")
      }
      #expect(
        Set(recipient.map(\.step)).isSuperset(of: ["acht-weken-vooraf", "twee-weken-vooraf"]))
      let staff = reminders.filter {
        $0.obligation == "\(award)/obligation/determination-decision"
      }
      #expect(staff.contains { $0.step == "te-laat" && $0.recipient == "director" })
      #expect(staff.contains { $0.recipient.contains("administrator") })
    }
  }

  @Test func `22, 23: the next thing due and the reporting status of every recipient are one list`()
    async throws
  {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-04-05")
      try await office.fileReport(
        scheme: schemeID, report: report2026, completeFiling(on: "2027-04-05"))
      let reports = try await office.reports(scheme: schemeID, year: 2026)
      #expect(reports.map(\.report.state) == ["filed", "expected", "expected"])
      #expect(reports.map(\.isLate) == [false, true, true])
      #expect(reports.map(\.wasLate) == [true, false, false])
      let next = try await office.milestones(scheme: schemeID, all: false)
        .first { $0.obligation.award == "a000001-2023" }
      #expect(next?.obligation.kind == "interim-report")
    }
  }

  @Test func `30: a closure day moves the deadlines that stand on it`() async throws {
    try await withOffice(in2027) { office in
      _ = try await office.on("2027-04-06").requestPermission(
        scheme: schemeID, award: award, act: "lening", on: day("2027-04-06"))
      let closed = HolidayCalendar(
        equatedDays: HolidayCalendar.dutch.equatedDays + [
          EquatedDay(date: try day("2027-05-04"), decree: "verzonnen", standing: .recalled)
        ], knownPeriods: HolidayCalendar.dutch.knownPeriods)
      let later = CaseOffice(
        pool: office.pool, calendar: closed, actor: "anna", clock: office.clock)
      let moved = try await later.on("2027-04-07").reproject(scheme: schemeID, dryRun: false)
      // 5 May is Liberation Day, 6 May Ascension Day, 7 May equated, then the weekend.
      #expect(moved.map(\.after.due) == [try day("2027-05-10")])
    }
  }

  @Test func `34: a status changes when its date passes, also of what was imported`() async throws {
    try await withOffice(in2027) { office in
      let id = Keys.advance(award, 2027, 2)
      let before = try await office.state(of: schemeID).payments[id]?.state
      #expect(before == "planned")
      let early = try await office.on("2027-03-31").sweep(scheme: schemeID)
      #expect(!early.sweep.payments.contains(id))
      let sweep = try await office.on("2027-04-02").sweep(scheme: schemeID)
      #expect(sweep.sweep.payments.contains(id))
      let after = try await office.state(of: schemeID).payments[id]?.state
      #expect(after != "planned")
    }
  }

  @Test func `the sweep opens what the whole scheme owes, and follows it up`() async throws {
    try await withOffice(in2027) { office in
      let office = try office.on("2027-01-05")
      let dry = try await office.sweep(scheme: schemeID, dryRun: true)
      let first = try await office.sweep(scheme: schemeID)
      #expect(dry.opened == first.opened)
      let kinds = Dictionary(grouping: first.opened, by: \.kind).mapValues { $0.map(\.due) }
      #expect(kinds["evaluation"] == [try day("2027-02-18")])
      #expect(kinds["effectiveness-report"] == [try day("2027-02-18")])
      #expect(kinds["recommendation-follow-up"] == [try day("2027-06-01")])
      #expect(kinds["commitment-follow-up"] == [try day("2027-05-01")])
      // The last year has no next one to plan.
      #expect(kinds["activity-plan"] == nil)
      let again = try await office.sweep(scheme: schemeID)
      #expect(again.event == nil)
      try await office.followUp(
        scheme: schemeID, "brief", status: .planned, due: day("2027-09-01"))
      let brief = "commitment/brief/obligation/commitment-follow-up"
      let moved = try await office.obligation(brief)
      #expect(moved.due == (try day("2027-09-01")))
      try await office.followUp(scheme: schemeID, "brief", status: .done)
      let done = try await office.obligation(brief)
      #expect(done.state == .done)
      try await office.change(
        "scheme/\(schemeID)/obligation/evaluation", .fulfil, reason: "naar de Kamer gestuurd")
      let swept = try await office.sweep(scheme: schemeID)
      #expect(swept.event == nil)
      let audit = try await office.audit(scheme: schemeID)
      #expect(audit.faults == [])
    }
  }

  @Test func `a late determination costs what Awb 4:17 says`() async throws {
    try await withOffice(in2028) { office in
      try await office.on("2028-06-02").send("account", scheme: schemeID, case: award)
      let id = "\(award)/obligation/determination-decision"
      let none = await #expect(throws: Refusal.self) {
        try await office.on("2028-11-06").penalty(scheme: schemeID, obligation: id)
      }
      #expect(none?.code == "no-notice")
      try await office.on("2028-11-06").change(id, .defaultNotice, reason: "brief ontvangen")
      let penalty = try await office.on("2028-12-04").penalty(scheme: schemeID, obligation: id)
      // Two weeks after 6 November; from 21 November, fourteen days of 23 euros.
      #expect(penalty.projection.firstDay == (try day("2028-11-21")))
      #expect(penalty.projection.cents == 14 * 2300)
      #expect(penalty.projection.maximumCents == 144_200)
      let unmoved = try await office.obligation(id)
      #expect(unmoved.due == (try day("2028-11-03")))
    }
  }
}
