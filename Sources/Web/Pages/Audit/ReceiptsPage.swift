import Casework
import Services
import Storage

/// *Bonnen*: the decisions that were taken, each of which can be taken again.
struct ReceiptsPage: Sendable {
  let scene: Scene
  /// Newest first.
  let receipts: [StoredReceipt]
  let award: String?
  /// Which page this is, from 1.
  let number: Int
  let isMore: Bool

  static let pageSize = 100

  var page: Page {
    Page(
      words("Bonnen", "Receipts"), trail: [scene.home],
      lead: words(
        "Een bon legt een beslissing vast: de invoer, de regels die golden, de uitkomst. U kunt hem opnieuw uitrekenen.",
        "A receipt records a decision: its inputs, the rules that applied, the outcome. You can work it out again."
      ),
      [
        .search(
          SearchForm(
            form: Form(
              id: "filter", action: scene.places.receipts, isPost: false,
              legend: words("Bonnen filteren", "Filter receipts"),
              fields: [
                Field(.text, "verlening", words("Verlening", "Award"), value: award ?? "")
              ], submit: words("Filteren", "Filter")),
            reset: Link(words("Filter wissen", "Clear filter"), scene.places.receipts))),
        .table(table),
      ] + pages)
  }

  private var pages: [Block] {
    guard isMore || number > 1 else { return [] }
    func link(_ label: String, _ page: Int) -> Link {
      Link(
        label,
        Places.with(
          scene.places.receipts,
          [("verlening", award ?? ""), ("bladzijde", page > 1 ? String(page) : "")]))
    }
    return [
      .pages(
        Pagination(
          label: words("Bladeren", "Pages"),
          text: words("Bladzijde \(number)", "Page \(number)"),
          previous: number > 1 ? link(words("Nieuwere", "Newer"), number - 1) : nil,
          next: isMore ? link(words("Oudere", "Older"), number + 1) : nil))
    ]
  }

  private var words: Words { scene.words }

  private var table: DataTable {
    DataTable(
      id: "bonnen", caption: words("Nieuwste eerst", "Newest first"),
      columns: [
        .init(words("Bon", "Receipt")), .init(words("Beslissing", "Decision")),
        .init(words("Verlening", "Award")), .init(words("Artikelen", "Articles")),
        .init(words("Wanneer en wie", "When and who")),
      ],
      rows: receipts.map { stored in
        let receipt = stored.receipt
        let articles = receipt.fired.map(\.article).filter { !$0.isEmpty }
        return [
          Cell(receipt.id, href: scene.places.receipt(receipt.id)), Cell(receipt.decision),
          Cell(receipt.award ?? "–"),
          Cell(Set(articles).sorted().joined(separator: ", ")),
          Cell(scene.moment(stored.at), note: stored.actor),
        ]
      }, empty: words("Er zijn nog geen bonnen.", "There are no receipts yet."))
  }
}

/// One receipt, and what taking the decision again gives.
struct ReceiptPage: Sendable {
  let scene: Scene
  let rerun: CaseOffice.Rerun

  var page: Page {
    let stored = rerun.stored
    let receipt = stored.receipt
    let verdict =
      rerun.isSame
      ? Notice(
        .success,
        words(
          "Opnieuw uitgerekend: dezelfde uitkomst door dezelfde regels",
          "Worked out again: the same outcome by the same rules"))
      : Notice(
        .error,
        words("Opnieuw uitgerekend: een andere uitkomst", "Worked out again: another outcome"),
        [rerun.outcome])
    return Page(
      words("Bon", "Receipt"),
      trail: [scene.home, Link(words("Bonnen", "Receipts"), scene.places.receipts)],
      [
        .notice(verdict),
        .facts(
          Facts([
            (words("Kenmerk", "Reference"), Cell(receipt.id, isCode: true)),
            (words("Beslissing", "Decision"), Cell(receipt.decision)),
            (
              words("Verlening", "Award"),
              receipt.award.map { Cell($0, href: scene.places.caseFile($0)) } ?? .none
            ),
            (
              words("Genomen", "Taken"),
              Cell(
                "\(scene.moment(stored.at)), \(stored.actor)",
                href: scene.places.event(stored.sequence))
            ),
            (words("Regelset", "Rule set"), Cell(receipt.ruleSet, isCode: true)),
            (words("Programma", "Engine"), Cell(receipt.engine)),
            (words("Vingerafdruk", "Fingerprint"), Cell(receipt.digest, isCode: true)),
          ])),
        .h2(words("Regels die golden", "Rules that applied"), id: "regels"),
        .table(
          DataTable(
            id: "regels-tabel",
            caption: words(
              "In de volgorde waarin zij golden", "In the order in which they applied"),
            columns: [
              .init(words("Regel", "Rule")), .init(words("Artikel", "Article")),
            ],
            rows: receipt.fired.map { fired in
              var cell = scene.rule(fired)
              cell.note = fired.rule.isEmpty ? nil : fired.rule
              return [cell, Cell(fired.article)]
            },
            empty: words("Geen tabel: een formule.", "No table: a formula."))),
        .h2(words("Invoer", "Inputs"), id: "invoer"),
        .preformatted(
          Preformatted(label: words("Invoer in FEEL", "Inputs in FEEL"), text: receipt.inputs)),
        .h2(words("Uitkomst", "Outcome"), id: "uitkomst"),
        .preformatted(
          Preformatted(label: words("Uitkomst in FEEL", "Outcome in FEEL"), text: receipt.outcome)),
      ])
  }

  private var words: Words { scene.words }
}
