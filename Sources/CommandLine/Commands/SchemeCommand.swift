import ArgumentParser
import Casework
import Diagnostics
import JSONText
import LegalCalendar
import SchemeDefinition
import Services

struct SchemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scheme", abstract: "Check, activate and look at a scheme's rules.",
    subcommands: [Check.self, Activate.self, Show.self, Governing.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a scheme's directory and report every fault at once.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The scheme's directory.") var directory: String
    @Flag(help: "Show notes as well as errors and warnings.") var notes = false

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let (scheme, findings) = SchemeDefinition.load(try readDirectory(directory))
        if console.json {
          console.data([
            "scheme": scheme.map { .string($0.id) } ?? .null,
            "versions": .array(scheme?.versions.map(\.summary) ?? []),
            "findings": .array(findings.inReadingOrder().map(\.json)),
          ])
        } else {
          for finding in findings.inReadingOrder() where notes || finding.severity > .note {
            console.line("\(finding)")
          }
          let errors = findings.count { $0.severity == .error }
          let warnings = findings.count { $0.severity == .warning }
          if let scheme {
            console.wrapped(scheme.describe(console))
          }
          console.line(
            console.say(
              "\(errors) fouten, \(warnings) waarschuwingen",
              "\(errors) errors, \(warnings) warnings"))
        }
        if scheme == nil || findings.hasErrors { throw ExitStatus.findings.code }
      }
    }
  }

  struct Activate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a scheme and make it the one that decisions are taken under.")

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The scheme's directory.") var directory: String

    func run() async throws {
      try await options.runWithoutScheme { office, _, console in
        let activation = try await office.activate(try readDirectory(directory))
        if console.json {
          console.data([
            "scheme": .string(activation.scheme.id), "changed": .bool(activation.changed),
            "moved": .array(activation.moved.map(\.json)),
            "versions": .array(activation.scheme.versions.map(\.summary)),
          ])
          return
        }
        console.wrapped(activation.scheme.describe(console))
        console.line(
          activation.changed
            ? console.say("De regeling is geactiveerd.", "The scheme is active.")
            : console.say(
              "Deze bestanden waren al geactiveerd; er is niets veranderd.",
              "These files were active already; nothing changed."))
        if !activation.moved.isEmpty { console.show(activation.moved) }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Show the active scheme: versions, lifecycles, decisions, terms and what is not known.")

    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.run { session in
        let scheme = try await session.office.scheme(session.scheme)
        let console = session.console
        if console.json {
          console.data([
            "scheme": .string(scheme.id),
            "title": .string(console.say(scheme.title.nl, scheme.title.en)),
            "versions": .array(scheme.versions.map(\.summary)),
            "gaps": .array(scheme.knownGaps.map { .string(console.say($0.text.nl, $0.text.en)) }),
          ])
          return
        }
        console.heading(console.say(scheme.title.nl, scheme.title.en))
        console.wrapped(scheme.describe(console))
        for version in scheme.versions {
          console.line()
          console.heading(
            console.say(
              "Versie \(version.label) (\(version.hash.prefix(12)))",
              "Version \(version.label) (\(version.hash.prefix(12)))"))
          for change in version.changes { console.paragraph("  \(change.nl)", "  \(change.en)") }
          console.paragraph(
            "Beslissingen: \(version.decisionNames.joined(separator: ", "))",
            "Decisions: \(version.decisionNames.joined(separator: ", "))")
          console.paragraph(
            "Levenslopen: \(version.lifecycles.keys.sorted().joined(separator: ", "))",
            "Lifecycles: \(version.lifecycles.keys.sorted().joined(separator: ", "))")
        }
        console.line()
        console.heading(console.say("Wat wij niet weten", "What we do not know"))
        for gap in scheme.knownGaps { console.paragraph("- \(gap.text.nl)", "- \(gap.text.en)") }
      }
    }
  }

  struct Governing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which rule set governs an award on a day, and why.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The scheme's directory.") var directory: String
    @Option(help: "The day asked about (YYYY-MM-DD).") var on: CivilDate
    @Option(help: "The day on which the award was decided (YYYY-MM-DD).") var decided: CivilDate?

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let (scheme, findings) = SchemeDefinition.load(try readDirectory(directory))
        guard let scheme else { throw FindingsError(findings) }
        let rule =
          decided.map { scheme.governing(awardDecidedOn: $0, on: on) } ?? scheme.governing(on: on)
        if console.json {
          console.data([
            "on": .string(on.description),
            "ruleSet": rule.ruleSet.map { .string($0.label) } ?? .null,
            "hash": rule.ruleSet.map { .string($0.hash) } ?? .null,
            "reason": .string(console.say(rule.reason.nl, rule.reason.en)),
            "article": .string(rule.source.article),
          ])
        } else {
          console.line("\(on): \(rule.ruleSet?.label ?? "–")")
          console.paragraph(rule.reason.nl, rule.reason.en)
          console.line(rule.source.article)
        }
      }
    }
  }
}

extension RuleSet {
  var summary: JSON {
    [
      "label": .string(label), "hash": .string(hash), "validFrom": .string(validFrom.description),
      "validTo": validTo.map { .string($0.description) } ?? .null,
      "decisions": .array(decisionNames.map(JSON.string)),
      "lifecycles": .array(lifecycles.keys.sorted().map(JSON.string)),
      "terms": .int(terms.count), "obligations": .int(obligations.count),
      "letters": .int(letters.count),
    ]
  }
}

extension SchemeDefinition {
  func describe(_ console: Console) -> String {
    let spans = versions.map { version in
      "\(version.label) [\(version.validFrom) – \(version.validTo.map(\.description) ?? "…"))"
    }
    let last = versions.last
    return console.say(
      "\(id): \(versions.count) versies \(spans.joined(separator: ", ")); "
        + "\(last?.lifecycles.count ?? 0) levenslopen, \(last?.decisionNames.count ?? 0) beslissingen, "
        + "\(last?.terms.count ?? 0) termijnen, \(last?.letters.count ?? 0) brieven",
      "\(id): \(versions.count) versions \(spans.joined(separator: ", ")); "
        + "\(last?.lifecycles.count ?? 0) lifecycles, \(last?.decisionNames.count ?? 0) decisions, "
        + "\(last?.terms.count ?? 0) terms, \(last?.letters.count ?? 0) letters")
  }
}

extension Finding {
  var json: JSON {
    [
      "severity": .string(severity.rawValue), "code": .string(code), "message": .string(message),
      "file": file.map(JSON.string) ?? .null,
      "line": position.map { .int($0.line) } ?? .null,
      "column": position.map { .int($0.column) } ?? .null,
      "remedy": remedy.map(JSON.string) ?? .null,
    ]
  }
}
