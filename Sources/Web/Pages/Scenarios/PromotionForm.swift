import LegalCalendar
import Simulation

/// The days on the way to the first grant year, as a form sends them; empty ones follow the rhythm of 2022.
struct PromotionForm: Sendable {
  struct Day: Sendable {
    let name: String
    let title: BilingualText
    let place: any WritableKeyPath<SuccessorTimeline, CivilDate> & Sendable
  }

  static let days: [Day] = [
    Day(
      name: "bekendmaking", title: .init(nl: "Regeling bekendgemaakt", en: "Regulation published"),
      place: \.publication),
    Day(
      name: "plafond", title: .init(nl: "Plafond bekendgemaakt", en: "Ceiling published"),
      place: \.ceilingPublished),
    Day(
      name: "ronde1-open", title: .init(nl: "Ronde 1 opent", en: "Round 1 opens"),
      place: \.firstRoundOpens),
    Day(
      name: "ronde1-dicht", title: .init(nl: "Ronde 1 sluit", en: "Round 1 closes"),
      place: \.firstRoundCloses),
    Day(
      name: "ronde2-open", title: .init(nl: "Ronde 2 opent", en: "Round 2 opens"),
      place: \.secondRoundOpens),
    Day(
      name: "ronde2-dicht", title: .init(nl: "Ronde 2 sluit", en: "Round 2 closes"),
      place: \.secondRoundCloses),
    Day(name: "besluit", title: .init(nl: "Besluit", en: "Decision"), place: \.decision),
  ]

  let scenario: String
  private(set) var written: [String: String] = [:]
  private(set) var faults = FormFaults()
  private(set) var timeline: SuccessorTimeline

  init(_ values: Values, rhythm: SuccessorTimeline, words: Words) {
    scenario = values["scenario"] ?? ""
    timeline = rhythm
    for day in Self.days {
      guard let text = values.text(day.name) else { continue }
      written[day.name] = text
      if let date = MessyInput.date(text) {
        timeline[keyPath: day.place] = date
      } else {
        faults.add(
          day.name,
          words(
            "“\(text)” bij “\(day.title.nl)” is geen datum. Schrijf bijvoorbeeld 1-4-2027.",
            "“\(text)” at “\(day.title.en)” is no date. Write for example 1-4-2027."))
      }
    }
  }

  /// The form's own values, for the form that follows it.
  var parameters: [(String, String)] {
    [("scenario", scenario)]
      + Self.days.compactMap { day in
        written[day.name].map { (day.name, $0) }
      }
  }
}
