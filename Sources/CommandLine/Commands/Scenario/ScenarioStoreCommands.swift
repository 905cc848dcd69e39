import ArgumentParser
import Casework
import Foundation
import JSONText
import LegalCalendar
import Services
import Storage

struct ScenarioResultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results", abstract: "List the runs that are kept, the newest first.")

  @OptionGroup var options: OfficeOptions
  @Option(help: "How many.") var limit = 20

  func validate() throws {
    guard (1...1_000).contains(limit) else {
      throw ValidationError("--limit must be from 1 to 1000.")
    }
  }

  func run() async throws {
    try await options.runWithoutScheme { office, _, console in
      let runs = try await office.scenarioRuns(limit: limit)
      if console.json { return console.data(.array(runs.map(\.json))) }
      if runs.isEmpty {
        return console.line(
          console.say(
            "Er zijn nog geen runs: speelveld scenario run",
            "There are no runs yet: speelveld scenario run"))
      }
      var table = TextTable([
        .init("run"), .init(console.say("gevraagd", "asked")), .init(console.say("door", "by")),
        .init(console.say("stand", "state")), .init(console.say("wat", "what")),
      ])
      for run in runs {
        table.add([
          run.id, DutchClock.date(of: run.requestedAt).description, run.requestedBy,
          run.stateText(console), run.title,
        ])
      }
      console.table(table)
    }
  }
}

struct ScenarioShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a kept run: its words, or its figures with --json, --csv, --html or --xlsx.",
    discussion: """
      The stored report is shown as it was made. Other forms are made from the stored inputs and
      draws, and only when that gives the stored fingerprint.
      """)

  @OptionGroup var options: OfficeOptions
  @OptionGroup var report: ReportOptions
  @Flag(help: "Show the request and who made which piece.") var inputs = false
  @Argument(help: "The run, or the first digits of its id.") var id: String

  func run() async throws {
    try await options.runWithoutScheme { office, _, console in
      let run = try await office.scenarioRun(id)
      if inputs {
        return console.data(try await office.scenarioInputs(run))
      }
      let outcome = try await office.scenarioOutcome(run)
      if report.csv || report.wantsFiles {
        let comparison = try await office.scenarioComparison(run)
        let command = "speelveld scenario show \(run.id)"
        return try report.show(comparison, command: command, on: console)
      }
      if console.json { return console.data(try JSON.parse(outcome.result)) }
      let text = console.language == .dutch ? outcome.dutch : outcome.english
      console.line(text ?? outcome.result)
      console.line(
        console.say(
          "Run \(run.id), gevraagd op \(DutchClock.date(of: run.requestedAt)) door \(run.requestedBy).",
          "Run \(run.id), asked on \(DutchClock.date(of: run.requestedAt)) by \(run.requestedBy)."))
    }
  }
}

struct ScenarioResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Make what is missing of a run that was stopped.")

  @OptionGroup var options: OfficeOptions
  @OptionGroup var report: ReportOptions
  @Option(help: "Threads; the result does not depend on it.") var threads = 2
  @Argument(help: "The run, or the first digits of its id.") var id: String

  func validate() throws {
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 64.")
    }
  }

  func run() async throws {
    try await options.runWithoutScheme { office, _, console in
      let run = try await make(
        try await office.scenarioRun(id), office, threads: threads, console)
      try report.show(
        try await office.scenarioComparison(run),
        command: "speelveld scenario resume \(run.id)", on: console)
    }
  }
}

struct ScenarioWorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Make pieces of any run that is open, beside other workers, until there are none.",
    discussion: """
      Start as many as there are processors, on any machine that reaches the database. One that is
      killed loses nothing: its piece is free for the others.
      """)

  @OptionGroup var options: OfficeOptions
  @Option(help: "Threads; the result does not depend on it.") var threads = 2

  func validate() throws {
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 64.")
    }
  }

  func run() async throws {
    try await options.runWithoutScheme { office, _, console in
      let worker = "worker-\(ProcessInfo.processInfo.processIdentifier)"
      let count = try await office.workOnScenarios(threads: threads, by: worker)
      console.line(
        console.say("\(count) delen gemaakt.", "\(count) pieces made."))
    }
  }
}

struct ScenarioCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Let go of a run that is not done; its pieces stay, and running it again goes on.")

  @OptionGroup var options: OfficeOptions
  @Argument(help: "The run, or the first digits of its id.") var id: String

  func run() async throws {
    try await options.runWithoutScheme { office, _, console in
      let run = try await office.scenarioRun(id)
      try await office.cancelScenarios(run.id)
      console.line(console.say("Run \(run.id) is losgelaten.", "Run \(run.id) was let go."))
    }
  }
}

extension ScenarioRun {
  fileprivate func stateText(_ console: Console) -> String {
    switch state {
    case .done: console.say("klaar", "done")
    case .open:
      console.say("\(slicesMade) van \(slices)", "\(slicesMade) of \(slices)")
    case .cancelled: console.say("losgelaten", "let go")
    }
  }

  fileprivate var json: JSON {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "title": .string(title),
      "state": .string(state.rawValue), "requestedBy": .string(requestedBy),
      "requestedAt": .string(requestedAt.description),
      "finishedAt": finishedAt.map { .string($0.description) } ?? .null,
      "fingerprint": fingerprint.map { .string($0) } ?? .null,
      "requestHash": .string(hash), "slices": .int(slices), "slicesMade": .int(slicesMade),
    ]
  }
}
