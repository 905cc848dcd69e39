import Diagnostics
import JSONText
import LegalCalendar
import SchemeDefinition
import Testing

@Suite struct MessageTests {
  private func message(_ name: String, _ language: String = "nl") throws -> MessageTemplate {
    try #require(try Shipped.rules("2023-02-24").messages[name]?[language])
  }

  private let point: JSON = [
    "alliantie": "Kunst & <b>Co</b>", "verplichting": "Tussenrapportage", "jaar": "2026",
    "vervaldatum": "1 april 2027", "wanneer": "over 14 dagen", "grondslag": "SR 1.5",
    "kenmerk": "k",
  ]

  private func values(_ points: JSON...) -> JSON {
    [
      "ontvanger": "A. Lezer", "regeling": "de regeling", "aantal": .int(points.count),
      "punten": .array(points),
    ]
  }

  @Test func `names are escaped in the part for HTML and nowhere else`() throws {
    let filled = try message("vooraf").render(values(point))
    #expect(
      filled.subject
        == "Herinnering: Tussenrapportage over 2026 – Kunst & <b>Co</b>, uiterlijk 1 april 2027")
    #expect(filled.text.contains("Kunst & <b>Co</b>: Tussenrapportage over 2026\n"))
    #expect(filled.html.contains("Kunst &amp; &lt;b&gt;Co&lt;/b&gt;"))
    #expect(!filled.html.contains("<b>"))
  }

  @Test func `every message says in both languages and both parts what, when and on what ground`()
    throws
  {
    let rules = try Shipped.rules("2023-02-24")
    #expect(rules.messages.count == 5)
    for (name, languages) in rules.messages {
      #expect(languages.keys.sorted() == ["en", "nl"])
      for (language, template) in languages {
        let filled = try template.render(values(point, point))
        for part in [filled.text, filled.html] {
          for word in ["Tussenrapportage", "1 april 2027", "SR 1.5", "over 14 dagen", "A. Lezer"] {
            #expect(part.contains(word), "\(name) \(language)")
          }
          #expect(!part.contains("{{"))
        }
        #expect(filled.html.contains("<html lang=\"\(language)\">"))
        #expect(!filled.subject.isEmpty)
      }
    }
  }

  @Test func `a missing field is refused, not left blank`() throws {
    let error = #expect(throws: FindingsError.self) {
      try message("vooraf").render(values(["alliantie": "A"]))
    }
    #expect(error?.findings.contains { $0.message.contains("vervaldatum") } == true)
  }

  @Test
  func
    `a step before or on the date never falls on a quiet day, and comes earlier; one after comes later`()
    throws
  {
    let rules = try Shipped.rules("2023-02-24")
    for ladder in rules.ladders.values {
      for offset in 0..<800 {
        let due = CivilDate(epochDay: 20_800).adding(days: offset)
        for (step, date) in ladder.dates(due: due, calendar: .dutch) {
          let plain = step.date(due: due, calendar: .dutch)
          #expect(HolidayCalendar.dutch.isWorkingDay(date))
          #expect(step.offset <= 0 ? date <= plain : date >= plain)
          #expect(abs(date.days(until: plain)) <= 5)
          if step.offset <= 0 { #expect(date <= due) }
        }
      }
    }
  }
}
