import ArgumentParser
import Casework
import DMN
import Diagnostics
import FEEL
import Foundation
import JSONText
import SchemeDefinition

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Read, try and test a scheme's decisions.",
    subcommands: [Check.self, Table.self, Eval.self, Explain.self, Test.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check DMN files: syntax, types, gaps, overlaps, rows that never fire.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The files.") var files: [String]

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        var findings: [Finding] = []
        for file in files {
          let bytes = try readFile(file)
          let (model, faults) = DMNModel.load(bytes, file: file)
          let found = faults + (model?.analysis() ?? [])
          findings += found
          guard !console.json else { continue }
          let text = String(decoding: bytes, as: UTF8.self)
          for finding in found.inReadingOrder() {
            console.line("\(finding)")
            if let place = finding.position, let excerpt = caretExcerpt(of: text, at: place) {
              console.line(excerpt)
            }
          }
        }
        if console.json {
          console.data(.array(findings.inReadingOrder().map(\.json)))
        } else if findings.isEmpty {
          console.line(console.say("Geen fouten.", "No faults."))
        }
        if findings.hasErrors { throw ExitStatus.findings.code }
      }
    }
  }

  struct Table: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a decision's tables readably.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The decision, such as Voorschot.") var decision: String
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let model = try lastRuleSet(directory).decisionModel(decision)
        for table in model.tables { console.line(table.rendered(width: console.width)) }
        if model.tables.isEmpty {
          console.line(
            console.say("Deze beslissing heeft geen tabel.", "This decision has no table."))
        }
      }
    }
  }

  struct Eval: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a decision on JSON input, such as '{\"jaar\": 2026}'.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The decision, such as Voorschot.") var decision: String
    @Argument(help: "The inputs as a JSON object; ‘-’ reads them from standard input.")
    var inputs: String
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let result = try evaluate(decision, inputs, directory)
        if console.json {
          console.data([
            "value": result.value.json,
            "fired": .array(result.fired.map { Receipt.FiredRow($0).json }),
            "problems": .array(result.diagnostics.map { .string("\($0)") }),
          ])
        } else {
          console.line(result.value.description)
          for problem in result.diagnostics { console.rawNote("\(problem)\n") }
        }
      }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a decision and say which rules fired, with their articles.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The decision, such as Voorschot.") var decision: String
    @Argument(help: "The inputs as a JSON object; ‘-’ reads them from standard input.")
    var inputs: String
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let result = try evaluate(decision, inputs, directory)
        let model = try lastRuleSet(directory).decisionModel(decision)
        func wrapped(_ text: String) {
          for part in wrapText(text, width: console.width) { console.line(part) }
        }
        wrapped("\(decision) = \(result.value.description)")
        let row = console.say("rij", "row")
        for rule in result.fired {
          let notes = rule.annotations.map { "\($0.name): \($0.text)" }.joined(separator: "; ")
          wrapped("  \(rule.decision), \(row) \(rule.row). \(notes)")
          // The cells that decided; those with a dash let everything pass.
          for cell in model.cells(of: rule) { wrapped("    \(cell.label): \(cell.test)") }
        }
        for problem in result.diagnostics { wrapped("  ! \(problem)") }
      }
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the golden cases of a scheme, in all its versions.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let path = try directory ?? Home.find().path("config/schemes/emancipatie-2022-2027").path
        let (scheme, findings) = SchemeDefinition.load(try readDirectory(path))
        guard let scheme else { throw FindingsError(findings) }
        var failed = 0
        var count = 0
        for version in scheme.versions {
          for outcome in version.runCases() {
            count += 1
            guard !outcome.passed else { continue }
            failed += 1
            console.line("✗ \(version.label) \(outcome.title)")
            for finding in outcome.findings { console.line("    \(finding)") }
          }
        }
        console.line(
          console.say(
            "\(count - failed) van \(count) gevallen goed",
            "\(count - failed) of \(count) cases pass"))
        if failed > 0 { throw ExitStatus.findings.code }
      }
    }
  }
}

extension RuleSet {
  func decisionModel(_ decision: String) throws -> DMNModel {
    if let model = model(of: decision) { return model }
    throw Refusal(
      "unknown-decision", nl: "Er is geen beslissing “\(decision)”.",
      en: "There is no decision “\(decision)”.", details: decisionNames)
  }
}

private func evaluate(_ decision: String, _ inputs: String, _ directory: String?) throws
  -> DecisionResult
{
  let rules = try lastRuleSet(directory)
  let model = try rules.decisionModel(decision)
  let text =
    inputs == "-"
    ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : inputs
  guard case .context(let context) = FEELValue(json: try JSON.parse(text)) else {
    throw Refusal(
      "no-object", nl: "De invoer moet een JSON-object zijn.",
      en: "The inputs must be a JSON object.")
  }
  let known = model.prepare(decision: decision)?.inputs ?? []
  if let other = context.names.first(where: { !known.contains($0) }) {
    throw Refusal(
      "unknown-input", nl: "De beslissing “\(decision)” kent geen gegeven “\(other)”; wel:",
      en: "The decision “\(decision)” has no input “\(other)”; it has:", details: known)
  }
  return rules.decide(decision, context)
}
