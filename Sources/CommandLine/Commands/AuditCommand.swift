import ArgumentParser
import JSONText
import Services

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Check that the books are whole.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Check the chain of events, rebuild the state from it and compare it with the tables.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let audit = try await session.office.audit(scheme: session.scheme)
        let console = session.console
        if console.json {
          console.data([
            "scheme": .string(session.scheme), "intact": .bool(audit.isIntact),
            "events": .int(audit.events), "receipts": .int(audit.receipts),
            "head": .string(audit.headHash), "faults": .array(audit.faults.map(JSON.string)),
          ])
        } else {
          for fault in audit.faults { console.line("! " + fault) }
          console.paragraph(
            audit.isIntact
              ? "In orde: \(audit.events) gebeurtenissen in een gave keten, \(audit.receipts) bonnen, "
                + "tabellen gelijk aan de gebeurtenissen. Slot: \(audit.headHash.prefix(16))"
              : "NIET in orde: \(audit.faults.count) fouten.",
            audit.isIntact
              ? "Intact: \(audit.events) events in an unbroken chain, \(audit.receipts) receipts, tables "
                + "equal to the events. Head: \(audit.headHash.prefix(16))"
              : "NOT intact: \(audit.faults.count) faults.")
        }
        if !audit.isIntact { throw ExitStatus.findings.code }
      }
    }
  }
}
