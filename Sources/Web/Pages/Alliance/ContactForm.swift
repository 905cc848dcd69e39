import Casework
import LegalCalendar
import Services
import Storage

/// A contact moment as the form sends it: what was written, what is wrong with it, and the contact when nothing is.
struct ContactForm: Sendable {
  static let names = ["dag", "soort", "waarover"]

  private(set) var written: [String: String] = [:]
  private(set) var faults = FormFaults()
  private(set) var contact: (day: CivilDate, channel: ContactMoment.Channel, note: String)?

  /// An empty form.
  init() {}

  init(_ values: Values, words: Words) {
    for name in Self.names { written[name] = values[name]?.trimmed }
    let day = date(words)
    let channel = ContactMoment.Channel(rawValue: written["soort"] ?? "")
    if channel == nil {
      faults.add("soort", words("Kies hoe het contact ging.", "Choose how the contact went."))
    }
    let note = written["waarover"] ?? ""
    if note.isEmpty {
      faults.add("waarover", words("Schrijf waarover het ging.", "Write what it was about."))
    } else if note.unicodeScalars.count > CaseOffice.longestContactNote {
      let count = note.unicodeScalars.count
      faults.add(
        "waarover",
        words(
          "Dit zijn \(count) tekens; ten hoogste 2000 passen.",
          "These are \(count) characters; at most 2000 fit."))
    }
    guard faults.isEmpty, let day, let channel else { return }
    contact = (day, channel, note)
  }

  private mutating func date(_ words: Words) -> CivilDate? {
    guard let text = written["dag"], !text.isEmpty else {
      faults.add("dag", words("Schrijf op welke dag het was.", "Write on which day it was."))
      return nil
    }
    if let day = MessyInput.date(text) { return day }
    faults.add(
      "dag",
      words(
        "“\(text)” is geen datum. Schrijf bijvoorbeeld 1-4-2027.",
        "“\(text)” is no date. Write for example 1-4-2027."))
    return nil
  }

  mutating func add(_ refusal: Refusal, _ words: Words) {
    let field =
      switch refusal.code {
      case "not-yet": "dag"
      case "bad-note": "waarover"
      default: ""
      }
    faults.add(field, words(refusal.nl, refusal.en))
  }
}
