import Casework
import LegalCalendar
import Services

/// The form to take a report in.
struct FilingPage: Sendable {
  let scene: Scene
  let desk: CaseOffice.FilingDesk
  var sent: FilingForm?

  var page: Page {
    Page(
      words("Rapportage indienen", "File a report"),
      trail: [
        scene.home,
        Link(words("Waarom deze datum?", "Why this date?"), scene.places.why(desk.obligation.id)),
      ],
      lead: scene.title(ofKind: desk.obligation.kind, year: desk.obligation.year)
        + words(", uiterlijk ", ", by ") + words.longDate(desk.obligation.due) + ".",
      [.facts(facts), .form(form.showing(sent?.faults ?? FormFaults(), words))])
  }

  private var words: Words { scene.words }

  private var facts: Facts {
    Facts([
      (
        words("Alliantie", "Alliance"),
        desk.alliance.map {
          words.named($0.name, $0.certainty, href: scene.places.alliance($0.id))
        } ?? .none
      ),
      (
        words("Stand van de rapportage", "State of the report"),
        Cell(scene.state(desk.report.state, of: .report))
      ),
    ])
  }

  private var form: Form {
    Form(
      id: "indienen", action: scene.places.filing,
      hidden: [("kenmerk", desk.obligation.id)],
      fields: general + desk.activities.enumerated().flatMap(fields) + indicators,
      submit: words("Nakijken op volledigheid", "Check for completeness"),
      note: words(
        "Er wordt nog niets vastgelegd: eerst ziet u wat eraan ontbreekt en wat er volgt.",
        "Nothing is recorded yet: first you see what is lacking and what follows."))
  }

  private func value(_ name: String) -> String { sent?.written[name] ?? "" }

  private var general: [Field] {
    [
      Field(
        .text, "ontvangen", words("Binnengekomen op", "Received on"),
        hint: words(
          "Zoals \(words.date(scene.today)). Niet in de toekomst.",
          "Such as \(words.date(scene.today)). Not in the future."), value: value("ontvangen"),
        isShort: true),
      Field(
        .checkbox, "controleverklaring",
        words("Er is een controleverklaring bij", "An auditor’s opinion comes with it"),
        value: value("controleverklaring")),
      Field(
        .textarea, "begroting", words("Begroting en realisatie", "Budget and realisation"),
        hint: words(
          "Eén post per regel: naam; begroot; gerealiseerd; toelichting. Plakken uit Excel kan. Zoals: Personeel; 650.000; 641.200,50; vacature",
          "One post on each line: name; budgeted; realised; explanation. Pasting from Excel works. Such as: Staff; 650,000; 641,200.50; vacancy"
        ), value: value("begroting"), isRequired: false),
    ]
  }

  private func fields(_ index: Int, _ activity: Activity) -> [Field] {
    [
      Field(
        .select, "stand-\(index)",
        words("Hoe staat “\(activity.title)” ervoor?", "How does “\(activity.title)” stand?"),
        value: value("stand-\(index)"), isRequired: false,
        options: [("", words("niet vermeld", "not mentioned"))]
          + FilingForm.statuses.map { ($0.rawValue, scene.activity($0)) }),
      Field(
        .select, "stopreden-\(index)",
        words("Als het is gestopt: waarom?", "If it stopped: why?"),
        value: value("stopreden-\(index)"), isRequired: false,
        options: [("", words("niet gestopt", "not stopped"))]
          + FilingForm.reasons.map { ($0.rawValue, scene.reason($0)) }),
      Field(
        .text, "toelichting-\(index)",
        words("Toelichting bij “\(activity.title)”", "Note on “\(activity.title)”"),
        value: value("toelichting-\(index)"), isRequired: false),
    ]
  }

  private var indicators: [Field] {
    desk.indicators.enumerated().map { index, indicator in
      Field(
        .text, "waarde-\(index)", indicator.title,
        hint: [indicator.unit, indicator.target.map { words("doel ", "target ") + $0 }]
          .compactMap(\.self).joined(separator: "; "),
        value: value("waarde-\(index)"), isRequired: false, isShort: true)
    }
  }
}

/// What a report lacks and what follows, before it is taken in.
struct FilingPreviewPage: Sendable {
  let scene: Scene
  let form: FilingForm
  let result: CaseOffice.FilingResult

  var page: Page {
    let obligation = form.desk.obligation
    return Page(
      result.completeness.isComplete
        ? words("De rapportage is volledig", "The report is complete")
        : words("De rapportage is niet volledig", "The report is not complete"),
      trail: [
        scene.home,
        Link(words("Waarom deze datum?", "Why this date?"), scene.places.why(obligation.id)),
      ],
      verdict + [
        .table(scene.moves(result.moves, id: "verschuivingen")),
        .form(
          Form(
            id: "vastleggen", action: scene.places.filing,
            hidden: [("kenmerk", obligation.id), ("zeker", "1")] + hidden,
            submit: result.completeness.isComplete
              ? words("Rapportage vastleggen", "Record the report")
              : words("Als onvolledig vastleggen", "Record as incomplete"),
            cancel: Link(
              words("Niet vastleggen", "Do not record"), scene.places.why(obligation.id)))),
        .form(
          Form(
            id: "terug", action: scene.places.filing,
            hidden: [("kenmerk", obligation.id), ("terug", "1")] + hidden,
            submit: words("Terug naar het formulier", "Back to the form"), isSevere: false)),
      ])
  }

  private var words: Words { scene.words }

  private var hidden: [(String, String)] {
    FilingForm.names(form.desk).compactMap { name in form.written[name].map { (name, $0) } }
  }

  private var verdict: [Block] {
    guard !result.completeness.isComplete else {
      return [
        .notice(
          Notice(
            .info, words("Er is nog niets vastgelegd", "Nothing has been recorded yet"),
            [
              words(
                "Legt u haar vast, dan is aan de verplichting voldaan en vervallen de herinneringen.",
                "When you record it, the obligation is met and its reminders fall away.")
            ]))
      ]
    }
    let term = result.completeBy.map {
      words(
        "Legt u haar vast, dan krijgt de ontvanger tot en met \(words.longDate($0)) om haar aan te vullen (Awb 4:5).",
        "When you record it, the recipient has through \(words.longDate($0)) to complete it (Awb 4:5)."
      )
    }
    return [
      .notice(
        Notice(
          .warning, words("Er is nog niets vastgelegd", "Nothing has been recorded yet"),
          [term].compactMap(\.self))),
      .table(
        DataTable(
          id: "gebreken", caption: words("Wat ontbreekt", "What is lacking"),
          columns: [.init(words("Wat", "What")), .init(words("Artikel", "Article"))],
          rows: result.completeness.faults.map { fault in
            [Cell(words(fault.nl, fault.en), mark: fault.certainty), Cell(fault.article)]
          }, empty: "")),
    ]
  }
}
