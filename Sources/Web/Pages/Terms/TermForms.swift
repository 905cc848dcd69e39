import Casework
import LegalCalendar
import SchemeDefinition

/// The forms on an obligation's page with which its term is changed; only those that make sense now.
struct TermForms: Sendable {
  let scene: Scene
  let obligation: Obligation
  let entries: [LedgerEntry]
  /// The form that was sent with faults, to be shown again as it was.
  var sent: TermForm?

  private var words: Words { scene.words }
  private var rule: ObligationRule? { scene.rules?.obligations[obligation.kind] }

  var kinds: [TermForm.Kind] {
    guard obligation.state == .open else { return withdrawable.isEmpty ? [] : [.withdraw] }
    var kinds: [TermForm.Kind] = []
    if rule?.extensionRule?.allowed ?? true { kinds.append(.extend) }
    kinds.append(obligation.suspendedSince == nil ? .suspend : .resume)
    if rule?.report == nil { kinds.append(.fulfil) }
    kinds.append(.waive)
    if !withdrawable.isEmpty { kinds.append(.withdraw) }
    return kinds
  }

  /// Entries that count, and can be said not to count.
  private var withdrawable: [LedgerEntry] {
    let gone = Set(entries.filter { $0.action == .withdraw }.compactMap(\.target))
    return entries.filter { entry in
      entry.action != .withdraw && !gone.contains(entry.id)
        && (obligation.state == .open || entry.action == .waive)
    }
  }

  var blocks: [Block] {
    kinds.map { kind in
      .disclosure(
        Disclosure(
          summary: title(kind), blocks: [.form(form(kind))], isOpen: sent?.kind == kind))
    }
  }

  func title(_ kind: TermForm.Kind) -> String {
    switch kind {
    case .extend: words("Verlengen", "Extend")
    case .suspend: words("Opschorten: de klok stilzetten", "Suspend: stop the clock")
    case .resume: words("Hervatten: de klok weer laten lopen", "Resume: let the clock run again")
    case .waive: words("Vrijstellen", "Waive")
    case .fulfil: words("Als gedaan vastleggen", "Record as done")
    case .withdraw: words("Een vermelding intrekken", "Withdraw an entry")
    }
  }

  private func form(_ kind: TermForm.Kind) -> Form {
    let written = sent?.kind == kind ? sent?.written ?? [:] : [:]
    let form = Form(
      id: kind.rawValue, action: scene.places.terms,
      hidden: [("kenmerk", obligation.id), ("handeling", kind.rawValue)],
      fields: own(kind, written) + common(kind, written),
      submit: words("Bekijken wat er verandert", "See what changes"),
      note: words(
        "Er wordt nog niets vastgelegd: eerst ziet u elke datum die verschuift.",
        "Nothing is recorded yet: first you see every date that moves."))
    return sent?.kind == kind ? form.showing(sent?.faults ?? FormFaults(), words) : form
  }

  private func own(_ kind: TermForm.Kind, _ written: [String: String]) -> [Field] {
    switch kind {
    case .extend:
      [
        Field(
          .text, "verlenging", words("Hoe lang, of tot welke dag?", "How long, or to which day?"),
          hint: limit, value: written["verlenging"] ?? "", isShort: true)
      ]
    case .suspend:
      [
        Field(
          .text, "tot",
          words("Op welke dag loopt de klok weer?", "On which day does it run again?"),
          hint: words(
            "Leeg: totdat u haar hervat. Zoals 1-4-2027.",
            "Empty: until you resume it. Such as 1-4-2027."),
          value: written["tot"] ?? "", isRequired: false, isShort: true)
      ]
    case .withdraw:
      [
        Field(
          .select, "vermelding",
          words("Welke vermelding telt niet meer?", "Which entry no longer counts?"),
          value: written["vermelding"] ?? "",
          options: [("", words("Kies een vermelding", "Choose an entry"))]
            + withdrawable.map {
              ($0.id, "\(scene.action($0)), \(words.date($0.on)): \($0.reason)")
            })
      ]
    case .resume, .waive, .fulfil: []
    }
  }

  private var limit: String {
    let examples = words("Zoals “4 weken” of “1-4-2027”.", "Such as “4 weeks” or “1-4-2027”.")
    guard let most = rule?.extensionRule?.most else { return examples }
    return examples
      + words(" Ten hoogste \(most.words.nl) in totaal.", " At most \(most.words.en) in all.")
  }

  private func common(_ kind: TermForm.Kind, _ written: [String: String]) -> [Field] {
    [
      Field(
        .text, "op", words("Vanaf welke dag geldt dit?", "From which day does this hold?"),
        hint: words(
          "Leeg: vandaag, \(words.date(scene.today)). Niet in de toekomst.",
          "Empty: today, \(words.date(scene.today)). Not in the future."),
        value: written["op"] ?? "", isRequired: false, isShort: true),
      Field(
        .textarea, "reden", words("Waarom?", "Why?"), value: written["reden"] ?? ""),
      Field(
        .text, "artikel", words("Grondslag", "Ground"), hint: ground(kind),
        value: written["artikel"] ?? "", isRequired: false, isShort: true),
    ]
  }

  private func ground(_ kind: TermForm.Kind) -> String {
    let known: String? =
      switch kind {
      case .extend: rule?.extensionRule?.article
      case .suspend: rule?.suspensionArticle
      case .waive: "KR 1.6"
      case .resume, .fulfil, .withdraw: nil
      }
    if let known {
      return words("Leeg: \(known), zoals de regels zeggen.", "Empty: \(known), as the rules say.")
    }
    switch kind {
    case .extend, .suspend:
      return words(
        "De regels noemen er geen: geef het artikel, zoals “Awb 4:15”.",
        "The rules name none: give the article, such as “Awb 4:15”.")
    default: return words("Het artikel, als dat er is.", "The article, if there is one.")
    }
  }
}

extension Scene {
  /// What an entry of a ledger says.
  func action(_ entry: LedgerEntry) -> String {
    switch entry.action {
    case .suspend: words("opgeschort", "suspended")
    case .resume: words("hervat", "resumed")
    case .extend: words("verlengd", "extended")
    case .agree: words("verlengd tot een dag", "extended to a day")
    case .grant: words("uitstel na afloop", "granted after expiry")
    case .withdraw: words("ingetrokken", "withdrawn")
    case .waive: words("vrijgesteld", "waived")
    case .defaultNotice: words("ingebrekestelling", "notice of default")
    }
  }
}
