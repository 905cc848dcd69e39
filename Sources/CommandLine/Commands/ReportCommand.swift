import ArgumentParser
import Casework
import Foundation
import JSONText
import LegalCalendar
import Services

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The reports of all recipients: what is due, filed and lacking.",
    subcommands: [List.self, Check.self, File.self, Form.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all reports by due date.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Only those of this award.") var award: String?
    @Option(help: "Only those over this year.") var year: Int?

    func run() async throws {
      try await options.run { session in
        let reports = try await session.office.reports(
          scheme: session.scheme, award: award, year: year)
        let console = session.console
        console.list(
          reports, json: \.json,
          [
            ("uiterlijk", "due"), ("stand", "state"), ("ingediend", "filed"), ("wie", "who"),
            ("rapportage", "report"), ("ontbreekt", "missing"),
          ]
        ) { view in
          [
            view.report.due.description,
            view.isLate
              ? console.say("\(-view.daysLeft) dagen te laat", "\(-view.daysLeft) days late")
              : view.report.state,
            (view.report.filedOn?.description ?? "")
              + (view.wasLate ? console.say(" (te laat)", " (late)") : ""), view.name,
            view.report.id, view.faults.map(\.code).joined(separator: ", "),
          ]
        }
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a report would lack if it were filed like this; stores nothing.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The report, such as politica-2023/interim-report/2026.") var id: String
    @Argument(help: "The filing, a JSON file; see ‘report form’.") var file: String

    func run() async throws {
      try await options.run { session in
        let result = try await session.office.checkReport(
          scheme: session.scheme, report: id, readFiling(file))
        session.console.show(result)
        if !result.completeness.isComplete { throw ExitStatus.findings.code }
      }
    }
  }

  struct File: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Take in a report, or what completes it; an incomplete one gets its term to complete.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The report, such as politica-2023/interim-report/2026.") var id: String
    @Argument(help: "The filing, a JSON file; see ‘report form’.") var file: String

    func run() async throws {
      try await options.run { session in
        let result = try await session.office.fileReport(
          scheme: session.scheme, report: id, readFiling(file))
        session.console.show(result)
      }
    }
  }

  struct Form: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a filled-in example of a filing, as JSON.")

    @OptionGroup var global: GlobalOptions

    func run() async throws { global.console().data(Filing.example) }
  }
}

private func readFiling(_ file: String) throws -> Filing {
  try Filing(json: JSON.parse(bytes: readFile(file), file: file))
}

extension CaseOffice.ReportView {
  var json: JSON {
    guard case .object(let members) = report.json else { return .null }
    return .object(
      members.filter { $0.name != "missing" } + [
        .init("name", .string(name)), .init("daysLeft", .int(daysLeft)),
        .init("late", .bool(isLate)), .init("filedLate", .bool(wasLate)),
        .init("missing", .array(faults.map(\.json))),
      ])
  }
}

extension Console {
  func show(_ result: CaseOffice.FilingResult) {
    if json {
      return data([
        "report": .string(result.report.id), "state": .string(result.report.state),
        "complete": .bool(result.completeness.isComplete), "missing": result.completeness.json,
        "completeBy": result.completeBy.map { .string($0.description) } ?? .null,
        "moves": .array(result.moves.map(\.json)), "stored": .bool(result.event != nil),
      ])
    }
    if result.completeness.isComplete {
      line(say("Volledig.", "Complete."))
    } else {
      line(say("Onvolledig:", "Incomplete:"))
      for fault in result.completeness.faults {
        wrapped(
          "  - \(say(fault.nl, fault.en)) [\(fault.article)]"
            + (fault.certainty.map { " (\($0))" } ?? ""))
      }
      if let day = result.completeBy {
        paragraph("Aan te vullen uiterlijk \(day).", "To be completed by \(day).")
      }
    }
    show(result.moves)
    if result.event == nil {
      note("Proef: er is niets ingediend.", "Check only: nothing was filed.")
    }
  }
}
