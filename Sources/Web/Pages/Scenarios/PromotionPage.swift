import Diagnostics
import LegalCalendar
import Services
import Simulation
import Storage

/// A chosen scenario as the draft of the next scheme: what changes, the timeline, and what does not fit, before
/// the draft is made.
struct PromotionPage: Sendable {
  let scene: Scene
  let run: ScenarioRun
  let form: PromotionForm
  /// Nil while a day cannot be read.
  let promotion: SchemePromotion?
  let id: String

  var page: Page {
    Page(
      words("Ontwerp van de opvolger", "Draft of the successor"),
      trail: [
        scene.home, Link(words("Scenario’s", "Scenarios"), scene.places.scenarios),
        Link(words("Vergelijking", "Comparison"), scene.places.run(run.id)),
      ],
      lead: words(
        "Scenario \(form.scenario) als ontwerp. Er wordt niets geactiveerd.",
        "Scenario \(form.scenario) as a draft. Nothing is activated."),
      (promotion.map(shown) ?? []) + [
        .h2(words("De dagen veranderen", "Change the days"), id: "veranderen"), .form(days),
      ] + making)
  }

  private var words: Words { scene.words }

  private func shown(_ promotion: SchemePromotion) -> [Block] {
    let findings = promotion.findings.inReadingOrder()
    let (errors, warnings) = (
      findings.count { $0.severity == .error }, findings.count { $0.severity == .warning }
    )
    return [
      .notice(
        Notice(
          errors > 0 ? .error : warnings > 0 ? .warning : .success,
          words(
            "\(errors) fouten en \(warnings) waarschuwingen",
            "\(errors) errors and \(warnings) warnings"),
          errors > 0
            ? [
              words(
                "Met fouten is er geen ontwerp te maken: verander de dagen.",
                "With errors no draft can be made: change the days.")
            ] : [])),
      .h2(words("Wat verandert", "What changes"), id: "verandert"), .table(changes(promotion)),
      .h2(words("Tijdlijn", "Timeline"), id: "tijdlijn"), .table(timeline(promotion.timeline)),
      .h2(
        words("Wat niet past, en wat goed is om te weten", "What does not fit, and what to know"),
        id: "bevindingen"),
      .table(table(findings)),
    ]
  }

  private func changes(_ promotion: SchemePromotion) -> DataTable {
    DataTable(
      id: "verandert-tabel",
      caption: words(
        "Verschil met de huidige regeling", "Difference from the present scheme"),
      columns: [
        .init(words("Parameter", "Parameter")), .init(words("Nu", "Now")),
        .init(words("Dan", "Then")), .init(words("Plaats in het recht", "Legal home")),
        .init(words("Leest een beslissing dit al?", "Does a decision read it yet?")),
      ],
      rows: promotion.changes.map { change in
        [
          Cell(change.parameter), Cell(change.was.map(shown) ?? words("nieuw", "new")),
          Cell(shown(change.value)),
          Cell(change.legalHome),
          change.isRead
            ? Cell(words("ja", "yes"), tone: .good)
            : Cell(words("nog niet", "not yet"), tone: .warn),
        ]
      }, empty: words("Er verandert niets.", "Nothing changes."))
  }

  /// A date of the rules' language as people read it; other values as they are.
  private func shown(_ value: String) -> String {
    guard value.hasPrefix("@\""), let date = CivilDate(iso: String(value.dropFirst(2).dropLast()))
    else { return value }
    return words.shortDate(date)
  }

  private func timeline(_ line: SuccessorTimeline) -> DataTable {
    DataTable(
      id: "tijdlijn-tabel",
      caption: words("De weg naar de eerste subsidiedag", "The way to the first grant day"),
      columns: [.init(words("Stap", "Step")), .init(words("Dag", "Day"))],
      rows: line.days.map {
        [
          Cell(words($0.title.dutch, $0.title.english).capitalizedFirst),
          Cell(words.longDate($0.day)),
        ]
      }, empty: "")
  }

  private func table(_ findings: [Finding]) -> DataTable {
    DataTable(
      id: "bevindingen-tabel", caption: words("Bevindingen", "Findings"),
      columns: [
        .init(words("Ernst", "Severity")), .init(words("Wat", "What")),
        .init(
          words("Precies (in het Engels)", "What to do")),
      ],
      rows: findings.map { finding in
        let dutch = FindingWords.dutch[finding.code]
        let english = [finding.message, finding.remedy].compactMap(\.self).joined(separator: " ")
        return [
          severity(finding),
          Cell(words.isDutch ? dutch ?? finding.code : finding.message),
          Cell(words.isDutch ? english : finding.remedy ?? "–"),
        ]
      }, empty: words("Alles past.", "Everything fits."))
  }

  private func severity(_ finding: Finding) -> Cell {
    switch finding.severity {
    case .error: Cell(words("fout", "error"), tone: .bad)
    case .warning: Cell(words("waarschuwing", "warning"), tone: .warn)
    case .note: Cell(words("om te weten", "to know"), tone: .info)
    }
  }

  private var days: Form {
    var form = Form(
      id: "dagen", action: scene.places.run(run.id, "ontwerp"), isPost: false,
      hidden: [("scenario", self.form.scenario)],
      fields: PromotionForm.days.map { day in
        Field(
          .text, day.name, words(day.title),
          hint: words("nu ", "now ") + words.longDate(self.form.timeline[keyPath: day.place]),
          value: self.form.written[day.name] ?? "", isRequired: false, isShort: true)
      }, submit: words("Opnieuw nakijken", "Check again")
    )
    form.isGrid = true
    return form.showing(self.form.faults, words)
  }

  private var making: [Block] {
    guard let promotion, !promotion.findings.hasErrors else { return [] }
    return [
      .h2(words("Ontwerp maken", "Make the draft"), id: "ophalen"),
      .form(
        Form(
          id: "maken", action: scene.places.run(run.id, "ontwerp"), hidden: form.parameters,
          submit: words("Ontwerp ophalen (.tar)", "Get the draft (.tar)"),
          note: words(
            "U krijgt de map \(id) met \(promotion.files.count) bestanden. Nakijken: speelveld scheme check \(id).",
            "You get the folder \(id) with \(promotion.files.count) files. Check it: speelveld scheme check \(id)."
          ))),
    ]
  }
}

/// Findings of a promotion in Dutch; the figures stand in the English text beside it.
enum FindingWords {
  static let dutch: [String: String] = [
    "timeline-ceiling":
      "Het plafond moet bekend zijn voordat het tijdvak waarvoor het geldt opengaat (Awb 4:27).",
    "timeline-force": "Aanvragen kan voordat de regeling bekend is gemaakt.",
    "timeline-first": "De eerste ronde sluit voordat zij opengaat.",
    "timeline-rounds": "De tweede ronde gaat open voordat de eerste dicht is.",
    "timeline-second": "De tweede ronde sluit voordat zij opengaat.",
    "timeline-decision": "Het besluit komt na de eerste subsidiedag.",
    "timeline-13-weeks":
      "Plannen komen later dan 13 weken voor de eerste subsidiedag (KR 8.2, nagegaan in een oude tekst).",
    "timeline-22-weeks":
      "Het besluit komt later dan 22 weken na sluiting van de tweede ronde (KR 4.1, nagegaan in een oude tekst).",
    "timeline-run-off":
      "De huidige en de nieuwe regeling lopen naast elkaar; reken op werk en herinneringen voor beide.",
    "timeline-objection":
      "Bezwaar kan tot zes weken na het besluit (Awb 6:7) en schorst het besluit niet (Awb 6:16).",
    "timeline-reasonable-term":
      "Een huidige partner die afvalt, hoort dat pas bij het besluit; Awb 4:51 vraagt een redelijke termijn.",
    "promotion-ceiling": "De betalingen van een jaar gaan boven het plafond.",
    "promotion-unread":
      "Een gekozen waarde staat als parameter in het ontwerp, maar nog geen beslissing leest haar.",
    "case-turned":
      "Een voorbeeldgeval komt onder het ontwerp anders uit; beslis of het recht dat moet vragen.",
  ]
}
