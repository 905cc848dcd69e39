import ArgumentParser
import Casework
import Diagnostics
import JSONText
import SchemeDefinition
import Statechart

struct LifecycleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle", abstract: "Draw a lifecycle.", subcommands: [Show.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a lifecycle as text, DOT or SVG, with a state marked if asked.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The lifecycle, such as award.") var name: String
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?
    @Option(help: "Mark this state as the present one.") var mark: String?
    @Flag(help: "The form to draw in.") var form: Form = .text

    enum Form: String, EnumerableFlag { case text, dot, svg }

    func run() async throws {
      let console = global.console()
      try await reporting(console) {
        let rules = try lastRuleSet(directory)
        guard let chart = rules.lifecycles[name] else {
          throw Refusal(
            "unknown-lifecycle", nl: "Er is geen levensloop “\(name)”.",
            en: "There is no lifecycle “\(name)”.", details: rules.lifecycles.keys.sorted())
        }
        let active = mark.map { [$0] } ?? []
        if let mark, !chart.stateNames.contains(mark) {
          throw Refusal(
            "unknown-state", nl: "De levensloop “\(name)” heeft geen toestand “\(mark)”.",
            en: "The lifecycle “\(name)” has no state “\(mark)”.", details: chart.stateNames)
        }
        let language = console.language.rawValue
        switch form {
        case .text: console.wrapped(chart.rendered(as: .text, marking: active, language: language))
        case .dot: console.line(chart.rendered(as: .dot, marking: active, language: language))
        case .svg: console.line(chart.rendered(as: .svg, marking: active, language: language))
        }
      }
    }
  }
}

/// The newest rule set of a scheme's directory, or of the shipped scheme.
func lastRuleSet(_ directory: String?) throws -> RuleSet {
  let path = try directory ?? Home.find().path("config/schemes/emancipatie-2022-2027").path
  let (scheme, findings) = SchemeDefinition.load(try readDirectory(path))
  guard let scheme, let rules = scheme.versions.last else { throw FindingsError(findings) }
  return rules
}
