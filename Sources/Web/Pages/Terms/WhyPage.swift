import Casework
import JSONText
import LegalCalendar
import SchemeDefinition

/// *Waarom deze datum?*: the steps that led to a due date, each with its article.
struct WhyPage: Sendable {
  let scene: Scene
  let obligation: Obligation
  let alliance: Alliance?
  let reminders: [Reminder]
  /// What happened to the term, oldest first.
  var entries: [LedgerEntry] = []
  /// Nil for somebody who may not change terms.
  var forms: TermForms?
  var mayFile = false
  /// What was just recorded.
  var done: Event?

  var page: Page {
    let title = scene.title(ofKind: obligation.kind, year: obligation.year)
    return Page(
      words("Waarom deze datum?", "Why this date?"),
      trail: [scene.home, Link(words("Verplichtingen", "Obligations"), places.obligations)],
      lead: words(
        "\(title): uiterlijk \(words.longDate(obligation.due)).",
        "\(title): by \(words.longDate(obligation.due))."),
      confirmation + [.facts(facts)] + filing + [
        .h2(words("Zo komt de datum tot stand", "How the date comes about"), id: "stappen"),
        .table(steps), .h2(words("Van hier af geteld", "Counted from here"), id: "tellen"),
        .text(counting), .h2(words("Herinneringen", "Reminders"), id: "herinneringen"),
        .table(reminderTable),
        .h2(
          words("Wat er met de termijn is gebeurd", "What happened to the term"), id: "termijn"),
        .table(ledger),
      ] + changing)
  }

  private var confirmation: [Block] {
    guard let done else { return [] }
    let next =
      obligation.state == .open
      ? words(
        "De datum is nu \(words.longDate(obligation.due)). De herinneringen gaan uit volgens de ladder hieronder.",
        "The date is now \(words.longDate(obligation.due)). Reminders go out by the ladder below.")
      : words(
        "De verplichting staat nu op “\(scene.obligationState(obligation.state))”. Er gaan geen herinneringen meer uit.",
        "The obligation is now “\(scene.obligationState(obligation.state))”. No more reminders go out."
      )
    return [
      .notice(
        Notice(
          .success, words("Vastgelegd", "Recorded"),
          [
            words(
              "Kenmerk: gebeurtenis \(done.sequence).", "Reference: event \(done.sequence)."), next,
          ],
          links: [
            Link(words("Wat er veranderde", "What changed"), places.event(done.sequence))
          ]))
    ]
  }

  private var filing: [Block] {
    guard mayFile, obligation.state == .open,
      scene.rules?.obligations[obligation.kind]?.report != nil
    else { return [] }
    return [
      .links(
        LinkRow(links: [
          Link(words("De rapportage indienen", "File the report"), places.filing(obligation.id))
        ]))
    ]
  }

  private var changing: [Block] {
    guard let forms, !forms.kinds.isEmpty else { return [] }
    return [.h2(words("De termijn wijzigen", "Change the term"), id: "wijzigen")] + forms.blocks
  }

  private var ledger: DataTable {
    DataTable(
      id: "termijnrekening", caption: words("De termijnrekening", "The ledger of the term"),
      columns: [
        .init(words("Wat", "What")), .init(words("Per", "As of")),
        .init(words("Hoe ver", "How far")),
        .init(words("Waarom", "Why")), .init(words("Artikel", "Article")),
        .init(words("Door", "By")),
      ],
      rows: entries.map { entry in
        [
          Cell(scene.action(entry)), Cell(words.shortDate(entry.on)),
          Cell(
            entry.until.map(words.shortDate)
              ?? entry.length.flatMap { TermLength($0) }.map { words($0.words) } ?? "–"),
          Cell(entry.reason), Cell(entry.article),
          Cell(entry.actor, note: words.shortDate(entry.recordedOn)),
        ]
      },
      empty: words(
        "Niets: de termijn is niet verlengd, opgeschort of vrijgesteld.",
        "Nothing: the term was not extended, suspended or waived."))
  }

  private var words: Words { scene.words }
  private var places: Places { scene.places }

  private var facts: Facts {
    let rule = scene.rules?.obligations[obligation.kind]
    return Facts([
      (
        words("Alliantie", "Alliance"),
        alliance.map { words.named($0.name, $0.certainty, href: places.alliance($0.id)) } ?? .none
      ),
      (words("Stand", "State"), scene.label(obligation)),
      (
        words("Fatale datum", "Due date"),
        Cell(
          words.longDate(obligation.due),
          note: words(
            "versie \(obligation.dueVersion) van de datum",
            "version \(obligation.dueVersion) of the date"))
      ),
      (
        words("Streefdatum", "Target date"),
        obligation.target.map { Cell(words.longDate($0)) } ?? .none
      ),
      (words("Aan zet", "To act"), Cell(scene.role(obligation.debtor))),
      (
        words("Grondslag", "Article"),
        Cell(obligation.article, mark: rule.flatMap { words.mark($0.source.certainty) })
      ),
      (words("Kenmerk", "Reference"), Cell(obligation.id, isCode: true)),
    ])
  }

  private var steps: DataTable {
    let list = ((try? JSON.parse(obligation.why))?.array ?? [])
    return DataTable(
      id: "stappen-tabel",
      caption: words("Elke stap met zijn artikel", "Each step with its article"),
      columns: [
        .init(words("Stap", "Step")), .init(words("Datum na de stap", "Date after the step")),
        .init(words("Wat er gebeurt", "What happens")), .init(words("Artikel", "Article")),
      ],
      rows: list.enumerated().map { index, step in
        let date = step["date"]?.string.flatMap { CivilDate(iso: $0) }
        return [
          Cell(String(index + 1)), Cell(date.map(words.longDate) ?? "–"),
          Cell(step[words.language.rawValue]?.string ?? ""),
          Cell(step["article"]?.string ?? ""),
        ]
      },
      empty: words(
        "Van deze datum zijn geen stappen vastgelegd.", "No steps were recorded for this date."))
  }

  /// Calendar days and working days to the date, with the days that do not count named.
  private var counting: String {
    let days = scene.today.days(until: obligation.due)
    guard days > 0 else {
      return words(
        "De datum is \(-days) dagen geleden verstreken.", "The date passed \(-days) days ago.")
    }
    let span = (1...min(days, 3660)).map { scene.today.adding(days: $0) }
    let working = span.count { scene.calendar.isWorkingDay($0) }
    let holidays = span.filter { $0.isoWeekday <= 5 }.compactMap { scene.calendar.holiday(on: $0) }
    let names = holidays.prefix(8).map { "\(words($0.name)) (\(words.shortDate($0.date)))" }
    let without =
      holidays.isEmpty
      ? ""
      : words(
        " Niet meegeteld naast weekenden: \(words.list(names)).",
        " Not counted beside weekends: \(words.list(names)).")
    return words(
      "Vanaf \(words.date(scene.today)) zijn het \(days) kalenderdagen, waarvan \(working) werkdagen.",
      "From \(words.date(scene.today)) it is \(days) calendar days, of which \(working) working days."
    ) + without
  }

  private var reminderTable: DataTable {
    DataTable(
      id: "ladder", caption: words("De herinneringsladder", "The reminder ladder"),
      columns: [
        .init(words("Stap", "Step")), .init(words("Dag", "Day")), .init(words("Aan", "To")),
        .init(words("Stand", "State")),
      ],
      rows: reminders.map { reminder in
        [
          Cell(scene.step(reminder.step, ofKind: obligation.kind).capitalizedFirst),
          Cell(words.shortDate(reminder.on)),
          Cell(scene.roles(reminder.recipient)), scene.label(reminder),
        ]
      },
      empty: words(
        "Over deze verplichting gaan geen herinneringen uit.",
        "No reminders go out about this obligation."))
  }
}

extension Scene {
  func label(_ reminder: Reminder) -> Cell {
    switch reminder.state {
    case .planned: Cell(words("gepland", "planned"), tone: .info)
    case .sent: Cell(words("verstuurd", "sent"), tone: .good)
    case .skipped: Cell(words("overgeslagen", "skipped"), tone: .quiet)
    case .cancelled: Cell(words("vervallen", "cancelled"), tone: .quiet)
    }
  }
}
