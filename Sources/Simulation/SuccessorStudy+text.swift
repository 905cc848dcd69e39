import Allocation
import Diagnostics

extension SuccessorStudy {
  /// The page in 80 columns: limits first, the answer in words, then every design in figures.
  public func text(_ language: Language) -> String {
    var out = ReportText()
    out.heading(
      language(
        nl: "Wat maakt het speelveld gelijker, tegen welke prijs, en hoe zeker?",
        en: "What would narrow the playing field, at what price, and how sure?"))
    limits(&out, language)
    out.heading(language(nl: "Kort antwoord", en: "In short"))
    for sentence in answer(language) { out.paragraph(sentence, mark: "- ") }
    out.line()
    designs(&out, language)
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
    let groups = comparisons.map { comparison in
      "\(comparison.population.name) (\(comparison.population.pool.count))"
    }.joined(separator: ", ")
    let sentences = [
      language(
        nl:
          "Alle aanvragers, punten en bedragen zijn verzonnen; plafond, uren en groottegrenzen zijn "
          + "illustratief. Groepen aanvragers, met hun aantal: \(groups).",
        en: "All applicants, points and amounts are invented; pot, hours and size limits are "
          + "illustrative. Groups of applicants, with their number: \(groups)."),
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

  /// The scenarios of a verdict without those that change nothing: they are a check and no design.
  private func designs(_ verdict: Verdict) -> [Int] { scenarios(verdict).filter { !isNull($0) } }

  private func isNull(_ index: Int) -> Bool {
    comparisons.allSatisfy { $0.results[index].design == $0.baseline.design }
  }

  private func name(_ index: Int) -> String { comparisons[0].results[index].scenario.id }

  /// What a policy officer would want to be told first.
  private func answer(_ language: Language) -> [String] {
    guard let first = comparisons.first else { return [] }
    let (better, lighter) = (designs(.narrows), designs(.lightens))
    let count = first.results.indices.dropFirst().count { !isNull($0) }
    var sentences: [String] = []
    if let best = better.first {
      let names = better.map(name).joined(separator: ", ")
      sentences.append(
        language(
          nl:
            "\(better.count) van de \(count) ontwerpen geven kleine organisaties bij "
            + "elke groep aanvragers meer geld: \(names).",
          en:
            "\(better.count) of the \(count) designs give small organisations more "
            + "money with every group of applicants: \(names)."))
      sentences.append(
        language(
          nl:
            "Het meest geeft \(name(best)): \(gain(best, language)) procentpunt van het geld. De punten "
            + "per gekozen alliantie veranderen met \(points(best, language)), de lastendruk met "
            + "\(burden(best, language)) procentpunt.",
          en:
            "\(name(best)) gives most: \(gain(best, language)) percentage points of the money. Points "
            + "per chosen alliance change by \(points(best, language)), the burden by "
            + "\(burden(best, language)) percentage points."))
      if let sure = better.max(by: { least($0) < least($1) }), least(sure) > 0 {
        sentences.append(
          language(
            nl:
              "Voor kleine allianties is \(name(sure)) het zekerst: in \(more(sure, language)) van de "
              + "trekkingen krijgen zij meer dan nu. De punten per gekozen alliantie veranderen met "
              + "\(points(sure, language)).",
            en:
              "For small alliances \(name(sure)) is surest: in \(more(sure, language)) of the draws "
              + "they get more than now. Points per chosen alliance change by "
              + "\(points(sure, language))."))
      }
    } else {
      sentences.append(
        language(
          nl:
            "Geen van de ontwerpen geeft kleine organisaties bij elke groep aanvragers meer geld.",
          en: "No design gives small organisations more money with every group of applicants."))
    }
    for index in lighter {
      sentences.append(
        language(
          nl:
            "\(name(index)) verdeelt het geld niet anders, maar verlicht de lastendruk van kleine "
            + "organisaties: \(burden(index, language)) procentpunt.",
          en:
            "\(name(index)) does not divide the money otherwise, but lightens the burden of small "
            + "organisations: \(burden(index, language)) percentage points."))
    }
    return sentences + frontiers.map { $0.answer(language) }
  }

  private func designs(_ out: inout ReportText, _ language: Language) {
    guard let first = comparisons.first else { return }
    out.heading(
      language(nl: "Elk ontwerp, vergeleken met nu", en: "Each design, compared with now"))
    out.paragraph(
      language(
        nl:
          "Laagste … hoogste over de groepen aanvragers. Geld: het deel dat naar kleine organisaties en "
          + "naar kleine allianties gaat, in procentpunten. Zeker: in welk deel van de trekkingen kleine "
          + "allianties meer krijgen dan nu; –: hun deel verandert in geen trekking. Punten: eigen punten "
          + "per gekozen alliantie, van 65. Last: kosten van "
          + "aanvragen en verantwoorden van kleine organisaties als deel van wat zij krijgen, in "
          + "procentpunten.",
        en: "Lowest … highest over the groups of applicants. Money: the share that goes to small "
          + "organisations and to small alliances, in percentage points. Sure: in what part of the draws "
          + "small alliances get more than now; –: their share changes in no draw. Points: own points per "
          + "chosen alliance, of 65. Burden: what applying and accounting cost small organisations as a share of what they get, in percentage "
          + "points."))
    out.row(
      language == .dutch
        ? ["", "klein org.", "klein all.", "zeker", "punten", "last"]
        : ["", "small orgs", "small all.", "sure", "points", "burden"], first: 20, rest: 12)
    for verdict in Verdict.allCases {
      let list = designs(verdict)
      guard !list.isEmpty else { continue }
      out.line()
      out.paragraph(heading(verdict, language))
      for index in list {
        out.row(
          [
            name(index), gain(index, language),
            range(changes(figure(.smallAllianceShare), index), percent(language)),
            more(index, language), points(index, language), burden(index, language),
          ], first: 20, rest: 12)
        if let title = comparisons.first?.results[index].scenario.title {
          out.paragraph(language(title), mark: "  ")
        }
      }
    }
    for index in first.results.indices.dropFirst() where isNull(index) {
      let zero = comparisons.allSatisfy { comparison in
        comparison.baseline.differences(to: comparison.results[index]).allSatisfy {
          $0.difference == 0
        }
      }
      guard zero else { continue }
      out.line()
      out.paragraph(
        language(
          nl: "Ter controle: bij \(name(index)), dat niets verandert, blijft elk cijfer gelijk.",
          en: "As a check: with \(name(index)), which changes nothing, every figure stays the same."
        ))
    }
    out.line()
  }

  private func heading(_ verdict: Verdict, _ language: Language) -> String {
    switch verdict {
    case .narrows:
      language(
        nl: "Geeft kleine organisaties meer, bij elke groep aanvragers:",
        en: "Gives small organisations more, with every group of applicants:")
    case .lightens:
      language(
        nl: "Verdeelt het geld niet anders, maar verlicht de lasten van kleine organisaties:",
        en: "Does not divide the money otherwise, but lightens the burden of the small:")
    case .neither:
      language(
        nl: "Helpt kleine organisaties niet, of niet bij elke groep aanvragers:",
        en: "Does not help small organisations, or not with every group of applicants:")
    }
  }

  // MARK: - Figures over the groups of applicants

  private func gain(_ index: Int, _ language: Language) -> String {
    range(changes(figure(.smallShare), index), percent(language))
  }

  private func points(_ index: Int, _ language: Language) -> String {
    range(changes(figure(.merit), index)) { signed($0, language.decimal($0, 2)) }
  }

  private func burden(_ index: Int, _ language: Language) -> String {
    range(changes("measure.burden-small", index), percent(language))
  }

  private func more(_ index: Int, _ language: Language) -> String {
    let moved = comparisons.contains { comparison in
      comparison.results[index].drawn.map { $0.smallMore + $0.smallLess > 0 } ?? false
    }
    return moved ? range(shares(index)) { "\($0)%" } : "–"
  }

  private func least(_ index: Int) -> Int64 { shares(index).compactMap { $0 }.min() ?? 0 }

  /// The draws in which small alliances get more than in the same draw now, in whole per cents.
  private func shares(_ index: Int) -> [Int64?] {
    comparisons.map { comparison in
      comparison.results[index].drawn.map {
        $0.draws == 0 ? 0 : Int64($0.smallMore) * 100 / Int64($0.draws)
      }
    }
  }

  private func percent(_ language: Language) -> (Int64) -> String {
    { signed($0, language.decimal($0 * 100, 1)) }
  }

  private func signed(_ value: Int64, _ text: String) -> String {
    value > 0 && text.contains { "123456789".contains($0) } ? "+" + text : text
  }

  private func range(_ values: [Int64?], _ show: (Int64) -> String) -> String {
    let known = values.compactMap { $0 }
    guard let least = known.min(), let most = known.max(), known.count == values.count else {
      return "–"
    }
    let (low, high) = (show(least), show(most))
    return low == high ? low : "\(low)…\(high)"
  }
}
