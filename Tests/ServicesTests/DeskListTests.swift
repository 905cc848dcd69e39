import Casework
import LegalCalendar
import Postgres
import Services
import TestSupport
import Testing

@testable import Storage

@Suite struct DeskListTests {
  @Test func `every statement of the desk's lists fits the migrated schema`() async throws {
    try await withRolledBackTransaction(migrated) { db in
      for statement in DeskList.all + SavedViewStore.all + AllianceList.all + ContactMomentStore.all
        + [EventList.all, EventList.ofCases, ObligationList.awards]
      {
        _ = try db.describe(statement)
      }
    }
  }

  @Test func `a list is the same obligations in every order, and its parts add up to it`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(20), scheme: schemeID)
      let office = try office.on("2027-01-04")
      let plan = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.acting(as: "bram").approveTransition(scheme: schemeID, run: plan.run.id)
      _ = try await office.applyTransition(scheme: schemeID, run: plan.run.id)
      let all = try await office.state(of: schemeID).obligations
      #expect(all.count > 14)
      for order in ObligationOrder.allCases {
        var seen: [String] = []
        for offset in stride(from: 0, to: all.count, by: 7) {
          let part = try await office.obligations(
            scheme: schemeID, ObligationFilter(), order: order, limit: 7, offset: offset)
          #expect(part.total == all.count)
          seen += part.lines.map(\.obligation.id)
        }
        #expect(seen.count == all.count && Set(seen) == Set(all.keys), "\(order)")
      }
      let read = try await office.obligations(
        scheme: schemeID, ObligationFilter(state: .open), limit: 1000)
      for line in read.lines { #expect(all[line.obligation.id] == line.obligation) }
      #expect(read.total == all.values.count { $0.state == .open })
    }
  }

  @Test func `a preview reads the reminders of its window only, by their index`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(20), scheme: schemeID)
      let office = try office.on("2027-01-04")
      let plan = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.acting(as: "bram").approveTransition(scheme: schemeID, run: plan.run.id)
      _ = try await office.applyTransition(scheme: schemeID, run: plan.run.id)
      let all = try await office.state(of: schemeID)
      for days in [0, 31, 60, 400] {
        let last = office.today.adding(days: days)
        let part = try await office.pool.read { db in
          try RecordStore.load(db, schemeID, remindersThrough: last)
        }
        let wanted = all.reminders.filter { $0.value.state == .planned && $0.value.on <= last }
        #expect(part.reminders == wanted, "\(days)")
        #expect(Set(part.obligations.keys) == Set(wanted.values.map(\.obligation)), "\(days)")
        #expect(part.awards.count <= part.obligations.count)
      }
      let lines: [String] = try await office.pool.transaction { db in
        try db.execute("set local enable_seqscan = off")
        return try db.query(
          Statement(
            sql:
              "explain select id from reminder where scheme = 'x' and state = 'planned' and send_on <= date '2027-01-04'"
          )
        ).map { try $0.decode(0) }
      }
      #expect(lines.contains { $0.contains("reminder_planned") }, "\(lines)")
    }
  }

  @Test func `a sign in a search text stands for itself`() async throws {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(8), scheme: schemeID)
      for text in ["%", "_", "\\", "'; drop table obligation; --"] {
        let part = try await office.obligations(
          scheme: schemeID, ObligationFilter(text: text), limit: 10)
        #expect(part.total == 0, "\(text)")
      }
    }
  }

  @Test func `what the desk says goes out is what the job would send, until it is stopped`()
    async throws
  {
    try await withOffice { office in
      _ = try await office.importPortfolio(madeUpPortfolio(20), scheme: schemeID)
      let office = try office.on("2027-01-04")
      let plan = try await office.planTransition(scheme: schemeID, from: 2026, to: 2027)
      _ = try await office.acting(as: "bram").approveTransition(scheme: schemeID, run: plan.run.id)
      _ = try await office.applyTransition(scheme: schemeID, run: plan.run.id)
      let later = try office.on("2027-03-20")
      let desk = try await later.desk(scheme: schemeID)
      let preview = try await later.previewReminders(scheme: schemeID, through: desk.through)
      let shown = Set(desk.preview.messages.flatMap(\.reminders).map(\.reminder.id))
      #expect(shown == Set(preview.map(\.reminder.id)) && !shown.isEmpty)
      #expect(desk.paused == nil)
      try await later.pauseReminders(scheme: schemeID, reason: "storing")
      #expect(try await later.desk(scheme: schemeID).paused?.reason == "storing")
    }
  }
}
