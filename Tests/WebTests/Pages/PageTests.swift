import Casework
import Foundation
import LegalCalendar
import Testing

@testable import Web

@Suite struct PageTests {
  @Test func `alliances stand in the order of their names`() async throws {
    try await DeskFixture.with { desk in
      let text = await desk.get("/regelingen/\(shippedScheme)/allianties").text
      let names = text.matches(of: /allianties\/[^"\/]+"[^>]*>([^<]+)</).map { String($0.1) }
      #expect(names.count == 10 && names == names.sorted())
    }
  }

  @Test func `every page has one heading, its language, and no style or script of its own`()
    async throws
  {
    try await DeskFixture.with { desk in
      for language in ["nl", "en"] {
        for target in deskPages {
          let answer = await desk.get(target, in: language)
          #expect(answer.status == 200, "\(target): \(answer.text.prefix(2000))")
          let html = answer.text
          #expect(html.contains("<html lang=\"\(language)\">"), "\(target)")
          #expect(html.ranges(of: "<h1").count == 1, "\(target)")
          #expect(!html.contains("<style") && !html.contains("style=\""), "\(target)")
          #expect(!html.contains("<script"), "\(target)")
          #expect(html.contains("class=\"skip\" href=\"#inhoud\""), "\(target)")
          #expect(!html.contains("{{") && !html.contains(">nil<"), "\(target)")
          keep(html, target, language)
        }
      }
    }
  }

  /// For looking at the pages: written to a folder when one is named.
  private func keep(_ html: String, _ target: String, _ language: String) {
    guard let folder = ProcessInfo.processInfo.environment["SPEELVELD_KEEP_PAGES"] else { return }
    let name = target.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    let local = html.replacing("href=\"/stijl.css\"", with: "href=\"stijl.css\"")
    try? Data(local.utf8).write(to: URL(filePath: "\(folder)/\(name).\(language).html"))
    try? Data(Stylesheet.text.utf8).write(to: URL(filePath: "\(folder)/stijl.css"))
  }

  @Test func `names that look like markup are shown as they are`() async throws {
    try await DeskFixture.with { desk in
      let answer = await desk.get(
        "/regelingen/\(shippedScheme)/verplichtingen?zoek=%3Cscript%3Ealert(1)%3C%2Fscript%3E%7B%7Bcsrf%7D%7D"
      )
      #expect(answer.status == 200)
      #expect(!answer.text.contains("<script"))
      #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{csrf}}"))
    }
  }

  @Test func `what a filter does not understand is said, and what was written stays`() async throws
  {
    try await DeskFixture.with { desk in
      let answer = await desk.get(
        "/regelingen/\(shippedScheme)/verplichtingen?vanaf=gisteren&tot=31-2-2027")
      #expect(answer.status == 400)
      #expect(answer.text.contains("“gisteren” bij Vanaf is geen datum"))
      #expect(answer.text.contains("“31-2-2027” bij Tot en met is geen datum"))
      #expect(answer.text.contains("value=\"gisteren\""))
    }
  }

  @Test
  func `a kept view comes back with its filter, for its owner and for colleagues when shared`()
    async throws
  {
    try await DeskFixture.with { desk in
      let base = "/regelingen/\(shippedScheme)/verplichtingen"
      let nameless = await desk.post(
        "\(base)/weergaven", [("filter", "toestand=alle&kwaad=1"), ("naam", " ")])
      #expect(nameless.status == 400)
      #expect(nameless.text.contains("Geef de weergave een naam."))
      let kept = await desk.post(
        "\(base)/weergaven",
        [("filter", "toestand=alle&kwaad=1"), ("naam", "Alles"), ("gedeeld", "1")])
      #expect(kept.status == 303)
      let theirs = await desk.get(base, as: "bram").text
      #expect(theirs.contains("★ Alles"))
      #expect(theirs.contains("\(base)?toestand=alle\""))
      #expect(!theirs.contains("“Alles” weghalen"))
      #expect(
        await desk.post("\(base)/weergaven/weg", [("naam", "Alles")], as: "bram").status == 404)
      #expect(await desk.post("\(base)/weergaven/weg", [("naam", "Alles")]).status == 303)
      #expect(!(await desk.get(base, as: "bram").text.contains("★ Alles")))
    }
  }

  @Test func `the export holds the filtered rows of all pages, harmless to a spreadsheet`()
    async throws
  {
    try await DeskFixture.with { desk in
      let base = "/regelingen/\(shippedScheme)/verplichtingen"
      let answer = await desk.get("\(base).csv?toestand=alle&alliantie=politica")
      #expect(answer.status == 200)
      #expect(answer.body.starts(with: [0xEF, 0xBB, 0xBF]))
      let lines = answer.text.split(separator: "\r\n")
      let part = try await desk.office.obligations(
        scheme: shippedScheme, .init(alliance: "politica"), limit: 1000)
      #expect(lines.count == part.total + 1 && part.total > 0)
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("Politica;") })
      let book = await desk.get("\(base).xlsx?toestand=alle")
      #expect(book.status == 200 && book.body.starts(with: [0x50, 0x4B]))
    }
  }
}
