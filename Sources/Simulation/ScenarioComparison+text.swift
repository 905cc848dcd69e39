import Allocation
import Diagnostics
import ExactNumbers

extension ScenarioComparison {
  /// The report for a terminal: limits first, then words for each scenario, then tables, in 80 columns.
  ///
  /// `command` is shown as the command that reproduces the result.
  public func text(_ language: Language, command: String? = nil) -> String {
    var out = ReportText()
    heading(&out, language)
    for result in scenarios { words(result, &out, language) }
    measureTable(&out, language)
    bandTable(&out, language)
    chanceTable(&out, language)
    definitions(&out, language)
    out.heading(language(nl: "Herkomst", en: "Provenance"))
    out.line(
      language(nl: "zaad ", en: "seed ") + "\(seed), " + language.number(Int64(draws))
        + language(nl: " trekkingen", en: " draws"))
    out.line(language(nl: "vingerafdruk", en: "fingerprint"))
    out.line("  \(fingerprint)")
    if let command { out.paragraph(command, mark: "$ ") }
    return out.text
  }

  /// The report's first part: limits, and for each scenario in words who gains, who loses and how sure.
  public func summary(_ language: Language) -> String {
    var out = ReportText()
    heading(&out, language)
    for result in scenarios { words(result, &out, language) }
    return out.text
  }

  private func heading(_ out: inout ReportText, _ language: Language) {
    out.heading(
      language(nl: "Scenario's op ", en: "Scenarios on ") + population.name)
    for paragraph in limits(language) { out.paragraph(paragraph) }
    out.line()
  }

  /// A result in sentences: small organisations first, then who gains and who loses, the price, how sure
  /// it is, and what did not change.
  public func sentences(on result: ScenarioResult, _ language: Language) -> [String] {
    ScenarioWords(self, result, language).sentences
  }

  /// What a reader must know before any result.
  public func limits(_ language: Language) -> [String] {
    let design = baseline.design
    let small = groups.alliance.count { $0 == .small }
    let alliances =
      population.pool.count == 1
      ? language(nl: "1 alliantie", en: "1 alliance")
      : language.number(Int64(population.pool.count))
        + language(nl: " allianties", en: " alliances")
    return [
      language(
        nl: "Grenzen: de aanvragers en hun punten zijn verzonnen, bedragen, plafond, uren en "
          + "groottegrenzen zijn illustratief. Uitkomsten zeggen hoe de regels werken op deze "
          + "aanvragers, niet wie in het echt wint.",
        en: "Limits: applicants and their points are invented; amounts, pot, hours and size limits "
          + "are illustrative. Results say how rules work on these applicants, not who will win."),
      language(
        nl: "\(alliances), waarvan \(language.number(Int64(small))) klein (samen met verbonden "
          + "organisaties ten hoogste \(language.euros(design.allianceLimits.small.cents)) euro "
          + "inkomen per jaar). Een organisatie is klein tot "
          + "\(language.euros(design.organisationLimits.small.cents)) euro.",
        en:
          "\(alliances), \(language.number(Int64(small))) of them small (with linked organisations "
          + "at most \(language.euros(design.allianceLimits.small.cents)) euros income a year "
          + "together). An organisation is small up to "
          + "\(language.euros(design.organisationLimits.small.cents)) euros."),
    ]
  }

  private func words(_ result: ScenarioResult, _ out: inout ReportText, _ language: Language) {
    out.heading("\(result.scenario.id): \(language(result.scenario.title))")
    for lever in changed(by: result) {
      out.paragraph(
        "\(language(lever.title)): \(lever.value(in: baseline.design)) → "
          + "\(lever.value(in: result.design)) (\(language(lever.home)))", mark: "  ")
    }
    if result.design == baseline.design {
      out.paragraph(language(nl: "verandert niets", en: "changes nothing"), mark: "  ")
    }
    for sentence in ScenarioWords(self, result, language).sentences {
      out.paragraph(sentence, mark: "- ")
    }
    out.line()
  }

  private func definitions(_ out: inout ReportText, _ language: Language) {
    out.heading(language(nl: "Wat de maten zeggen", en: "What the measures say"))
    for measure in Measure.allCases {
      out.paragraph("\(language(measure.title)): \(language(measure.definition))", mark: "  ")
    }
    out.line()
  }
}
