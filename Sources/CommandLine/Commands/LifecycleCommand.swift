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

    @OptionGroup var options: OfficeOptions
    @Argument(help: "The lifecycle, such as award. With --case it may be left out.")
    var name: String?
    @Option(help: "The scheme's directory. Default: the shipped scheme.") var directory: String?
    @Option(help: "Mark this state as the present one. May be given more than once.")
    var mark: [String] = []
    @Option(
      name: .customLong("case"),
      help: ArgumentHelp(
        "Draw the lifecycle of this case and mark where it stands.", valueName: "id"))
    var key: String?
    @Flag(help: "The form to draw in.") var form: Form = .text

    enum Form: String, EnumerableFlag { case text, dot, svg }

    func validate() throws {
      if name == nil, key == nil { throw ValidationError("Name a lifecycle, or give --case.") }
      if key != nil, !mark.isEmpty || directory != nil {
        throw ValidationError(
          "--case says what to draw and mark; leave out --mark and --directory.")
      }
    }

    func run() async throws {
      if let key {
        return try await options.run { session in
          let drawn = try await session.office.lifecycle(scheme: session.scheme, case: key)
          if let name, name != drawn.chart.name {
            throw Refusal(
              "other-lifecycle", nl: "“\(key)” heeft de levensloop “\(drawn.chart.name ?? "")”.",
              en: "“\(key)” has the lifecycle “\(drawn.chart.name ?? "")”.")
          }
          show(drawn.chart, marking: drawn.active, on: session.console)
        }
      }
      let console = options.console()
      try await reporting(console) {
        let rules = try lastRuleSet(directory)
        guard let name, let chart = rules.lifecycles[name] else {
          throw Refusal(
            "unknown-lifecycle", nl: "Er is geen levensloop “\(name ?? "")”.",
            en: "There is no lifecycle “\(name ?? "")”.", details: rules.lifecycles.keys.sorted())
        }
        for mark in mark where !chart.stateNames.contains(mark) {
          throw Refusal(
            "unknown-state", nl: "De levensloop “\(name)” heeft geen toestand “\(mark)”.",
            en: "The lifecycle “\(name)” has no state “\(mark)”.", details: chart.stateNames)
        }
        show(chart, marking: mark, on: console)
      }
    }

    private func show(_ chart: Statechart, marking active: [String], on console: Console) {
      let language = console.language.rawValue
      switch form {
      case .text: console.wrapped(chart.rendered(as: .text, marking: active, language: language))
      case .dot: console.line(chart.rendered(as: .dot, marking: active, language: language))
      case .svg: console.line(chart.rendered(as: .svg, marking: active, language: language))
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
