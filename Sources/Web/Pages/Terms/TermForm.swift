import Casework
import LegalCalendar

/// A change of a term as a form sends it: what was written, what is wrong with it, and the change when nothing is.
struct TermForm: Sendable {
  /// The words stand in addresses and in the forms' ids.
  enum Kind: String, CaseIterable, Sendable {
    case extend = "verlengen"
    case suspend = "opschorten"
    case resume = "hervatten"
    case waive = "vrijstellen"
    case fulfil = "gedaan"
    case withdraw = "intrekken"
  }

  static let names = ["verlenging", "tot", "vermelding", "op", "reden", "artikel"]

  let kind: Kind
  let written: [String: String]
  private(set) var faults = FormFaults()
  private(set) var change: TermChange?

  init(_ kind: Kind, _ values: Values, today: CivilDate, words: Words) {
    self.kind = kind
    var written: [String: String] = [:]
    for name in Self.names { written[name] = values[name]?.trimmed }
    self.written = written
    let action = action(words)
    let on = date("op", words) ?? today
    if text("reden") == nil {
      faults.add(
        "reden",
        words(
          "Schrijf waarom: de reden blijft bij de datum staan.",
          "Write why: the reason stays beside the date."))
    }
    guard faults.isEmpty, let action, let reason = text("reden") else { return }
    change = TermChange(action, on: on, reason: reason, article: text("artikel"))
  }

  private func text(_ name: String) -> String? {
    written[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func action(_ words: Words) -> TermChange.Action? {
    switch kind {
    case .extend: return lengthening(words)
    case .suspend: return .suspend(until: date("tot", words))
    case .resume: return .resume(suspension: nil)
    case .waive: return .waive
    case .fulfil: return .fulfil
    case .withdraw:
      if let entry = text("vermelding") { return .withdraw(entry: entry) }
      faults.add(
        "vermelding",
        words("Kies de vermelding die niet meer telt.", "Choose the entry that no longer counts."))
      return nil
    }
  }

  private mutating func lengthening(_ words: Words) -> TermChange.Action? {
    let example = words("“4 weken” of “1-4-2027”", "“4 weeks” or “1-4-2027”")
    guard let text = text("verlenging") else {
      faults.add(
        "verlenging",
        words(
          "Schrijf hoe lang of tot welke dag, zoals \(example).",
          "Write how long or to which day, such as \(example)."))
      return nil
    }
    if let length = MessyInput.length(text) { return .extend(by: length) }
    if let day = MessyInput.date(text) { return .extendTo(day) }
    faults.add(
      "verlenging",
      words(
        "“\(text)” is geen duur en geen datum. Schrijf bijvoorbeeld \(example).",
        "“\(text)” is no length and no date. Write for example \(example)."))
    return nil
  }

  private mutating func date(_ name: String, _ words: Words) -> CivilDate? {
    guard let text = text(name) else { return nil }
    if let day = MessyInput.date(text) { return day }
    faults.add(
      name,
      words(
        "“\(text)” is geen datum. Schrijf bijvoorbeeld 1-4-2027.",
        "“\(text)” is no date. Write for example 1-4-2027."))
    return nil
  }

  /// The field that a refusal of the use case is about; empty for the form as a whole.
  func field(of refusal: Refusal) -> String {
    switch refusal.code {
    case "not-yet", "resumed-before": "op"
    case "no-ground": "artikel"
    case "no-reason": "reden"
    case "empty-suspension": "tot"
    case "not-later", "beyond-limit", "not-extendable", "term-expired":
      kind == .extend ? "verlenging" : ""
    case "unknown-entry", "withdrawn-already": kind == .withdraw ? "vermelding" : ""
    default: ""
    }
  }

  mutating func add(_ refusal: Refusal, _ words: Words) {
    faults.add(field(of: refusal), words(refusal.nl, refusal.en))
  }
}
