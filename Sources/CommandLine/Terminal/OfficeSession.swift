import Casework
import Diagnostics
import Foundation
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage

/// An opened installation: the database up to date, the calendar read, somebody acting.
struct OfficeSession {
  let office: CaseOffice
  let scheme: String
  let home: Home
  let console: Console

  var today: CivilDate { office.today }
}

extension OfficeOptions {
  /// Opens the database (starting the private one where no other is given), brings it up to date, and runs
  /// `work`; errors become messages and an exit status.
  func run(_ work: (OfficeSession) async throws -> Void) async throws {
    let console = console()
    try await reporting(console) {
      try await withOffice(console) { office, home in
        let scheme = try await chosenScheme(office)
        try await work(OfficeSession(office: office, scheme: scheme, home: home, console: console))
      }
    }
  }

  /// Like `run`, for commands that work before any scheme is active.
  func runWithoutScheme(_ work: (CaseOffice, Home, Console) async throws -> Void) async throws {
    let console = console()
    try await reporting(console) {
      try await withOffice(console) { office, home in try await work(office, home, console) }
    }
  }

  private func withOffice(
    _ console: Console, _ work: (CaseOffice, Home) async throws -> Void
  ) async throws {
    Interruption.shared.beginSession()
    defer { Interruption.shared.endSession() }
    let environment = ProcessInfo.processInfo.environment
    let home = try Home.find(environment: environment)
    let calendar = try home.calendar()
    let migrations = try home.migrations()
    let opened = try target(environment).open()
    let pool = PostgresPool(opened.configuration)
    let outcome: Result<Void, any Error>
    do {
      try await Migrator(migrations).migrate(pool)
      let office = CaseOffice(
        pool: pool, calendar: calendar, actor: actor ?? signedInUser(environment), clock: clock)
      try await work(office, home)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    pool.shutdown()
    opened.cluster?.stop()
    try outcome.get()
  }

  func target(_ environment: [String: String]) -> PostgresTarget {
    PostgresTarget.resolve(
      address: nil, dataDirectory: dataDir ?? environment["SPEELVELD_DATA_DIR"],
      environment: environment, isRoot: getuid() == 0)
  }

  private var clock: @Sendable () -> Moment {
    if let today { return { Moment(today, secondOfDay: 9 * 3600) } }
    return { Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
  }

  private func chosenScheme(_ office: CaseOffice) async throws -> String {
    let active = try await office.schemes().map(\.id)
    if let scheme {
      guard active.contains(scheme) else {
        throw Refusal(
          "unknown-scheme", nl: "De regeling “\(scheme)” is hier niet geactiveerd.",
          en: "The scheme “\(scheme)” is not active here.",
          details: active.isEmpty ? ["speelveld scheme activate config/schemes/\(scheme)"] : active)
      }
      return scheme
    }
    guard active.count == 1, let only = active.first else {
      throw Refusal(
        active.isEmpty ? "no-scheme" : "which-scheme",
        nl: active.isEmpty
          ? "Er is nog geen regeling geactiveerd."
          : "Er is meer dan één regeling: kies met --scheme.",
        en: active.isEmpty
          ? "No scheme is active yet." : "There is more than one scheme: choose with --scheme.",
        details: active.isEmpty
          ? ["speelveld scheme activate config/schemes/emancipatie-2022-2027"] : active)
    }
    return only
  }
}

func signedInUser(_ environment: [String: String]) -> String {
  environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "uid-\(getuid())"
}

extension Home {
  /// The Dutch calendar, from `config/calendars/nl.yaml`.
  func calendar() throws -> HolidayCalendar {
    let file = "config/calendars/nl.yaml"
    let bytes = try readFile(path(file).path)
    let (calendar, findings) = CalendarFile.parse(bytes, file: file)
    guard let calendar else { throw FindingsError(findings) }
    return calendar
  }
}
