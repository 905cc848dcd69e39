import Casework
import ExactNumbers
import Foundation
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage
import TestSupport
import Testing

let schemeID = "emancipatie-2022-2027"

let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

/// The shipped scheme's files, relative to its directory.
func schemeFiles() throws -> [String: [UInt8]] {
  let folder = root.appending(path: "config/schemes/\(schemeID)")
  var files: [String: [UInt8]] = [:]
  let walker = try #require(
    FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
  while let file = walker.nextObject() as? URL {
    guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
      continue
    }
    files[String(file.path.dropFirst(folder.path.count + 1))] = [UInt8](try Data(contentsOf: file))
  }
  return files
}

func migrations() throws -> [Migration] {
  let folder = root.appending(path: "db/migrations")
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "sql" }
    .map {
      Migration(
        name: $0.deletingPathExtension().lastPathComponent,
        sql: try String(contentsOf: $0, encoding: .utf8))
    }
}

/// Migrated, empty.
let migrated = DatabaseTemplate("migrated") { pool in
  try await Migrator(try migrations()).migrate(pool)
}

/// Migrated, with the shipped scheme active.
let withScheme = DatabaseTemplate("scheme") { pool in
  try await Migrator(try migrations()).migrate(pool)
  let office = CaseOffice(
    pool: pool, calendar: .dutch, actor: "installer", clock: { Moment(microseconds: 0) })
  _ = try await office.at(Moment(CivilDate(epochDay: 20_815))).activate(try schemeFiles())
}

/// An office over a database of its own, with the shipped scheme active; the day is 28 December 2026.
func withOffice<T>(
  _ template: DatabaseTemplate = withScheme,
  configure: (inout PostgresConfiguration) -> Void = { _ in },
  _ body: (CaseOffice) async throws -> T
) async throws -> T {
  try await withTemplateDatabase(template, configure: configure) { pool in
    let moment = Moment(CivilDate(epochDay: 20_815), secondOfDay: 9 * 3600)
    return try await body(
      CaseOffice(pool: pool, calendar: .dutch, actor: "anna", clock: { moment }))
  }
}

extension CaseOffice {
  func on(_ iso: String, as actor: String? = nil) throws -> CaseOffice {
    acting(as: actor ?? self.actor).at(Moment(try day(iso), secondOfDay: 9 * 3600))
  }
}

/// Made-up awards for 2023–2027 with 2026 running: every seventh has last year's report unsettled.
func madeUpPortfolio(_ count: Int) throws -> Portfolio {
  var portfolio = Portfolio(scheme: schemeID)
  let (from, to) = (try day("2023-01-01"), try day("2027-12-31"))
  for number in 0..<count {
    let digits = String(number)
    let name = "a" + String(repeating: "0", count: 6 - digits.count) + digits
    portfolio.organisations.append(
      Organisation(id: "\(name)-org", name: "Organisatie \(number)", certainty: .illustrative))
    portfolio.alliances.append(
      Alliance(
        id: name, name: "Alliantie \(number)", kind: .alliance, state: "running",
        moreThanFiveAllowed: false, certainty: .illustrative))
    portfolio.memberships.append(
      Membership(
        id: "\(name)/\(name)-org/lead", alliance: name, organisation: "\(name)-org", role: .lead,
        from: from, certainty: .illustrative))
    let award = "\(name)-2023"
    let budget = Money(cents: Int64(10_000_001 + number * 37))
    portfolio.awards.append(
      Award(
        id: award, recipient: name, kind: .alliance, granted: Money(cents: budget.cents * 5),
        from: from, to: to, decidedOn: try day("2022-12-15"), ruleSet: "", state: "running",
        certainty: .illustrative))
    for year in 2023...2027 {
      portfolio.periods.append(
        Period(
          id: Keys.period(award, year), award: award, year: year, budget: budget,
          state: year < 2026 ? "settled" : year == 2026 ? "running" : "planned"))
      guard year < 2026, let due = CivilDate(year: year + 1, month: 4, day: 1) else { continue }
      portfolio.reports.append(
        Report(
          id: Keys.report(award, "interim-report", year), award: award, year: year,
          kind: "interim-report", due: due,
          state: year == 2025 && number % 7 == 3 ? "filed" : "settled"))
    }
  }
  return portfolio
}
