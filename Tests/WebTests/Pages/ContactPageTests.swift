import Casework
import LegalCalendar
import TestSupport
import Testing

@testable import Web

@Suite struct ContactPageTests {
  private let page = "/regelingen/\(shippedScheme)/allianties/politica"
  private var action: String { "\(page)/contactmomenten" }

  private func contact(_ note: String) -> [(String, String)] {
    [("dag", "4-1-2027"), ("soort", "call"), ("waarover", note)]
  }

  @Test func `a contact moment is recorded, shown to all, and deleted by who wrote it`()
    async throws
  {
    try await DeskFixture.with { desk in
      let stored = await desk.post(action, contact("Voortgang van het <tweede> jaar"))
      #expect(stored.status == 303)
      #expect(stored.headers[.location] == "\(page)?gedaan=vastgelegd#contactmomenten")
      let seen = await desk.get(page, as: "carla").text
      #expect(seen.contains("Voortgang van het &lt;tweede&gt; jaar"))
      #expect(!seen.contains("id=\"contact\""))
      #expect(await desk.get(page, in: "en").text.contains("telephone"))

      let number = try #require(
        await desk.get(page).text.firstMatch(of: /value="(\d+)"[^>]*>[^<]*telefoon: Voortgang/)?.1)
      let refused = await desk.post("\(action)/wissen", [("nummer", String(number))], as: "bram")
      #expect(refused.status >= 400)
      #expect(await desk.get(page).text.contains("&lt;tweede&gt;"))
      let removed = await desk.post("\(action)/wissen", [("nummer", String(number))])
      #expect(removed.status == 303)
      #expect(await !desk.get(page).text.contains("&lt;tweede&gt;"))
    }
  }

  @Test func `every fault of a contact moment is said at once, and nothing written is lost`()
    async throws
  {
    try await DeskFixture.with { desk in
      let long = String(repeating: "a", count: 2001)
      let answer = await desk.post(
        action, [("dag", "morgen"), ("soort", "fax"), ("waarover", long)])
      #expect(answer.status == 400)
      for field in ["dag", "soort", "waarover"] {
        #expect(answer.text.contains("id=\"contact-\(field)-error\""), "\(field)")
      }
      #expect(answer.text.contains("value=\"morgen\"") && answer.text.contains(long))
      let early = await desk.post(
        action, [("dag", "1-2-2027"), ("soort", "call"), ("waarover", "plannen")])
      #expect(early.status == 400 && early.text.contains("is nog niet geweest"))
      #expect(await desk.get(page).text.contains("Er is nog geen contact vastgelegd."))
    }
  }

  @Test func `who may only read records no contact moment`() async throws {
    try await DeskFixture.with { desk in
      #expect(await desk.post(action, contact("x"), as: "carla").status == 403)
      #expect(await desk.get(page).text.contains("Er is nog geen contact vastgelegd."))
    }
  }

  @Test func `an alliance that is not there gets no contact moment`() async throws {
    try await DeskFixture.with { desk in
      let action = "/regelingen/\(shippedScheme)/allianties/niemand/contactmomenten"
      #expect(await desk.post(action, contact("x")).status == 404)
    }
  }
}
