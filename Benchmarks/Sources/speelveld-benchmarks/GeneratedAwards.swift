import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

/// Writes made-up running awards through the stores, as events and as records.
///
/// Each has a year that runs (2026, four advances paid), a year that is planned (2027) and the report of
/// 2025; every twenty-fifth report is not settled, so that its award is blocked, or all when so asked.
struct GeneratedAwards {
  let scheme: SchemeDefinition
  let count: Int
  var areAllFiled = false
  private static let batch = 5_000

  func write(to pool: PostgresPool) async throws {
    let moment = Moment(try day("2026-12-28"))
    for start in stride(from: 0, to: count, by: Self.batch) {
      let range = start..<min(start + Self.batch, count)
      try await pool.transaction { db in
        var head = try EventStore.lockHead(db, scheme.id)
        let events = try range.map { number in
          let draft = EventDraft(
            kind: "award.recorded", subject: "award/\(key(number))", changes: try changes(number))
          return head.append(draft, scheme: scheme.id, at: moment, by: "generator")
        }
        try EventStore.append(db, scheme.id, events)
        try RecordStore.write(db, scheme.id, events.flatMap(\.changes))
      }
    }
  }

  func key(_ number: Int) -> String {
    let digits = String(number)
    return "award-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private func day(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(iso: text) else { throw BrokenBenchmark("\(text) is no day.") }
    return day
  }

  private func changes(_ number: Int) throws -> [Change] {
    let (award, recipient) = (key(number), "recipient-\(number)")
    let budget = Money(euros: 200_000 + number % 1_000 * 100)
    let decided = try day("2022-12-15")
    let rules =
      scheme.governing(awardDecidedOn: decided, on: try day("2026-12-28"))
      .ruleSet?.hash ?? ""
    let payments = try ["01-02", "04-01", "07-01", "10-01"].enumerated().map { index, part in
      let due = try day("2026-\(part)")
      return Payment(
        id: Keys.advance(award, 2026, index + 1), award: award, year: 2026, kind: .advance,
        due: due, amount: budget.split(into: 4)[index], state: "paid", paidOn: due,
        article: "SR 1.4")
    }
    return [
      change(
        Alliance(
          id: recipient, name: "Alliantie \(number)", kind: .alliance, state: "running",
          moreThanFiveAllowed: false, certainty: .illustrative)),
      change(
        Award(
          id: award, recipient: recipient, kind: .alliance,
          granted: Money(cents: budget.cents * 5), from: try day("2023-01-01"),
          to: try day("2027-12-31"), decidedOn: decided, ruleSet: rules, state: "running",
          certainty: .illustrative)),
      change(period(award, 2026, budget, "running")),
      change(period(award, 2027, budget, "planned")),
      change(
        Report(
          id: Keys.report(award, "interim-report", 2025), award: award, year: 2025,
          kind: "interim-report", due: try day("2026-04-01"),
          state: areAllFiled || number.isMultiple(of: 25) ? "filed" : "settled",
          filedOn: try day("2026-03-20"))),
    ] + payments.map(change)
  }

  private func period(_ award: String, _ year: Int, _ budget: Money, _ state: String) -> Period {
    Period(id: Keys.period(award, year), award: award, year: year, budget: budget, state: state)
  }

  private func change<R: Record>(_ record: R) -> Change {
    Change(table: R.table, key: record.id, before: nil, after: record.json)
  }
}
