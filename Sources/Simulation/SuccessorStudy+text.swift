import Allocation
import Diagnostics

extension SuccessorStudy {
  /// The page, limits first, in 80 columns.
  public func text(_ language: Language) -> String {
    var out = ReportText()
    out.heading(
      language(
        nl: "Wat maakt het speelveld gelijker, tegen welke prijs, en hoe zeker?",
        en: "What would narrow the playing field, at what price, and how sure?"))
    limits(&out, language)
    for verdict in Verdict.allCases {
      let list = scenarios(verdict)
      guard !list.isEmpty else { continue }
      out.heading(heading(verdict, language))
      for index in list { scenario(index, &out, language) }
      out.line()
    }
    for frontier in frontiers { frontier.write(to: &out, language) }
    out.heading(language(nl: "Herkomst", en: "Provenance"))
    for comparison in comparisons {
      out.paragraph(
        "\(comparison.population.name): "
          + language(
            nl: "zaad \(comparison.seed), \(comparison.draws) trekkingen, vingerafdruk",
            en: "seed \(comparison.seed), \(comparison.draws) draws, fingerprint"))
      out.line("  \(comparison.fingerprint)")
    }
    return out.text
  }

  private func limits(_ out: inout ReportText, _ language: Language) {
    let names = comparisons.map(\.population.name).joined(separator: ", ")
    let sentences = [
      language(
        nl:
          "Alle aanvragers, punten en bedragen zijn verzonnen; plafond, uren en groottegrenzen zijn "
          + "illustratief. Bevolkingen: \(names).",
        en: "All applicants, points and amounts are invented; pot, hours and size limits are "
          + "illustrative. Populations: \(names)."),
      language(
        nl:
          "Hoe beoordelaars van elkaar verschillen is een aanname. Wie een aanvraag indient verandert "
          + "hier niet met de regels; in het echt wel.",
        en:
          "How assessors differ is an assumption. Who applies does not change with the rules here; in "
          + "life it does."),
      language(
        nl:
          "Lees een uitkomst als: zo werkt deze regel op zulke aanvragers. Wie er wint, zegt zij niet.",
        en:
          "Read a result as: this is how the rule works on such applicants. It does not say who wins."
      ),
    ]
    for sentence in sentences { out.paragraph(sentence, mark: "- ") }
    out.line()
  }

  private func heading(_ verdict: Verdict, _ language: Language) -> String {
    switch verdict {
    case .narrows:
      language(
        nl: "Kleine organisaties krijgen meer, op elke bevolking",
        en: "Small organisations get more, on every population")
    case .lightens:
      language(
        nl: "Verdeelt niet anders, maar verlicht de lasten van kleine",
        en: "Does not divide otherwise, but lightens the burden of the small")
    case .neither:
      language(
        nl: "Helpt kleine niet, of niet overal",
        en: "Does not help the small, or not everywhere")
    }
  }

  private func scenario(_ index: Int, _ out: inout ReportText, _ language: Language) {
    guard let first = comparisons.first else { return }
    func list(_ values: [Int64?], _ show: (Int64) -> String) -> String {
      values.map { $0.map(show) ?? "–" }.joined(separator: " / ")
    }
    func signed(_ value: Int64, _ text: String) -> String { value > 0 ? "+" + text : text }
    func percent(_ measure: Measure) -> String {
      list(changes(figure(measure), index)) { signed($0, language.decimal($0 * 100, 1)) }
    }
    let (small, alliances) = (percent(.smallShare), percent(.smallAllianceShare))
    let merit = list(changes(figure(.merit), index)) { signed($0, language.decimal($0, 2)) }
    let burden = list(changes("measure.burden-small", index)) {
      signed($0, language.decimal($0 * 100, 1))
    }
    let more = list(
      comparisons.map { comparison in
        comparison.results[index].drawn.map {
          $0.draws == 0 ? 0 : Int64($0.smallMore) * 100 / Int64($0.draws)
        }
      }
    ) { "\($0)%" }
    let result = first.results[index]
    out.paragraph(
      "\(result.scenario.id): \(language(result.scenario.title)). "
        + language(
          nl: "Deel kleine organisaties \(small) procentpunt, kleine allianties \(alliances) (meer "
            + "dan nu in \(more) van de trekkingen); punten per gekozene \(merit); lastendruk klein "
            + "\(burden) procentpunt.",
          en: "Share of small organisations \(small) percentage points, of small alliances "
            + "\(alliances) (more than now in \(more) of the draws); points for each chosen \(merit); "
            + "burden of small \(burden) percentage points."),
      mark: "- ")
  }
}
