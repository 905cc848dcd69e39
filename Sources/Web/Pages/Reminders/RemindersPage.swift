import Casework
import LegalCalendar
import Services
import Storage

/// *Herinneringen*: what goes out, to whom and how it reads; what has gone; and the stop.
struct RemindersPage: Sendable {
  let scene: Scene
  let planned: CaseOffice.MessagePreview
  let outbox: [CaseOffice.OutboxView]
  let paused: PauseStore.Pause?
  let through: CivilDate
  let mayManage: Bool
  /// The message that is shown as its recipient will see it.
  var preview: CaseOffice.PlannedMessage?
  var faults = FormFaults()
  var done: String?

  var page: Page {
    var blocks: [Block] = []
    if let done { blocks.append(.notice(Notice(.success, done))) }
    blocks += stop
    if let preview { blocks += show(preview) }
    blocks += [
      .h2(words("Wat er uitgaat", "What goes out"), id: "uit"),
      .text(
        words(
          "Tot en met \(words.longDate(through)). Elke stap gaat per datum één keer uit; wordt de datum verlengd, dan begint de ladder opnieuw.",
          "Through \(words.longDate(through)). Each step goes out once for each date; when the date is extended the ladder starts anew."
        )), .table(plannedTable),
    ]
    if planned.isCut {
      blocks.append(
        .small(
          words(
            "Er gaat in deze tijd meer uit; hier staat wat het eerst gaat.",
            "More goes out in this time; what goes first stands here.")))
    }
    blocks += [
      .h2(words("Wat is uitgegaan of wacht", "What has gone out or waits"), id: "uitgaand"),
      .table(sent),
    ]
    if mayManage, outbox.contains(where: { $0.message.state == .dead }) {
      blocks.append(
        .form(
          Form(
            id: "opnieuw", action: scene.places.reminders + "/opnieuw",
            submit: words("Gestrande berichten opnieuw proberen", "Try dead messages again"))))
    }
    return Page(words("Herinneringen", "Reminders"), trail: [scene.home], blocks)
  }

  private var words: Words { scene.words }

  private var stop: [Block] {
    guard let paused else {
      guard mayManage else { return [] }
      let form = Form(
        id: "stop", action: scene.places.reminders + "/stop",
        fields: [
          Field(.text, "reden", words("Waarom moet alles stoppen?", "Why must everything stop?"))
        ], submit: words("Alle berichten stoppen", "Stop all messages"), isSevere: true,
        note: words(
          "Er gaat niets meer uit tot u hervat. Daarna gaat van elke open verplichting één keer de laatste stap uit.",
          "Nothing goes out until you resume. Then the latest step of each open obligation goes once."
        ))
      return [
        .disclosure(
          Disclosure(
            summary: words("Alle berichten stoppen", "Stop all messages"),
            blocks: [.form(form.showing(faults, words))], isOpen: !faults.isEmpty))
      ]
    }
    let notice = Notice(
      .warning, words("Alle berichten staan stil", "All messages are stopped"),
      ["\(scene.moment(paused.at)), \(paused.by): \(paused.reason)"])
    guard mayManage else { return [.notice(notice)] }
    return [
      .notice(notice),
      .form(
        Form(
          id: "hervatten", action: scene.places.reminders + "/hervatten",
          submit: words("Hervatten", "Resume"))),
    ]
  }

  private func show(_ message: CaseOffice.PlannedMessage) -> [Block] {
    [
      .h2(words("Zo leest de ontvanger het", "As the recipient reads it"), id: "voorbeeld"),
      .facts(
        Facts([
          (words("Aan", "To"), Cell(scene.role(message.role), note: message.contact?.name)),
          (words("Dag", "Day"), Cell(words.longDate(message.day))),
          (words("Onderwerp", "Subject"), Cell(message.subject)),
        ])),
      .preformatted(Preformatted(label: words("Bericht", "Message"), text: message.text)),
      .links(LinkRow(links: [Link(words("Sluiten", "Close"), scene.places.reminders)])),
    ]
  }

  private var plannedTable: DataTable {
    DataTable(
      id: "herinneringen", caption: words("Op volgorde van versturen", "In order of sending"),
      columns: [
        .init(words("Versturen", "Send")), .init(words("Aan", "To")),
        .init(words("Over", "About")), .init(words("Bericht", "Message")),
      ],
      rows: planned.messages.map { message in
        [
          scene.sending(message),
          message.contact == nil
            ? Cell(
              scene.role(message.role), note: words("nog niemand benoemd", "nobody named yet"))
            : Cell(scene.role(message.role)), scene.about(message),
          Cell(
            words("Bekijken", "View"),
            href: Places.with(scene.places.reminders, [("bericht", message.id)]),
            hidden: message.subject),
        ]
      },
      empty: words("Er gaan geen herinneringen uit.", "No reminders go out."))
  }

  private var sent: DataTable {
    DataTable(
      id: "uitgaand-tabel", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Onderwerp", "Subject")), .init(words("Aan", "To")),
        .init(words("Gemaakt", "Made")), .init(words("Stand", "State")),
        .init(words("Pogingen", "Attempts"), isNumber: true),
      ],
      rows: outbox.map { view in
        let message = view.message
        return [
          Cell(message.subject),
          Cell(message.role.map { scene.role($0) } ?? message.recipient),
          Cell(scene.moment(message.createdAt)),
          state(message, last: view.attempts.last?.text), Cell(String(message.attempts)),
        ]
      }, empty: words("Er is nog niets uitgegaan.", "Nothing has gone out yet."))
  }

  private func state(_ message: OutboxMessage, last: String?) -> Cell {
    switch message.state {
    case .waiting: Cell(words("wacht", "waits"), tone: .info)
    case .delivered: Cell(words("bezorgd", "delivered"), tone: .good)
    case .dead: Cell(words("gestrand", "dead"), note: last, tone: .bad)
    case .withdrawn: Cell(words("ingetrokken", "withdrawn"), tone: .quiet)
    }
  }
}

extension Scene {
  /// When a message goes, and how many earlier steps it makes up for.
  func sending(_ message: CaseOffice.PlannedMessage) -> Cell {
    let skips = message.reminders.reduce(0) { $0 + $1.skips.count }
    return Cell(
      message.day <= today ? words("vandaag", "today") : words.shortDate(message.day),
      note: skips > 0 ? words("haalt \(skips) eerdere in", "makes up for \(skips) earlier") : nil)
  }

  /// What a message is about; made-up names keep their mark. Several reminders in one are told together.
  func about(_ message: CaseOffice.PlannedMessage) -> Cell {
    guard let first = message.reminders.first else { return Cell(message.subject) }
    guard message.reminders.count > 1 else {
      var cell = words.named(first.name, .verified, href: places.why(first.obligation.id))
      cell.note = what(first)
      return cell
    }
    let alike = Dictionary(grouping: message.reminders, by: what).sorted { $0.key < $1.key }
    return Cell(
      words.count(
        message.reminders.count, ("verplichting", "obligation"), ("verplichtingen", "obligations")),
      note: alike.map { what, items in "\(what): \(words.list(items.map(\.name)))" }
        .joined(separator: "; "))
  }

  private func what(_ item: CaseOffice.DueReminder) -> String {
    "\(title(ofKind: item.obligation.kind, year: item.obligation.year)), "
      + "\(words.shortDate(item.obligation.due)) "
      + "(\(step(item.reminder.step, ofKind: item.obligation.kind)))"
  }
}
