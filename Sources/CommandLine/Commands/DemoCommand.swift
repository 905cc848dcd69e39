import ArgumentParser
import Casework
import Delivery
import Diagnostics
import ExactNumbers
import FEEL
import Foundation
import LegalCalendar
import Postgres
import SchemeDefinition
import Services
import Storage

/// The main job on the real scheme, told in order, over a real PostgreSQL of its own.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Walk through a period change on the 2022–2027 scheme, in a database of its own.",
    discussion: """
      Each run starts afresh. The clock of the demonstration is moved from step to step; with --to-end it
      walks on through run-off, final account, determination, recovery and closing in 2028.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: ArgumentHelp("Directory of the demonstration's database.", valueName: "dir"))
  var dataDir: String?
  @Flag(help: "Walk on to the end of the awards in 2028.") var toEnd = false
  @Flag(help: "Then open the desk on 127.0.0.1:8080, when this is a terminal; Ctrl-C closes it.")
  var desk = false

  func run() async throws {
    let console = global.console()
    try await reporting(console) {
      let environment = ProcessInfo.processInfo.environment
      let home = try Home.find(environment: environment)
      let place = try directory(environment)
      let cluster = try PrivateCluster.start(.init(dataDirectory: place))
      let outcome: Result<Void, any Error>
      do {
        try await renew(cluster)
        let pool = PostgresPool(cluster.connection)
        defer { pool.shutdown() }
        try await Migrator(try home.migrations()).migrate(pool)
        let office = CaseOffice(
          pool: pool, calendar: try home.calendar(), actor: "anna", clock: { Moment(.demoStart) })
        let story = DemoStory(office: office, home: home, console: console, dataDirectory: place)
        try await story.tell(toEnd: toEnd)
        if desk { try await openDesk(office, home, console, place) }
        outcome = .success(())
      } catch {
        outcome = .failure(error)
      }
      cluster.stop()
      try outcome.get()
    }
  }

  /// The desk over what the story left, on 4 January 2027; without a terminal only says how to open it.
  private func openDesk(_ office: CaseOffice, _ home: Home, _ console: Console, _ place: String)
    async throws
  {
    guard isatty(STDIN_FILENO) == 1, let day = CivilDate(iso: "2027-01-04") else {
      console.line()
      return console.line(
        console.say("Het loket openen: ", "To open the desk: ")
          + "speelveld serve --data-dir \(place) --today 2027-01-04")
    }
    let running = CaseOffice(
      pool: office.pool, calendar: office.calendar, actor: "desk", clock: RealClock.starting(day))
    try await DemoDesk(office: running, home: home, console: console).open()
  }

  /// The usual data directory with `-demo` behind it: never the one that holds real casework.
  private func directory(_ environment: [String: String]) throws -> String {
    if let dataDir { return dataDir }
    let usual = PostgresTarget.resolve(
      address: nil, dataDirectory: nil,
      environment: environment.filter { Self.placing.contains($0.key) },
      isRoot: getuid() == 0)
    guard case .privateCluster(let directory, _, _) = usual else { return "/tmp/speelveld-demo" }
    return directory + "-demo"
  }

  private static let placing: Set<String> = ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"]

  /// Drops what an earlier run left: the directory is the demonstration's own.
  private func renew(_ cluster: PrivateCluster) async throws {
    let pool = PostgresPool(cluster.connection(to: "postgres"))
    defer { pool.shutdown() }
    let name = PrivateCluster.database
    try await pool.autocommit { db in
      try db.executeScript("drop database if exists \"\(name)\" with (force)")
    }
    try await pool.autocommit { db in try db.executeScript("create database \"\(name)\"") }
  }
}

extension CivilDate {
  /// 28 December 2026: the last working days before the change of period.
  static let demoStart = CivilDate(epochDay: 20_815)
}

/// The steps of the demonstration.
struct DemoStory {
  let office: CaseOffice
  let home: Home
  let console: Console
  let dataDirectory: String

  let scheme = "emancipatie-2022-2027"

  func tell(toEnd: Bool) async throws {
    try await activateScheme()
    try await importPortfolio()
    let run = try await planAndApprove()
    try await apply(run)
    try await followUp()
    try await compareScenarios()
    if toEnd { try await walkToTheEnd() }
    try await verify()
    whatNext()
  }

  func step(_ nl: String, _ en: String, command: String) {
    console.line()
    console.heading("▸ " + console.say(nl, en))
    for part in wrapText("$ speelveld \(command)", width: console.width) { console.line(part) }
  }

  /// The same office on another day, with somebody acting.
  func on(_ day: String, as actor: String = "anna") -> CaseOffice {
    let date = CivilDate(iso: day) ?? .demoStart
    return office.acting(as: actor).at(Moment(date, secondOfDay: 9 * 3600))
  }

  private func activateScheme() async throws {
    step(
      "De regeling gecontroleerd en geactiveerd", "The scheme checked and activated",
      command: "scheme activate config/schemes/\(scheme)")
    let files = try readDirectory(home.path("config/schemes/\(scheme)").path)
    let activation = try await on("2026-12-28").activate(files)
    console.wrapped(activation.scheme.describe(console))
    let cases = activation.scheme.versions.flatMap { $0.runCases() }
    console.line(
      console.say(
        "\(cases.count { $0.passed }) van \(cases.count) gouden gevallen goed.",
        "\(cases.count { $0.passed }) of \(cases.count) golden cases pass."))
    for day in ["2023-02-23", "2023-02-24", "2026-12-31", "2027-01-01"] {
      guard let date = CivilDate(iso: day), let decided = CivilDate(iso: "2022-12-15") else {
        continue
      }
      let rule = activation.scheme.governing(awardDecidedOn: decided, on: date)
      console.paragraph(
        "  \(day): regelset \(rule.ruleSet?.label ?? "–"). \(rule.reason.nl)",
        "  \(day): rule set \(rule.ruleSet?.label ?? "–"). \(rule.reason.en)")
    }
  }

  private func importPortfolio() async throws {
    let file = "config/portfolios/\(scheme).yaml"
    step("De portefeuille geladen", "The portfolio loaded", command: "portfolio import \(file)")
    let day = on("2026-12-28")
    let result = try await day.importPortfolio(
      try readFile(home.path(file).path), file: file, scheme: scheme, dryRun: false)
    console.line(console.say("\(result.added) toegevoegd.", "\(result.added) added."))
    let state = try await day.state(of: scheme)
    console.show(
      state.awards.values.sorted { $0.id < $1.id }.map { AwardView($0, in: state, on: day.today) },
      asOf: nil)
  }

  private func planAndApprove() async throws -> String {
    step(
      "De overgang van 2026 naar 2027 gepland", "The change from 2026 to 2027 planned",
      command: "transition plan --scheme \(scheme) --from 2026 --to 2027")
    let first = try await on("2026-12-28").planTransition(scheme: scheme, from: 2026, to: 2027)
    console.show(first.plan, run: first.run, details: false)

    guard let blocked = first.plan.rows.first(where: { $0.outcome == .blocked })?.award else {
      return try await approve(first.run.id)
    }
    let reason = console.say(
      "controleverklaring ontvangen, beoordeling loopt", "auditor's opinion received, under review")
    step(
      "Eén alliantie bij name uitgezonderd, opnieuw gepland",
      "One alliance excepted by name, planned anew",
      command: "transition except \(blocked) --year 2027 --reason \"\(reason)\"")
    _ = try await on("2026-12-29").grantException(
      scheme: scheme, award: blocked, year: 2027, reason: reason)
    do {
      _ = try await on("2026-12-30", as: "bram").approveTransition(
        scheme: scheme, run: first.run.id)
      console.line("$ speelveld transition apply \(first.run.id)")
      _ = try await on("2027-01-04").applyTransition(scheme: scheme, run: first.run.id)
    } catch let refusal as Refusal {
      // The plan was made before the exception: it must not be applied any more.
      for line in Failure(refusal, language: console.language).lines {
        for part in wrapText(line, width: console.width) { console.line(part) }
      }
    }
    let second = try await on("2026-12-30").planTransition(scheme: scheme, from: 2026, to: 2027)
    for row in second.plan.rows where row.outcome == .excepted {
      console.wrapped(
        "\(row.name): \(console.say(row.reason.nl, row.reason.en)) "
          + row.rule(in: console.language))
    }
    return try await approve(second.run.id)
  }

  private func approve(_ run: String) async throws -> String {
    step(
      "Goedgekeurd door een tweede persoon", "Approved by a second person",
      command: "transition approve \(run) --as bram")
    do {
      _ = try await on("2026-12-30").approveTransition(scheme: scheme, run: run)
    } catch let refusal as Refusal {
      console.line(console.say("(anna zelf: \(refusal.nl))", "(anna herself: \(refusal.en))"))
    }
    console.show(try await on("2026-12-30", as: "bram").approveTransition(scheme: scheme, run: run))
    return run
  }

  private func apply(_ run: String) async throws {
    step(
      "Uitgevoerd, teruggedraaid en opnieuw uitgevoerd", "Applied, undone and applied again",
      command: "transition apply \(run)")
    let planned = try await on("2027-01-04").transition(scheme: scheme, run: run).plan
    let before = try await office.state(of: scheme)
    let applied = try await on("2027-01-04").applyTransition(scheme: scheme, run: run)
    console.line(
      planned.json.canonical == applied.plan.json.canonical
        ? console.say(
          "Plan en resultaat zijn byte voor byte gelijk (\(run)).",
          "Plan and result are equal byte for byte (\(run)).")
        : console.say("Plan en resultaat VERSCHILLEN.", "Plan and result DIFFER."))
    console.line("$ speelveld transition undo \(run)")
    _ = try await on("2027-01-04").undoTransition(scheme: scheme, run: run)
    let after = try await office.state(of: scheme)
    let differences = after.differences(from: before)
    console.line(
      differences.isEmpty
        ? console.say("Elk record staat weer zoals het stond.", "Every record stands as it did.")
        : differences.joined(separator: ", "))
    let again = try await on("2027-01-04").planTransition(scheme: scheme, from: 2026, to: 2027)
    _ = try await on("2027-01-04", as: "bram").approveTransition(scheme: scheme, run: again.run.id)
    let final = try await on("2027-01-04").applyTransition(scheme: scheme, run: again.run.id)
    console.show(final.run)
  }

  private func followUp() async throws {
    step("Wat eruit volgt: verplichtingen", "What follows: obligations", command: "milestones list")
    let day = on("2027-01-04")
    let milestones = try await day.milestones(scheme: scheme, all: false)
    for milestone in milestones.prefix(6) {
      console.line(
        "  \(milestone.obligation.due)  \(milestone.name): \(milestone.obligation.kind)"
          + (milestone.obligation.year.map { " \($0)" } ?? ""))
    }
    if milestones.count > 6 {
      console.line(
        console.say("  … en \(milestones.count - 6) meer", "  … and \(milestones.count - 6) more"))
    }
    step(
      "De herinneringen van 15 maart 2027; een tweede keer verstuurt niets",
      "The reminders of 15 March 2027; a second time sends nothing",
      command: "reminders run --today 2027-03-15")
    let outbox = URL(filePath: dataDirectory + "-outbox")
    let carriers = Carriers(
      mail: try .folder(outbox), settings: try MailSettings(environment: [:]))
    let counts = try await [1, 2].asyncMap { _ in
      let desk = on("2027-03-15", as: "operator")
      let done = try await desk.runReminders(scheme: scheme)
      _ = try await desk.deliverOutbox(scheme: scheme, by: carriers)
      return (done.sent.count, done.skipped)
    }
    for (sent, skipped) in counts {
      console.line(
        console.say(
          "  \(sent) verstuurd, \(skipped) ingehaald en overgeslagen",
          "  \(sent) sent, \(skipped) made up for and skipped"))
    }
    console.line(console.say("  Berichten: \(outbox.path)", "  Messages: \(outbox.path)"))
  }

  private func verify() async throws {
    step("De boeken gecontroleerd", "The books checked", command: "audit verify")
    let day = on("2027-03-15", as: "auditor")
    let audit = try await day.audit(scheme: scheme)
    console.paragraph(
      audit.isIntact
        ? "In orde: \(audit.events) gebeurtenissen in een gave keten, \(audit.receipts) bonnen, tabellen gelijk "
          + "aan de gebeurtenissen."
        : audit.faults.joined(separator: "\n"),
      audit.isIntact
        ? "Intact: \(audit.events) events in an unbroken chain, \(audit.receipts) receipts, tables equal to the "
          + "events." : audit.faults.joined(separator: "\n"))
    let receipts = try await day.receipts(scheme: scheme, award: nil, limit: 10_000)
    if let last = receipts.last(where: { $0.receipt.decision == "Voorschot" }) {
      let rerun = try await day.rerun(scheme: scheme, last.receipt.id)
      console.line("$ speelveld receipt rerun \(last.receipt.id)")
      console.line(
        rerun.isSame
          ? console.say(
            "Gelijk: dezelfde uitkomst door dezelfde regels.",
            "The same: the same outcome by the same rules.")
          : console.say("ANDERS: \(rerun.outcome)", "DIFFERENT: \(rerun.outcome)"))
    }
    guard audit.isIntact else { throw ExitStatus.findings.code }
  }

  private func whatNext() {
    console.line()
    console.heading("▸ " + console.say("Verder kijken", "Look further"))
    console.line("  export SPEELVELD_DATA_DIR=\(dataDirectory)")
    for command in [
      "portfolio show politica", "transition list", "milestones list --today 2027-01-04",
      "case actions politica-2023 --today 2027-01-04", "case letters politica-2023",
      "rules table Periodeovergang", "lifecycle show award", "demo --to-end", "--help",
    ] {
      console.line("  .build/release/speelveld \(command)")
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async throws -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
