import Casework
import TestSupport
import Testing

@testable import Web

@Suite struct ScenarioPageTests {
  private let scenarios = "/regelingen/\(shippedScheme)/scenarios"

  @Test func `a scenario is made, run and compared, and its address can be kept`() async throws {
    try await DeskFixture.with { desk in
      let nothing = await desk.post(scenarios)
      #expect(nothing.status == 400 && nothing.text.contains("Verander ten minste één knop"))
      let wrong = await desk.post(scenarios, [("selection.places", "veel")])
      #expect(wrong.status == 400 && wrong.text.contains("value=\"veel\""))
      let place = try await made(desk)
      let page = await desk.get(place)
      #expect(page.status == 200)
      #expect(page.text.contains("speelveld scenario run scenario-a.yaml"))
      #expect(await desk.get(place, as: "bram").status == 403)
      let figures = await desk.get(place + "/cijfers.csv")
      #expect(figures.status == 200 && figures.body.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(await desk.get(scenarios).text.contains("href=\"\(place)\""))
      #expect(await desk.get(scenarios + "/geen-zulke").status == 404)
      #expect(await desk.get(scenarios + "/ffffffffffff").status == 404)
    }
  }

  @Test func `a second scenario is put beside the first`() async throws {
    try await DeskFixture.with { desk in
      let first = try await made(desk)
      #expect(await desk.get(first).text.contains("s=selection.places%3D6"))
      let both = await desk.post(
        scenarios, [("s", "selection.places=6"), ("selection.places", "7")])
      let place = try #require(both.headers[.location])
      #expect(place != first)
      try await finish(desk, place)
      let text = await desk.get(place).text
      #expect(text.contains("scenario-a") && text.contains("scenario-b"))
    }
  }

  @Test func `a run that is not done says how far it is, and goes on or is let go`() async throws {
    try await DeskFixture.with { desk in
      let answer = await desk.post(
        scenarios, [("selection.places", "6"), ("trekkingen", "50000")])
      let place = try #require(answer.headers[.location])
      let id = String(place.split(separator: "/").last ?? "")
      let run = try await desk.office.scenarioRun(id)
      guard run.state == .open else { return }
      let page = await desk.get(place).text
      #expect(page.contains("van \(run.slices) delen"))
      #expect(await desk.post(place + "/loslaten").status == 303)
      #expect(await desk.get(place).text.contains("losgelaten"))
    }
  }

  @Test func `promoting shows the timeline and what does not fit before anything is made`()
    async throws
  {
    try await DeskFixture.with { desk in
      let place = try await made(desk) + "/ontwerp?scenario=scenario-a"
      let page = await desk.get(place)
      #expect(page.status == 200)
      #expect(page.text.contains("id=\"tijdlijn-tabel\"") && page.text.contains("waarschuwing"))
      let wrong = await desk.get(place + "&besluit=ooit")
      #expect(wrong.status == 400 && wrong.text.contains("“ooit” bij “Besluit” is geen datum"))
      let late = await desk.get(place + "&besluit=1-3-2030")
      #expect(late.text.contains("Het besluit komt na de eerste subsidiedag."))
      #expect(!late.text.contains("Ontwerp ophalen"))
      let action = String(place.prefix { $0 != "?" })
      let refused = await desk.post(
        action, [("scenario", "scenario-a"), ("besluit", "1-3-2030")])
      #expect(refused.status == 409)
      let draft = await desk.post(action, [("scenario", "scenario-a")])
      #expect(draft.status == 200 && draft.headers[.contentType] == "application/x-tar")
      #expect(String(decoding: draft.body[257..<262], as: UTF8.self) == "ustar")
      #expect(draft.body.count % 512 == 0)
      #expect(String(decoding: draft.body, as: UTF8.self).contains("decisions/selectie.dmn"))
      #expect(await desk.get(place, as: "bram").status == 403)
      #expect(await desk.get(action + "?scenario=geen-zulke").status == 404)
    }
  }

  /// The address of a run of one scenario, done.
  private func made(_ desk: DeskFixture) async throws -> String {
    let answer = await desk.post(scenarios, [("selection.places", "6")])
    let place = try #require(answer.headers[.location])
    try await finish(desk, place)
    return place
  }

  private func finish(_ desk: DeskFixture, _ place: String) async throws {
    let id = String(place.split(separator: "/").last ?? "")
    let run = try await desk.office.scenarioRun(id)
    _ = try await desk.office.makeScenarios(run, threads: 2, by: "test")
  }
}
