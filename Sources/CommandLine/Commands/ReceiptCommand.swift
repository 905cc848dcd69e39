import ArgumentParser
import Casework
import JSONText
import Services
import Storage

struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Look at a decision's receipt and take the decision again.",
    subcommands: [Show.self, Rerun.self, List.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show inputs, rules that fired, articles, rule set and engine of a decision.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The receipt, as ‘receipt list’ names it.") var id: String

    func run() async throws {
      try await options.run { session in
        let stored = try await session.office.receipt(scheme: session.scheme, id)
        let console = session.console
        if console.json { return console.data(stored.json) }
        console.show(stored)
      }
    }
  }

  struct Rerun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a decision again under the rule set it names, and compare.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The receipt, as ‘receipt list’ names it.") var id: String

    func run() async throws {
      try await options.run { session in
        let rerun = try await session.office.rerun(scheme: session.scheme, id)
        let console = session.console
        if console.json {
          console.data([
            "receipt": .string(id), "same": .bool(rerun.isSame),
            "then": .string(rerun.stored.receipt.outcome), "now": .string(rerun.outcome),
          ])
        } else if rerun.isSame {
          console.paragraph(
            "Gelijk: dezelfde uitkomst door dezelfde regels. \(rerun.outcome)",
            "The same: the same outcome by the same rules. \(rerun.outcome)")
        } else {
          console.paragraph(
            "ANDERS. Toen: \(rerun.stored.receipt.outcome)",
            "DIFFERENT. Then: \(rerun.stored.receipt.outcome)")
          console.paragraph("Nu: \(rerun.outcome)", "Now: \(rerun.outcome)")
          for rule in rerun.fired { console.line("  " + rule.describe) }
        }
        if !rerun.isSame { throw ExitStatus.findings.code }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List receipts, oldest first.")

    @OptionGroup var options: OfficeOptions
    @Option(help: "Only of this award.") var award: String?
    @Option(help: "At most so many.") var limit = 100

    func run() async throws {
      try await options.run { session in
        let receipts = try await session.office.receipts(
          scheme: session.scheme, award: award, limit: limit)
        let console = session.console
        if console.json { return console.data(.array(receipts.map(\.json))) }
        for stored in receipts {
          console.line("\(stored.receipt.id)  \(stored.receipt.fired.last?.article ?? "")")
        }
      }
    }
  }
}

extension StoredReceipt {
  var json: JSON {
    guard case .object(let members) = receipt.json else { return .null }
    return .object(
      members + [
        .init("event", .int(sequence)), .init("actor", .string(actor)),
        .init("at", .string(at.description)), .init("digest", .string(receipt.digest)),
      ])
  }
}

extension Receipt.FiredRow {
  var describe: String {
    "\(table), \(row): \(article)" + (certainty.map { " (\($0))" } ?? "")
  }
}

extension Console {
  func show(_ stored: StoredReceipt) {
    let receipt = stored.receipt
    heading(receipt.id)
    line(say("beslissing:  ", "decision:   ") + receipt.decision)
    line(say("regelset:    ", "rule set:   ") + receipt.ruleSet)
    line(say("motor:       ", "engine:     ") + receipt.engine)
    line(say("door, op:    ", "by, at:     ") + "\(stored.actor), \(stored.at)")
    line(say("gebeurtenis: ", "event:      ") + "\(stored.sequence)")
    line(say("regels:", "rules:"))
    for rule in receipt.fired { line("  " + rule.describe) }
    line(say("invoer:", "inputs:"))
    for part in wrapText(receipt.inputs, width: width - 2) { line("  " + part) }
    line(say("uitkomst:", "outcome:"))
    for part in wrapText(receipt.outcome, width: width - 2) { line("  " + part) }
  }
}
