import Casework
import FEEL
import LegalCalendar
import SchemeDefinition
import Simulation
import Storage

/// *Regeling*: the scheme, its versions, the run-off and the successor on one line of time.
struct SchemePage: Sendable {
  let scene: Scene
  let record: SchemeRecord
  let awards: AwardSpan?

  var page: Page {
    Page(
      scene.title,
      lead: scene.definition.identifier.map {
        words("Wettenbank: \($0).", "National register: \($0).")
      },
      [.facts(facts)] + timeline + rulesByDay + versions + parameters + gaps)
  }

  private var words: Words { scene.words }
  private var definition: SchemeDefinition { scene.definition }

  private var facts: Facts {
    var items: [(String, Cell)] = [
      (
        words("Stand", "State"),
        Cell(scene.state(record.state, of: .scheme), href: scene.places.caseFile(record.id))
      ),
      (words("In werking", "In force"), Cell(words.date(definition.inForce))),
    ]
    if let lapses = definition.lapses {
      items.append(
        (
          words("Vervalt", "Lapses"),
          Cell(
            words.date(lapses),
            mark: definition.lapseSource.flatMap { words.mark($0.certainty) },
            note: definition.lapseSource?.article)
        ))
    }
    if let runOff = definition.runOff {
      items.append(
        (
          words("Daarna", "After that"),
          Cell(
            words(runOff), mark: definition.runOffSource.flatMap { words.mark($0.certainty) },
            note: definition.runOffSource?.article)
        ))
    }
    if let funding = definition.funding {
      items.append(
        (
          words("Geld", "Money"),
          Cell(
            words(funding), mark: definition.fundingSource.flatMap { words.mark($0.certainty) },
            note: definition.fundingSource?.article)
        ))
    }
    for basis in definition.legalBasis {
      items.append(
        (words("Grondslag", "Legal basis"), Cell(basis.article, mark: words.mark(basis.certainty))))
    }
    for publication in definition.publications {
      items.append(
        (
          words("Bekendgemaakt", "Published"),
          Cell(
            "\(publication.reference), \(words.date(publication.date))",
            mark: words.mark(publication.certainty))
        ))
    }
    return Facts(items)
  }

  // MARK: Timeline

  private struct Entry {
    var span: TimelineChart.Span
    var source: Cell
  }

  private var entries: [Entry] {
    let lastAward = awards?.to
    let firstAward = awards?.from
    let lapses = definition.lapses
    var entries: [Entry] = []
    for version in definition.versions {
      let end = version.validTo ?? lapses ?? scene.today
      entries.append(
        Entry(
          span: .init(
            label: words("Versie \(version.label)", "Version \(version.label)"),
            from: version.validFrom, to: end.adding(days: -1), kind: .inForce),
          source: Cell(
            version.runningCases.source.article,
            mark: words.mark(version.runningCases.source.certainty))))
    }
    if let firstAward, let lastAward {
      entries.append(
        Entry(
          span: .init(
            label: words("Verleningen", "Awards"), from: firstAward, to: lastAward, kind: .inForce),
          source: Cell("SR 1.2(4)")))
    }
    if let lapses, let lastAward, lastAward >= lapses {
      entries.append(
        Entry(
          span: .init(
            label: words("Uitloop", "Run-off"), from: lapses, to: lastAward, kind: .runOff),
          source: Cell(
            definition.runOffSource?.article ?? "",
            mark: definition.runOffSource.flatMap { words.mark($0.certainty) })))
    }
    if let lastAward, let successor = SuccessorTimeline(likeTheFirst: lastAward.year) {
      let mark = words.mark(.illustrative as SourceCertainty)
      entries.append(
        Entry(
          span: .init(
            label: words("Opvolger: ronde 1", "Successor: round 1"),
            from: successor.firstRoundOpens, to: successor.firstRoundCloses, kind: .successor),
          source: Cell(words("ritme van 2022", "rhythm of 2022"), mark: mark)))
      entries.append(
        Entry(
          span: .init(
            label: words("Opvolger: ronde 2", "Successor: round 2"),
            from: successor.secondRoundOpens, to: successor.secondRoundCloses, kind: .successor),
          source: Cell(words("ritme van 2022", "rhythm of 2022"), mark: mark)))
      if let end = CivilDate(year: successor.firstDay.year + 4, month: 12, day: 31) {
        entries.append(
          Entry(
            span: .init(
              label: words("Opvolger: verleningen", "Successor: awards"),
              from: successor.firstDay, to: end, kind: .successor),
            source: Cell(words("vijf jaren, aanname", "five years, assumed"), mark: mark)))
      }
    }
    return entries
  }

  private var timeline: [Block] {
    let entries = entries
    let title = words(
      "Regeling, uitloop en opvolger in de tijd", "Scheme, run-off and successor over time")
    let chart = TimelineChart(
      id: "tijdlijn", title: title,
      description: words(
        "De uitloop begint op de dag waarop de regeling vervalt; de opvolger gaat open terwijl de laatste verleningen nog lopen. De opvolger is illustratief.",
        "The run-off begins on the day on which the scheme lapses; the successor opens while the last awards still run. The successor is illustrative."
      ), spans: entries.map(\.span), today: scene.today, todayWord: words("vandaag", "today"))
    return [
      .h2(words("Tijdlijn", "Timeline"), id: "tijdlijn-kop"),
      .figure(
        Figure(
          caption: title,
          note: words(
            "Doorgetrokken: van kracht. Gestreept: uitloop. Groen: opvolger, illustratief.",
            "Solid: in force. Dashed: run-off. Green: successor, illustrative."), svg: chart.svg)),
      .table(
        DataTable(
          id: "tijdlijn-tabel",
          caption: words("Dezelfde tijdlijn als tabel", "The same timeline as a table"),
          columns: [
            .init(words("Wat", "What")), .init(words("Van", "From")),
            .init(words("Tot en met", "Through")), .init(words("Bron", "Source")),
          ],
          rows: entries.map {
            [
              Cell($0.span.label), Cell(words.date($0.span.from)), Cell(words.date($0.span.to)),
              $0.source,
            ]
          }, empty: "")),
    ]
  }

  // MARK: Rules

  /// Which rules govern the running awards on the days that matter, and why.
  private var rulesByDay: [Block] {
    guard let decided = awards?.decidedOn else { return [] }
    let days = [
      definition.versions.dropFirst().first.map { $0.validFrom.adding(days: -1) },
      definition.versions.dropFirst().first?.validFrom, scene.today,
      definition.lapses.map { $0.adding(days: -1) }, definition.lapses,
    ].compactMap { $0 }
    var seen: Set<CivilDate> = []
    let rows = days.sorted().filter { seen.insert($0).inserted }.map { day -> [Cell] in
      let governing = definition.governing(awardDecidedOn: decided, on: day)
      return [
        Cell(words.date(day) + (day == scene.today ? words(" (vandaag)", " (today)") : "")),
        governing.ruleSet.map {
          Cell($0.label, href: scene.places.rules + "#versie-\($0.label)")
        } ?? .none,
        Cell(words(governing.reason)),
        Cell(governing.source.article, mark: words.mark(governing.source.certainty)),
      ]
    }
    return [
      .h2(words("Welke regels gelden wanneer", "Which rules hold when"), id: "welke-regels"),
      .table(
        DataTable(
          id: "welke-regels-tabel",
          caption: words(
            "Voor een verlening van \(words.date(decided))",
            "For an award of \(words.date(decided))"),
          columns: [
            .init(words("Dag", "Day")), .init(words("Regelset", "Rule set")),
            .init(words("Waarom", "Why")), .init(words("Artikel", "Article")),
          ], rows: rows, empty: "")),
    ]
  }

  private var versions: [Block] {
    [
      .h2(words("Versies", "Versions"), id: "versies"),
      .table(
        DataTable(
          id: "versies-tabel", caption: words("Versies van de regels", "Versions of the rules"),
          columns: [
            .init(words("Versie", "Version")), .init(words("Geldt van", "Holds from")),
            .init(words("Tot", "Until")), .init(words("Wat veranderde", "What changed")),
            .init(words("Regelset", "Rule set")),
          ],
          rows: definition.versions.map { version in
            [
              Cell(version.label, href: scene.places.rules + "#versie-\(version.label)"),
              Cell(words.date(version.validFrom)),
              version.validTo.map { Cell(words.date($0)) } ?? .none,
              Cell(version.changes.map { words($0) }.joined(separator: " ")),
              Cell(String(version.hash.prefix(12)), isCode: true),
            ]
          }, empty: "")),
    ]
  }

  private var parameters: [Block] {
    guard let rules = scene.rules else { return [] }
    let list = rules.parameters.values.sorted { words($0.title) < words($1.title) }
    return [
      .h2(words("Parameters", "Parameters"), id: "parameters"),
      .table(
        DataTable(
          id: "parameters-tabel",
          caption: words(
            "Getallen en data van versie \(rules.label), op \(words.date(scene.today))",
            "Numbers and dates of version \(rules.label), on \(words.date(scene.today))"),
          columns: [
            .init(words("Parameter", "Parameter")), .init(words("Waarde", "Value")),
            .init(words("Artikel", "Article")),
          ],
          rows: list.map { rule in
            [
              Cell(words(rule.title), note: rule.name),
              Cell(value(rule.value(on: scene.today))),
              Cell(rule.source.article, mark: words.mark(rule.source.certainty)),
            ]
          }, empty: "")),
    ]
  }

  /// A parameter's value as people write it; FEEL for what has no shorter form.
  private func value(_ value: FEELValue?) -> String {
    switch value {
    case nil: "–"
    case .date(let day)?: words.date(day)
    case .string(let text)?: text
    case .boolean(let flag)?: flag ? words("ja", "yes") : words("nee", "no")
    case let other?: other.description
    }
  }

  private var gaps: [Block] {
    guard !definition.knownGaps.isEmpty else { return [] }
    return [
      .h2(words("Wat niet bekend is", "What is not known"), id: "onbekend"),
      .list(
        ItemList(
          items: definition.knownGaps.map { Cell(words($0.text), mark: words.mark($0.certainty)) })),
    ]
  }
}
