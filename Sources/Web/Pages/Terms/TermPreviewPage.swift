import Casework
import LegalCalendar
import Services

/// What a change of a term would move, before it is recorded.
struct TermPreviewPage: Sendable {
  let scene: Scene
  let form: TermForm
  let result: CaseOffice.TermChangeResult

  var page: Page {
    let obligation = result.before
    let title = scene.title(ofKind: obligation.kind, year: obligation.year)
    return Page(
      words("Dit verandert er", "This is what changes"),
      trail: [
        scene.home,
        Link(words("Waarom deze datum?", "Why this date?"), scene.places.why(obligation.id)),
      ],
      lead: "\(title): \(effect)",
      [
        .notice(
          Notice(
            .info, words("Er is nog niets vastgelegd", "Nothing has been recorded yet"),
            [words("Reden: ", "Reason: ") + (form.written["reden"] ?? "")])),
        .table(scene.moves(result.moves, id: "verschuivingen")),
        .form(
          Form(
            id: "vastleggen", action: scene.places.terms,
            hidden: [
              ("kenmerk", obligation.id), ("handeling", form.kind.rawValue), ("zeker", "1"),
            ] + TermForm.names.map { ($0, form.written[$0] ?? "") },
            submit: words("Vastleggen", "Record"),
            cancel: Link(words("Niet vastleggen", "Do not record"), scene.places.why(obligation.id))
          )
        ),
      ])
  }

  private var words: Words { scene.words }

  private var effect: String {
    let (before, after) = (result.before, result.after)
    if after.state != before.state {
      return words("de stand wordt “", "the state becomes “")
        + scene.obligationState(after.state) + words("”.", "”.")
    }
    if before.due == after.due {
      if after.suspendedSince != nil, before.suspendedSince == nil {
        return words(
          "de klok staat stil; de datum schuift op met elke dag dat dit duurt.",
          "the clock stands still; the date moves with each day that this lasts.")
      }
      return words(
        "de datum blijft \(words.longDate(after.due)).",
        "the date stays \(words.longDate(after.due)).")
    }
    return words(
      "van \(words.longDate(before.due)) naar \(words.longDate(after.due)).",
      "from \(words.longDate(before.due)) to \(words.longDate(after.due)).")
  }
}

extension Scene {
  /// Every date that a change moves.
  func moves(_ moves: [DateMove], id: String) -> DataTable {
    DataTable(
      id: id, caption: words("Data die verschuiven", "Dates that move"),
      columns: [
        .init(words("Wat", "What")), .init(words("Was", "Was")), .init(words("Wordt", "Becomes")),
      ],
      rows: moves.map { move in
        [
          Cell(name(move)),
          move.before.map { Cell(words.shortDate($0)) } ?? Cell(words("nieuw", "new")),
          move.after.map { Cell(words.shortDate($0)) } ?? Cell(words("vervalt", "falls away")),
        ]
      },
      empty: words("Geen enkele datum verschuift.", "No date moves."))
  }

  private func name(_ move: DateMove) -> String {
    switch move.what {
    case .obligation: words("Verplichting: ", "Obligation: ") + title(ofKind: move.kind)
    case .report: words("Rapportage: ", "Report: ") + title(ofKind: move.kind)
    case .payment:
      words("Betaling: ", "Payment: ")
        + (PaymentKind(rawValue: move.kind).map(payment) ?? move.kind)
    case .reminder: words("Herinnering: ", "Reminder: ") + step(move.kind)
    }
  }
}
