import Casework
import LegalCalendar
import Services
import Storage

/// *Herinneringen*: what goes out, to whom, and how it reads.
struct RemindersPage: Sendable {
  let scene: Scene
  let reminders: [ReminderLine]
  let through: CivilDate
  /// The message that is shown as its recipient will see it.
  var preview: CaseOffice.PlannedMessage?

  var page: Page {
    var blocks: [Block] = []
    if let preview {
      blocks += [
        .h2(words("Zo leest de ontvanger het", "As the recipient reads it"), id: "voorbeeld"),
        .facts(
          Facts([
            (words("Aan", "To"), Cell(scene.role(preview.role))),
            (words("Onderwerp", "Subject"), Cell(preview.subject)),
          ])),
        .preformatted(Preformatted(label: words("Bericht", "Message"), text: preview.text)),
        .links(LinkRow(links: [Link(words("Sluiten", "Close"), scene.places.reminders)])),
      ]
    }
    blocks += [
      .h2(words("Wat er uitgaat", "What goes out"), id: "uit"),
      .text(
        words(
          "Tot en met \(words.longDate(through)). Elke stap gaat per datum één keer uit; wordt de datum verlengd, dan begint de ladder opnieuw.",
          "Through \(words.longDate(through)). Each step goes out once for each date; when the date is extended the ladder starts anew."
        )), .table(table),
    ]
    return Page(words("Herinneringen", "Reminders"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }

  private var table: DataTable {
    DataTable(
      id: "herinneringen", caption: words("Op volgorde van versturen", "In order of sending"),
      columns: [
        .init(words("Versturen", "Send")), .init(words("Aan", "To")),
        .init(words("Over", "About")), .init(words("Fatale datum", "Due date")),
        .init(words("Stap", "Step")), .init(words("Bericht", "Message")),
      ],
      rows: reminders.map { line in
        [
          Cell(
            line.on <= scene.today ? words("vandaag", "today") : words.shortDate(line.on),
            note: line.skips > 0
              ? words("haalt \(line.skips) eerdere in", "makes up for \(line.skips) earlier") : nil),
          Cell(scene.role(line.recipient)),
          words.named(line.name, line.certainty),
          Cell(
            words.shortDate(line.due), href: scene.places.why(line.obligation),
            hidden: scene.title(ofKind: line.kind, year: line.year)),
          Cell(scene.title(ofKind: line.kind, year: line.year), note: scene.step(line.step)),
          Cell(
            words("Bekijken", "View"),
            href: Places.with(scene.places.reminders, [("bericht", line.id)]),
            hidden: "\(line.name), \(scene.step(line.step))"),
        ]
      },
      empty: words(
        "Er gaan geen herinneringen uit.", "No reminders go out."))
  }
}
