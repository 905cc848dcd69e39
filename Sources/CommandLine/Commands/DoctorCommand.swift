import ArgumentParser
import Casework
import Foundation
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage

/// Looks at everything that the program needs and says what is wrong and how to mend it.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check this installation and say what to mend.")

  @OptionGroup var options: OfficeOptions

  struct Check {
    enum Verdict: String { case good, warning, bad }
    let name: String
    let verdict: Verdict
    let text: String
  }

  func run() async throws {
    let console = options.console()
    var checks: [Check] = []
    let environment = ProcessInfo.processInfo.environment
    checks.append(Check(name: "program", verdict: .good, text: SpeelveldCommand.version))
    do {
      let home = try Home.find(environment: environment)
      let migrations = try home.migrations()
      checks.append(
        Check(
          name: "files", verdict: .good, text: "\(home.folder.path), \(migrations.count) migrations"
        ))
      checks += calendarChecks(try home.calendar(), console)
      checks += schemeChecks(home, console)
      checks += await databaseChecks(
        migrations, try home.calendar(), environment, console)
    } catch {
      checks.append(Check(name: "files", verdict: .bad, text: "\(error)"))
    }
    show(checks, console)
    if checks.contains(where: { $0.verdict == .bad }) { throw ExitStatus.findings.code }
  }

  private func calendarChecks(_ calendar: HolidayCalendar, _ console: Console) -> [Check] {
    guard let until = calendar.knownUntil else {
      return [
        Check(
          name: "calendar", verdict: .warning,
          text: console.say("geen gelijkgestelde dagen bekend", "no equated days known"))
      ]
    }
    let today = DutchClock.date(of: clock())
    // Two years ahead is what the longest terms in use reach: an account and the decision on it.
    let short = until < today.adding(months: 24)
    return [
      Check(
        name: "calendar", verdict: short ? .warning : .good,
        text: console.say(
          "gelijkgestelde dagen bekend tot en met \(until)", "equated days known through \(until)")
          + (short
            ? console.say(
              "; vul config/calendars/nl.yaml aan zodra het volgende besluit er is",
              "; add to config/calendars/nl.yaml when the next decree is out") : ""))
    ]
  }

  private var clock: @Sendable () -> Moment {
    if let today = options.today { return { Moment(today, secondOfDay: 9 * 3600) } }
    return { Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
  }

  private func schemeChecks(_ home: Home, _ console: Console) -> [Check] {
    let folder = home.path("config/schemes")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { name in
      let path = folder.appending(path: name).path
      guard let files = try? readDirectory(path) else {
        return Check(name: "scheme \(name)", verdict: .bad, text: "cannot be read: \(path)")
      }
      let (scheme, findings) = SchemeDefinition.load(files)
      let errors = findings.count { $0.severity == .error }
      return Check(
        name: "scheme \(name)", verdict: scheme == nil ? .bad : .good,
        text: scheme?.describe(console) ?? "\(errors) errors: speelveld scheme check \(path)")
    }
  }

  private func databaseChecks(
    _ migrations: [Migration], _ calendar: HolidayCalendar, _ environment: [String: String],
    _ console: Console
  ) async -> [Check] {
    var checks: [Check] = []
    let target = options.target(environment)
    do {
      let opened = try target.open()
      defer { opened.cluster?.stop() }
      let place = opened.cluster.map { "private, \($0.dataDirectory)" } ?? "server"
      let pool = PostgresPool(opened.configuration)
      defer { pool.shutdown() }
      try await Migrator(migrations).migrate(pool)
      let version = try await pool.read { db in
        try db.scalar(Statement("doctor.version", "select version()"), as: String.self) ?? ""
      }
      let short = version.split(separator: " ").prefix(2).joined(separator: " ")
      checks.append(Check(name: "database", verdict: .good, text: "\(short), \(place)"))
      checks += try await queueChecks(pool, console)
      let office = CaseOffice(
        pool: pool, calendar: calendar, actor: "doctor", clock: clock)
      for scheme in try await office.schemes() {
        let audit = try await office.audit(scheme: scheme.id)
        checks.append(
          Check(
            name: "books \(scheme.id)", verdict: audit.isIntact ? .good : .bad,
            text: audit.isIntact
              ? console.say(
                "\(audit.events) gebeurtenissen, gaaf", "\(audit.events) events, intact")
              : audit.faults.prefix(3).joined(separator: "; ")))
        checks += try await termChecks(office, scheme.id, console)
        let now = Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        checks += try await deliveryChecks(office.at(now), scheme: scheme.id, console)
      }
    } catch {
      checks.append(Check(name: "database", verdict: .bad, text: "\(error)"))
    }
    return checks
  }

  private func show(_ checks: [Check], _ console: Console) {
    if console.json {
      return console.data(
        .array(
          checks.map {
            [
              "check": .string($0.name), "verdict": .string($0.verdict.rawValue),
              "text": .string($0.text),
            ]
          }))
    }
    for check in checks {
      let sign =
        switch check.verdict {
        case .good: "✓"
        case .warning: "!"
        case .bad: "✗"
        }
      let lines = wrapText("\(check.name): \(check.text)", width: console.width - 2)
      for (index, line) in lines.enumerated() {
        console.line((index == 0 ? sign + " " : "  ") + line)
      }
    }
  }
}
