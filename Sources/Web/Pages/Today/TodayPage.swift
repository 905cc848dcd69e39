import Casework
import LegalCalendar
import Services
import Storage

/// *Vandaag*: what is late, what comes, what is stuck, and what happens without anybody.
struct TodayPage: Sendable {
  let scene: Scene
  let desk: CaseOffice.Desk

  var page: Page {
    Page(
      words("Vandaag", "Today"),
      lead: words(
        "\(words.longDate(scene.today).capitalizedFirst) – \(scene.title).",
        "\(words.longDate(scene.today)) – \(scene.title)."),
      [.cards(cards)] + overdue + blocked + upcoming + automatic)
  }

  private var words: Words { scene.words }
  private var places: Places { scene.places }

  private var cards: Cards {
    func first(_ part: CaseOffice.ObligationPart) -> String {
      part.lines.first.map {
        words("oudste: ", "oldest: ") + words.shortDate($0.obligation.due)
      } ?? words("niets", "nothing")
    }
    let due = messages.filter { $0.day <= desk.today }.count
    return Cards(items: [
      .init(
        count: number(desk.overdue), label: words("te laat", "overdue"),
        note: first(desk.overdue),
        href: "#te-laat", tone: desk.overdue.total > 0 ? "bad" : "good"),
      .init(
        count: words.number(desk.blockedCount), label: words("geblokkeerd", "blocked"),
        note: desk.blocked.first.map { words("in overgang ", "in transition ") + $0.run }
          ?? words("niemand staat stil", "nobody is stuck"),
        href: "#geblokkeerd", tone: desk.blocked.isEmpty ? "good" : "bad"),
      .init(
        count: number(desk.upcoming),
        label: words("binnen 14 dagen", "within 14 days"),
        note: desk.upcoming.lines.first.map {
          words("eerste: ", "first: ") + words.shortDate($0.obligation.due)
        } ?? words("niets", "nothing"),
        href: "#binnenkort", tone: desk.upcoming.total > 0 ? "warn" : "good"),
      .init(
        count: words.number(messages.count) + (desk.preview.isCut ? "+" : ""),
        label: words("herinneringen gaan uit", "reminders go out"),
        note: due > 0
          ? words("\(due) vandaag of eerder", "\(due) today or before")
          : words("tot en met ", "through ") + words.shortDate(desk.through),
        href: "#vanzelf", tone: "info"),
    ])
  }

  private var messages: [CaseOffice.PlannedMessage] { desk.preview.messages }

  /// `10.000+` where no more were counted.
  private func number(_ part: CaseOffice.ObligationPart) -> String {
    words.number(part.total) + (part.isMore ? "+" : "")
  }

  private func table(_ part: CaseOffice.ObligationPart, id: String, caption: String) -> DataTable {
    DataTable(
      id: id, caption: caption,
      columns: [
        .init(words("Wie", "Who")), .init(words("Wat", "What")),
        .init(words("Fatale datum", "Due date")), .init(words("Nog", "Left")),
        .init(words("Aan zet", "To act")),
      ],
      rows: part.lines.map { line in
        [
          words.named(line.name, line.certainty, href: places.alliance(line.alliance)),
          Cell(scene.title(ofKind: line.obligation.kind, year: line.obligation.year)),
          scene.dueDate(line.obligation), scene.label(line.obligation),
          Cell(scene.role(line.obligation.debtor)),
        ]
      },
      empty: words("Er is niets te laat.", "Nothing is overdue."))
  }

  private func more(_ part: CaseOffice.ObligationPart, _ query: [(String, String)]) -> [Block] {
    guard part.total > part.lines.count else { return [] }
    return [
      .links(
        LinkRow(links: [
          Link(
            words(
              "Alle \(number(part)) bekijken", "See all \(number(part))"), places.obligations(query)
          )
        ]))
    ]
  }

  private var overdue: [Block] {
    [
      .h2(words("Te laat", "Overdue"), id: "te-laat"),
      .table(
        table(desk.overdue, id: "te-laat-tabel", caption: words("Wat te laat is", "What is late"))),
    ]
      + more(
        desk.overdue, [("toestand", "open"), ("tot", desk.today.adding(days: -1).description)])
  }

  private var blocked: [Block] {
    let table = DataTable(
      id: "geblokkeerd-tabel",
      caption: words("Wie niet door kan, en waarom", "Who cannot move, and why"),
      columns: [
        .init(words("Wie", "Who")), .init(words("Reden", "Reason")), .init(words("Regel", "Rule")),
        .init(words("Overgang", "Transition")),
      ],
      rows: desk.blocked.map { item in
        [
          words.named(
            item.row.name, .verified, href: item.row.award.map { places.caseFile($0) }),
          Cell(words(item.row.reason)), item.row.fired.last.map(scene.rule) ?? .none,
          Cell(item.run, href: places.transition(item.run)),
        ]
      },
      empty: words(
        "Geen enkele alliantie is geblokkeerd.", "No alliance is blocked."))
    let all =
      desk.blocked.first.map { first in
        [
          Block.links(
            LinkRow(links: [
              Link(
                words(
                  "Alle \(words.number(desk.blockedCount)) bekijken",
                  "See all \(words.number(desk.blockedCount))"),
                Places.with(places.transition(first.run), [("uitkomst", "blocked")]))
            ]))
        ]
      } ?? []
    return [.h2(words("Geblokkeerd", "Blocked"), id: "geblokkeerd"), .table(table)]
      + (desk.blockedCount > desk.blocked.count ? all : [])
  }

  private var upcoming: [Block] {
    var table = table(
      desk.upcoming, id: "binnenkort-tabel",
      caption: words(
        "Wat binnen 14 dagen moet gebeuren", "What must happen within 14 days"))
    table.empty = words(
      "Tot en met \(words.date(desk.through)) hoeft er niets te gebeuren.",
      "Nothing is due through \(words.date(desk.through)).")
    return [.h2(words("Binnenkort", "Coming up"), id: "binnenkort"), .table(table)]
      + more(
        desk.upcoming,
        [
          ("toestand", "open"), ("vanaf", desk.today.description),
          ("tot", desk.through.description),
        ])
  }

  private var automatic: [Block] {
    let messages = DataTable(
      id: "vanzelf-tabel",
      caption: words(
        "Herinneringen tot en met \(words.date(desk.through))",
        "Reminders through \(words.date(desk.through))"),
      columns: [
        .init(words("Versturen", "Send")), .init(words("Aan", "To")),
        .init(words("Over", "About")),
      ],
      rows: messages.prefix(20).map { message in
        [scene.sending(message), Cell(scene.role(message.role)), scene.about(message)]
      },
      empty: words(
        "Er gaan tot en met \(words.date(desk.through)) geen herinneringen uit.",
        "No reminders go out through \(words.date(desk.through))."))
    var facts: [(String, Cell)] = [
      (
        words("Betalingen die vervallen", "Payments that fall due"),
        desk.payments.count == 0
          ? Cell(words("geen", "none"))
          : Cell(
            "\(words.number(desk.payments.count)) – \(words.euros(desk.payments.amount))",
            mark: words.mark(.illustrative as Certainty))
      )
    ]
    for run in desk.waiting {
      facts.append(
        (
          words("Overgang ", "Transition ") + scene.years(run.header),
          Cell(
            run.id, href: places.transition(run.id),
            note: run.state == .planned
              ? words(
                "wacht op goedkeuring door een ander dan \(run.planned.by)",
                "waits for approval by somebody other than \(run.planned.by)")
              : words("goedgekeurd; kan worden uitgevoerd", "approved; can be applied"))
        ))
    }
    if let lapses = scene.definition.lapses, lapses > desk.today, lapses <= desk.through {
      facts.append(
        (
          words("De regeling vervalt", "The scheme lapses"),
          Cell(
            words.date(lapses), href: places.overview, note: scene.definition.lapseSource?.article)
        ))
    }
    var blocks: [Block] = [
      .h2(
        words("Wat vanzelf gebeurt", "What happens by itself"), id: "vanzelf"),
      .text(
        words(
          "Tot en met \(words.longDate(desk.through)), zonder dat iemand iets doet.",
          "Through \(words.longDate(desk.through)), without anybody doing anything.")),
    ]
    if let paused = desk.paused {
      blocks.append(
        .notice(
          Notice(
            .warning, words("Alle berichten staan stil", "All messages are stopped"),
            ["\(scene.moment(paused.at)), \(paused.by): \(paused.reason)"])))
    }
    blocks += [
      .facts(Facts(facts)), .table(messages),
      .links(
        LinkRow(links: [
          Link(
            desk.paused == nil
              ? words("Berichten bekijken of stoppen", "See or stop messages")
              : words("Berichten bekijken of hervatten", "See or resume messages"),
            places.reminders)
        ])),
    ]
    return blocks
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
