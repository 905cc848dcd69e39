import Casework
import ExactNumbers
import LegalCalendar
import Services
import Storage

/// All that is kept of one alliance.
struct AlliancePage: Sendable {
  let scene: Scene
  let file: CaseOffice.AllianceFile

  var page: Page {
    var blocks: [Block] = [.facts(facts)]
    blocks += [.h2(words("Wie doet mee", "Who takes part"), id: "leden"), .table(parties)]
    for award in awards {
      blocks += money(award)
    }
    blocks += [
      .h2(words("Verplichtingen", "Obligations"), id: "verplichtingen"), .table(obligations),
      .h2(words("Activiteiten", "Activities"), id: "activiteiten"), .table(activities),
      .h2(words("Verandertheorie", "Theory of change"), id: "verandertheorie"), .table(goals),
      .h2(words("Signalen", "Signals"), id: "signalen"), .table(signals),
      .h2(words("Brieven", "Letters"), id: "brieven"), .table(letters),
      .h2(words("Geschiedenis", "History"), id: "geschiedenis"),
      .timeline(Timeline(items: file.events.map(scene.item))),
    ]
    return Page(
      file.alliance.name,
      trail: [scene.home, Link(words("Allianties", "Alliances"), scene.places.alliances)],
      lead: file.alliance.theme?.capitalizedFirst, blocks)
  }

  private var words: Words { scene.words }
  private var state: SchemeState { file.state }

  private var awards: [Award] { state.awards.values.sorted { $0.id < $1.id } }

  private var facts: Facts {
    Facts(
      [
        (
          words("Naam", "Name"),
          Cell(
            file.alliance.name.replacing(" (illustratief)", with: ""),
            mark: words.mark(file.alliance.certainty), note: file.alliance.source)
        ),
        (words("Soort", "Kind"), Cell(scene.kind(file.alliance.kind))),
        (
          words("Partnerschap", "Partnership"),
          Cell(
            scene.state(file.alliance.state, of: .partnership),
            href: scene.places.caseFile(file.alliance.id))
        ),
      ]
        + awards.map {
          (
            words("Verlening", "Award"),
            Cell(
              scene.state($0.state, of: .award), href: scene.places.caseFile($0.id),
              hidden: $0.id,
              note: words(
                "\($0.id), \(words.date($0.from)) tot en met \(words.date($0.to))",
                "\($0.id), \(words.date($0.from)) through \(words.date($0.to))"))
          )
        })
  }

  private var parties: DataTable {
    let order = Role.allCases
    let list = state.memberships.values.sorted {
      (order.firstIndex(of: $0.role) ?? 9, $0.from, $0.id)
        < (order.firstIndex(of: $1.role) ?? 9, $1.from, $1.id)
    }
    return DataTable(
      id: "leden-tabel",
      caption: words("Organisaties door de tijd", "Organisations over time"),
      columns: [
        .init(words("Organisatie", "Organisation")), .init(words("Rol", "Role")),
        .init(words("Van", "From")), .init(words("Tot en met", "Through")),
        .init(words("Bron", "Source")),
      ],
      rows: list.map { party in
        let organisation = state.organisations[party.organisation]
        let ended = party.to.map { $0 < scene.today } ?? false
        return [
          words.named(organisation?.name ?? party.organisation, party.certainty),
          Cell(
            scene.role(party.role.rawValue),
            note: party.within.map {
              words("binnen ", "within ") + (state.organisations[$0]?.name ?? $0)
            }),
          Cell(words.date(party.from)),
          party.to.map { Cell(words.date($0), note: ended ? words("geweest", "past") : nil) }
            ?? Cell(words("heden", "present")),
          Cell(party.source ?? "–"),
        ]
      }, empty: words("Er doet nog niemand mee.", "Nobody takes part yet."))
  }

  /// Periods, and payments against what was granted.
  private func money(_ award: Award) -> [Block] {
    let payments = state.payments.values.filter { $0.award == award.id }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    func sum(_ list: [Payment]) -> Money { Money(cents: list.reduce(0) { $0 + $1.amount.cents }) }
    let out = payments.filter { $0.kind != .recovery && $0.state != "cancelled" }
    let paid = sum(out.filter { $0.state == "paid" })
    let planned = sum(out.filter { $0.state != "paid" })
    let ceiling = state.ceilings.values.first { $0.kind == award.kind }
    let text = words(
      "Van \(words.euros(award.granted)) is \(words.euros(paid)) betaald en \(words.euros(planned)) gepland.",
      "Of \(words.euros(award.granted)), \(words.euros(paid)) is paid and \(words.euros(planned)) planned."
    )
    return [
      .h2(words("Tijdvakken en geld", "Periods and money"), id: "geld-\(Places.encoded(award.id))"),
      .table(periods(award)),
      .figure(
        Figure(
          caption: text,
          note: ceiling.map {
            words(
              "Plafond voor deze soort: \(words.euros($0.amount)) (illustratief). Alle bedragen zijn illustratief.",
              "Ceiling for this kind: \(words.euros($0.amount)) (illustrative). All amounts are illustrative."
            )
          },
          svg: ShareChart(
            id: "geld-\(Places.encoded(award.id))-beeld",
            title: words("Betaald en gepland", "Paid and planned"), description: text, paid: paid,
            planned: planned, limit: award.granted, words: words
          ).svg)),
      .disclosure(
        Disclosure(
          summary: words.count(
            payments.count, ("betaling", "payment"), ("betalingen", "payments")),
          blocks: [.table(paymentTable(award, payments))])),
    ]
  }

  private func periods(_ award: Award) -> DataTable {
    let list = state.periods.values.filter { $0.award == award.id }.sorted { $0.year < $1.year }
    return DataTable(
      id: "tijdvakken-\(Places.encoded(award.id))", caption: words("Tijdvakken", "Periods"),
      columns: [
        .init(words("Jaar", "Year")), .init(words("Stand", "State")),
        .init(words("Begroot", "Budget"), isNumber: true),
        .init(words("Betaald", "Paid"), isNumber: true),
        .init(words("Rapportage", "Report")),
      ],
      rows: list.map { period in
        let paid = state.payments.values.filter {
          $0.award == award.id && $0.year == period.year && $0.state == "paid"
            && $0.kind != .recovery
        }.reduce(Int64(0)) { $0 + $1.amount.cents }
        let report = state.reports.values.first {
          $0.award == award.id && $0.year == period.year
        }
        return [
          Cell(String(period.year), href: scene.places.caseFile(period.id)),
          Cell(scene.state(period.state, of: .period)),
          Cell(words.euros(period.budget), mark: words.mark(.illustrative as Certainty)),
          Cell(words.euros(Money(cents: paid)), mark: words.mark(award.certainty)),
          report.map {
            Cell(
              scene.state($0.state, of: .report), href: scene.places.caseFile($0.id),
              hidden: String($0.year), note: words.shortDate($0.due))
          } ?? .none,
        ]
      }, empty: words("Er zijn nog geen tijdvakken.", "There are no periods yet."))
  }

  private func paymentTable(_ award: Award, _ payments: [Payment]) -> DataTable {
    DataTable(
      id: "betalingen-\(Places.encoded(award.id))", caption: words("Betalingen", "Payments"),
      columns: [
        .init(words("Vervalt", "Falls due")), .init(words("Soort", "Kind")),
        .init(words("Bedrag", "Amount"), isNumber: true), .init(words("Stand", "State")),
        .init(words("Artikel", "Article")),
      ],
      rows: payments.map { payment in
        [
          Cell(
            words.shortDate(payment.due), href: scene.places.caseFile(payment.id)),
          Cell(scene.payment(payment.kind)),
          Cell(words.euros(payment.amount), mark: words.mark(award.certainty)),
          Cell(
            scene.state(payment.state, of: .payment), note: payment.paidOn.map(words.shortDate)),
          Cell(payment.article),
        ]
      }, empty: words("Er zijn nog geen betalingen.", "There are no payments yet."))
  }

  private var obligations: DataTable {
    DataTable(
      id: "verplichtingen-tabel", caption: words("Open eerst", "Open ones first"),
      columns: [
        .init(words("Wat", "What")), .init(words("Fatale datum", "Due date")),
        .init(words("Stand", "State")), .init(words("Aan zet", "To act")),
        .init(words("Artikel", "Article")),
      ],
      rows: state.obligations.values.sorted {
        ($0.state == .open ? 0 : 1, $0.due, $0.id) < ($1.state == .open ? 0 : 1, $1.due, $1.id)
      }.map { obligation in
        [
          Cell(scene.title(ofKind: obligation.kind, year: obligation.year)),
          scene.dueDate(obligation), scene.label(obligation), Cell(scene.role(obligation.debtor)),
          Cell(obligation.article),
        ]
      }, empty: words("Er zijn geen verplichtingen.", "There are no obligations."))
  }

  private var activities: DataTable {
    DataTable(
      id: "activiteiten-tabel", caption: words("Activiteiten per jaar", "Activities by year"),
      columns: [
        .init(words("Activiteit", "Activity")), .init(words("Jaar", "Year")),
        .init(words("Stand", "State")), .init(words("Toelichting", "Note")),
      ],
      rows: state.activities.values.sorted { ($0.year, $0.id) < ($1.year, $1.id) }.map { activity in
        [
          Cell(activity.title, mark: words.mark(activity.certainty)), Cell(String(activity.year)),
          scene.label(activity), Cell(activity.note ?? "–"),
        ]
      }, empty: words("Er zijn geen activiteiten vastgelegd.", "No activities were recorded."))
  }

  private var goals: DataTable {
    let rows = state.goals.values.sorted { $0.id < $1.id }.flatMap { goal -> [[Cell]] in
      let head = Cell(goal.title, mark: words.mark(goal.certainty))
      let indicators = state.indicators.values.filter { $0.goal == goal.id }
        .sorted { $0.id < $1.id }
      guard !indicators.isEmpty else { return [[head, .none, .none, .none]] }
      return indicators.map { indicator in
        [
          head, Cell(indicator.title, mark: words.mark(indicator.certainty)),
          Cell(indicator.unit ?? "–"),
          Cell([indicator.baseline, indicator.target].map { $0 ?? "–" }.joined(separator: " → ")),
        ]
      }
    }
    return DataTable(
      id: "doelen", caption: words("Doelen en indicatoren", "Goals and indicators"),
      columns: [
        .init(words("Doel", "Goal")), .init(words("Indicator", "Indicator")),
        .init(words("Eenheid", "Unit")), .init(words("Begin → doel", "Baseline → target")),
      ], rows: rows,
      empty: words("Er is geen verandertheorie vastgelegd.", "No theory of change was recorded."))
  }

  private var signals: DataTable {
    DataTable(
      id: "signalen-tabel", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Dag", "Day")), .init(words("Onderwerp", "Subject")),
        .init(words("Signaal", "Signal")), .init(words("Bron", "Source")),
      ],
      rows: state.signals.values.sorted { ($0.on, $0.id) > ($1.on, $1.id) }.map { signal in
        [
          Cell(words.date(signal.on)), Cell(signal.subject),
          Cell(signal.text, mark: words.mark(signal.certainty)), Cell(signal.source ?? "–"),
        ]
      }, empty: words("Er zijn geen signalen.", "There are no signals."))
  }

  private var letters: DataTable {
    DataTable(
      id: "brieven-tabel",
      caption: words("Brieven aan de penvoerder", "Letters to the lead organisation"),
      columns: [
        .init(words("Brief", "Letter")), .init(words("Gedateerd", "Dated")),
        .init(words("Stand", "State")),
      ],
      rows: state.letters.values.sorted { ($0.date, $0.id) > ($1.date, $1.id) }.map { letter in
        [
          Cell(
            scene.step(letter.template),
            href: Places.with(scene.places.letters, [("verlening", letter.award)])
              + "#" + Places.encoded(letter.id)), Cell(words.date(letter.date)),
          Cell(scene.letterState(letter.state)),
        ]
      }, empty: words("Er zijn nog geen brieven.", "There are no letters yet."))
  }
}

extension Scene {
  func payment(_ kind: PaymentKind) -> String {
    switch kind {
    case .advance: words("voorschot", "advance")
    case .settlement: words("restant", "remainder")
    case .recovery: words("terugvordering", "recovery")
    }
  }

  func letterState(_ state: LetterState) -> String {
    switch state {
    case .draft: words("concept", "draft")
    case .sent: words("verstuurd", "sent")
    case .withdrawn: words("ingetrokken", "withdrawn")
    }
  }

  func label(_ activity: Activity) -> Cell {
    let reason = activity.stopReason.map {
      switch $0 {
      case .capacity: words("capaciteit", "capacity")
      case .shiftOfFocus: words("verschuiving van focus", "shift of focus")
      }
    }
    return switch activity.status {
    case .planned: Cell(words("gepland", "planned"), tone: .quiet)
    case .running: Cell(words("loopt", "running"), tone: .info)
    case .done: Cell(words("afgerond", "done"), tone: .good)
    case .delayed: Cell(words("vertraagd", "delayed"), note: reason, tone: .warn)
    case .adapted: Cell(words("aangepast", "adapted"), note: reason, tone: .info)
    case .stopped: Cell(words("gestopt", "stopped"), note: reason, tone: .bad)
    }
  }

  /// An event on a timeline.
  func item(_ event: EventLine) -> Timeline.Item {
    Timeline.Item(
      title: Cell(eventName(event.kind), href: places.event(event.sequence)),
      time: "\(moment(event.at)) – \(event.actor)", text: event.subject)
  }

  /// What happened, in words where we have them.
  func eventName(_ kind: String) -> String {
    let parts = kind.split(separator: ".", maxSplits: 1).map(String.init)
    let known: [String: (String, String)] = [
      "scheme.activated": ("regeling geactiveerd", "scheme activated"),
      "scheme.moved": ("regeling overgegaan", "scheme moved"),
      "award.moved": ("overgang uitgevoerd", "transition applied"),
      "award.moved.undone": ("overgang teruggedraaid", "transition undone"),
      "scheme.moved.undone": ("overgang teruggedraaid", "transition undone"),
      "exception.granted": ("uitzondering gemaakt", "exception granted"),
      "reminders.sent": ("herinneringen verstuurd", "reminders sent"),
      "reminders.paused": ("berichten gestopt", "messages stopped"),
      "reminders.resumed": ("berichten hervat", "messages resumed"),
    ]
    if let name = known[kind] { return words(name.0, name.1) }
    if parts.count == 2, parts[1] == "recorded" {
      let name = Subject(rawValue: parts[0]).map(self.name) ?? parts[0]
      return words("\(name) vastgelegd", "\(name) recorded")
    }
    guard parts.count == 2, let subject = Subject(rawValue: parts[0]),
      let chart = rules?.lifecycles[subject.lifecycle]
    else { return kind }
    let label = chart.transitions.first { transition in
      transition.events.contains { $0.description == parts[1] }
    }?.metadata["label-\(words.language.rawValue)"]
    return label.map { "\(name(subject)): \($0)" } ?? kind
  }

  func name(_ subject: Subject) -> String {
    switch subject {
    case .scheme: words("regeling", "scheme")
    case .partnership: words("partnerschap", "partnership")
    case .award: words("verlening", "award")
    case .period: words("tijdvak", "period")
    case .report: words("rapportage", "report")
    case .payment: words("betaling", "payment")
    case .objection: words("bezwaar", "objection")
    case .permission: words("toestemming", "permission")
    }
  }
}
