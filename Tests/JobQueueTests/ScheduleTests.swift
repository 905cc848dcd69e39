import Foundation
import JobQueue
import LegalCalendar
import Postgres
import TestSupport
import Testing

@Suite struct ScheduleTests {
  private func fire(_ pool: PostgresPool, checksAll: Bool = false) async throws -> [Tick] {
    try await pool.queue { try JobQueue.fireSchedules($0, checksAll: checksAll).ticks }
  }

  private func keep(_ pool: PostgresPool, _ rule: String) async throws {
    let rule = try #require(ScheduleRule(rule))
    try await pool.queue { db in
      try JobQueue.keep(db, Schedule("s", rule, NewJob("note", ["a": 1])))
    }
  }

  @Test func `pg-boss 557 and 914: an occurrence that nobody ran is made up for, once`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      #expect(try await fire(pool).isEmpty)
      try await pool.setClock("2026-11-26T11:00:00Z")
      let ticks = try await fire(pool)
      #expect(ticks.map(\.at) == [try moment("2026-11-26T05:30:00Z")])
      #expect(ticks.map(\.skipped) == [0])
      #expect(try await fire(pool).isEmpty)
    }
  }

  @Test func `River 1035: after two weeks off one job comes, not the whole backlog`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "every 900 seconds")
      try await pool.setClock("2026-12-09T09:00:00Z")
      let ticks = try await fire(pool)
      #expect(ticks.map(\.at) == [try moment("2026-12-09T09:00:00Z")])
      #expect(ticks.map(\.skipped) == [14 * 96 - 1])
      #expect(try await fire(pool).isEmpty)
      #expect(try await pool.count("job") == 1)
    }
  }

  @Test func `swift-jobs: a schedule that two workers see makes one job, not ten thousand`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "monthly 1 06:00")
      try await pool.setClock("2026-12-01T05:00:00Z")
      let fired = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 { group.addTask { try await fire(pool).count } }
        return try await group.reduce(0, +)
      }
      #expect(fired == 1)
      #expect(try await pool.count("job") == 1)
    }
  }

  @Test func `dbos 803: a clock that ran ahead and came back fires nothing twice and goes on`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      try await pool.setClock("2026-12-24T12:00:00Z")
      #expect(try await fire(pool).count == 1)
      try await pool.setClock("2026-11-26T12:00:00Z")
      // The stored next time is a month off: it is drawn back.
      #expect(try await fire(pool, checksAll: true).isEmpty)
      try await pool.setClock("2026-11-27T12:00:00Z")
      #expect(try await fire(pool).map(\.at) == [try moment("2026-11-27T05:30:00Z")])
      // Christmas Eve was fired when the clock was wrong, and is not fired again.
      try await pool.setClock("2026-12-24T12:00:00Z")
      #expect(try await fire(pool).isEmpty)
      try await pool.setClock("2026-12-25T12:00:00Z")
      #expect(try await fire(pool).count == 1)
      #expect(try await pool.count("job") == 3)
    }
  }

  @Test func `dbos 139: a schedule survives a program that is stopped, replaced and started`()
    async throws
  {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      try await pool.setClock("2026-11-26T12:00:00Z")
      // Starting again stores the same rule; what was missed meanwhile is not forgotten by that.
      try await keep(pool, "daily 06:30")
      #expect(try await fire(pool).count == 1)
      // A changed rule begins with its own next time.
      try await keep(pool, "weekly mon 07:00")
      let stored = try await pool.queue { try JobQueue.schedules($0) }
      #expect(stored.map(\.nextAt) == [try moment("2026-11-30T06:00:00Z")])
    }
  }

  @Test func `Rock 6560: a daily job runs once a day when the clock changes, at its civil time`()
    async throws
  {
    let rule = try #require(ScheduleRule("daily 02:30"))
    var at = try moment("2027-03-26T12:00:00Z")
    var spring: [String] = []
    for _ in 0..<4 {
      at = rule.next(after: at)
      spring.append(String(at.description.prefix(16)))
    }
    // On 28 March there is no 02:30: the moment of the change, 03:00 summer time.
    #expect(
      spring == ["2027-03-27T01:30", "2027-03-28T01:00", "2027-03-29T00:30", "2027-03-30T00:30"])
    at = try moment("2027-10-29T12:00:00Z")
    var autumn: [String] = []
    for _ in 0..<3 {
      at = rule.next(after: at)
      autumn.append(String(at.description.prefix(16)))
    }
    // On 31 October 02:30 comes twice: the first.
    #expect(autumn == ["2027-10-30T00:30", "2027-10-31T00:30", "2027-11-01T01:30"])
  }

  @Test func `Hypha, Outbound Funds: a month-end series does not drift, and leap day is a day`()
    throws
  {
    let monthly = try #require(ScheduleRule("monthly 31 00:00"))
    var at = try moment("2028-01-01T00:00:00Z")
    var days: [String] = []
    for _ in 0..<5 {
      at = monthly.next(after: at)
      days.append("\(AmsterdamTime.civil(at.microseconds).date)")
    }
    #expect(days == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"])
    let yearly = try #require(ScheduleRule("yearly 02-29 12:00"))
    at = try moment("2026-06-01T00:00:00Z")
    days = []
    for _ in 0..<3 {
      at = yearly.next(after: at)
      days.append("\(AmsterdamTime.civil(at.microseconds).date)")
    }
    #expect(days == ["2027-02-28", "2028-02-29", "2029-02-28"])
  }

  @Test(arguments: [
    "daily 00:00", "daily 02:30", "daily 23:59", "weekly sun 02:15", "weekly wed 09:00",
    "monthly 29 03:00", "monthly 31 02:30", "yearly 03-29 02:30", "every 1 seconds",
    "every 86400 seconds",
  ])
  func `the last time up to a moment and the first after it enclose it`(text: String) throws {
    let rule = try #require(ScheduleRule(text))
    #expect(rule.description == text)
    var random = SplitMix64(seed: 41)
    for _ in 0..<2_000 {
      // 1996 to 2050, so that some moments are before and some after each change of the clock.
      let at = Timestamp(
        microseconds: Int64.random(in: 820_454_400...2_524_608_000, using: &random) * 1_000_000)
      let (last, next) = (rule.latest(upTo: at), rule.next(after: at))
      #expect(last <= at && at < next)
      #expect(rule.next(after: last) == next)
      #expect(rule.latest(upTo: last) == last)
      #expect(rule.count(after: last, through: next) == 1)
    }
  }

  @Test(arguments: [
    "", "daily", "daily 24:00", "daily 6:30", "weekly 06:30", "weekly someday 06:30",
    "monthly 0 06:30", "monthly 32 06:30", "yearly 13-01 06:30", "every 0 seconds",
    "every minute", "daily 06:30 extra",
  ])
  func `a rule that is none is refused`(text: String) {
    #expect(ScheduleRule(text) == nil)
  }

  @Test func `a stored rule of a newer version stops no other schedule`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      try await pool.queue { db in
        try db.execute(
          """
          insert into job_schedule (name, rule, queue, kind, next_at)
          values ('a', 'at full moon', 'default', 'note', job_clock())
          """)
      }
      try await pool.setClock("2026-11-26T12:00:00Z")
      let fired = try await pool.queue { try JobQueue.fireSchedules($0) }
      #expect(fired.ticks.map(\.schedule) == ["s"])
      #expect(fired.faults.map(\.name) == ["a"])
    }
  }

  @Test func `a paused schedule fires nothing, and once when it is resumed`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      try await pool.queue { try JobQueue.pauseSchedule($0, "s") }
      try await pool.setClock("2026-12-09T12:00:00Z")
      #expect(try await fire(pool).isEmpty)
      try await pool.queue { try JobQueue.pauseSchedule($0, "s", false) }
      #expect(try await fire(pool).map(\.skipped) == [13])
      #expect(try await pool.queue { try JobQueue.removeSchedule($0, "s") })
    }
  }

  @Test func `a job of a schedule knows its tick`() async throws {
    try await withTemplateDatabase(queueTables) { pool in
      try await keep(pool, "daily 06:30")
      try await pool.setClock("2026-11-26T12:00:00Z")
      let seen = Collected<String>()
      try await pool.drain { job, _ in
        seen.add(try job.payload.canonical)
        return .done
      }
      #expect(
        seen.all == [#"{"a":1,"schedule":"s","tick":"2026-11-26T05:30:00.000000Z"}"#])
    }
  }
}

@Suite struct AmsterdamTimeTests {
  @Test func `every hour from 1996 to 2037 agrees with the time zone database`() throws {
    guard let zone = TimeZone(identifier: "Europe/Amsterdam") else {
      print("skipped: this machine has no time zone database")
      return
    }
    var hour: Int64 = 227_904
    while hour < 595_000 {
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(hour * 3600)))
      let isSummer = AmsterdamTime.isSummer(hour * 3_600_000_000)
      #expect(expected == (isSummer ? 7200 : 3600), "hour \(hour)")
      // Each hour near the changes, each seventh elsewhere.
      hour += hour % 24 < 4 ? 1 : 7
    }
  }

  @Test func `a civil time and its instant are each other's`() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<5_000 {
      let at = Int64.random(in: 820_454_400...2_524_608_000, using: &random) * 1_000_000
      let (date, second) = AmsterdamTime.civil(at)
      let back = AmsterdamTime.instant(date, secondOfDay: second)
      // In the hour that comes twice the first is meant.
      #expect(back == at || back == at - 3_600_000_000)
    }
  }
}
