import Casework
import LegalCalendar
import TestSupport
import Testing

@testable import Web

@Suite struct TermPageTests {
  private let base = "/regelingen/\(shippedScheme)"
  private let key = "politica-2023/obligation/interim-report/2026"

  private var page: String { "\(base)/waarom?kenmerk=\(PercentEncoding.encode(key))" }

  private func due(_ desk: DeskFixture) async throws -> CivilDate {
    try await desk.office.milestone(scheme: shippedScheme, key).obligation.due
  }

  @Test func `every fault of a form is said at once, and nothing written is lost`() async throws {
    try await DeskFixture.with { desk in
      let answer = await desk.post(
        "\(base)/waarom",
        [
          ("kenmerk", key), ("handeling", "verlengen"), ("verlenging", "ooit"), ("op", "gisteren"),
          ("artikel", "KR 1.6"),
        ])
      #expect(answer.status == 400)
      let text = answer.text
      for field in ["verlenging", "op", "reden"] {
        #expect(text.contains("href=\"#verlengen-\(field)\""), "\(field)")
        #expect(text.contains("id=\"verlengen-\(field)-error\""), "\(field)")
      }
      #expect(text.contains("id=\"verlengen-summary\" tabindex=\"-1\" autofocus"))
      #expect(text.contains("value=\"ooit\"") && text.contains("value=\"gisteren\""))
      #expect(text.contains("<title>Fout: "))
      #expect(text.ranges(of: "<details open>").count == 1)
    }
  }

  @Test func `a term is extended only after every date that moves was shown`() async throws {
    try await DeskFixture.with { desk in
      let before = try await due(desk)
      let fields = [
        ("kenmerk", key), ("handeling", "verlengen"), ("verlenging", "4 weken"),
        ("reden", "ziekte"), ("artikel", "KR 1.6"),
      ]
      let preview = await desk.post("\(base)/waarom", fields)
      #expect(preview.status == 200 && preview.text.contains("Er is nog niets vastgelegd"))
      #expect(try await due(desk) == before)
      let stored = await desk.post("\(base)/waarom", fields + [("zeker", "1")])
      let place = try #require(stored.headers[.location])
      #expect(try await due(desk) > before)
      let done = await desk.get(place).text
      #expect(done.contains("Kenmerk: gebeurtenis") && done.contains("De datum is nu"))
      #expect(done.contains("ziekte") && done.contains("KR 1.6"))
    }
  }

  @Test func `what the rules refuse stands at the field that it is about`() async throws {
    try await DeskFixture.with { desk in
      let answer = await desk.post(
        "\(base)/waarom",
        [
          ("kenmerk", key), ("handeling", "opschorten"), ("op", "1-1-2030"), ("reden", "x"),
          ("artikel", "Awb 4:15"),
        ])
      #expect(answer.status == 409)
      #expect(answer.text.contains("id=\"opschorten-op-error\""))
      #expect(answer.text.contains("ligt in de toekomst"))
    }
  }

  @Test func `a term stands still and runs again`() async throws {
    try await DeskFixture.with { desk in
      func change(_ kind: String) async -> WebResponse {
        await desk.post(
          "\(base)/waarom",
          [
            ("kenmerk", key), ("handeling", kind), ("reden", "wacht"), ("artikel", "Awb 4:15"),
            ("zeker", "1"),
          ])
      }
      #expect(await change("opschorten").status == 303)
      let still = await desk.get(page).text
      #expect(still.contains("id=\"hervatten\"") && !still.contains("id=\"opschorten\""))
      #expect(await change("hervatten").status == 303)
      #expect(await desk.get(page).text.contains("id=\"opschorten\""))
      #expect(await change("vrijstellen").status == 303)
      let waived = await desk.get(page).text
      #expect(waived.contains("vrijgesteld") && !waived.contains("id=\"verlengen\""))
    }
  }

  @Test func `an auditor sees the date and no form`() async throws {
    try await DeskFixture.with { desk in
      let text = await desk.get(page, as: "carla").text
      #expect(
        text.contains("Wat er met de termijn is gebeurd") && !text.contains("id=\"verlengen\""))
      #expect(
        await desk.post("\(base)/waarom", [("kenmerk", key)], as: "carla").status == 403)
      #expect(
        await desk.get(page.replacing("/waarom", with: "/indienen"), as: "carla").status == 403)
    }
  }

  @Test func `a report is checked before it is taken in, and nothing is lost on the way`()
    async throws
  {
    try await DeskFixture.with { desk in
      let place = "\(base)/indienen"
      #expect(
        await desk.get("\(place)?kenmerk=\(PercentEncoding.encode(key))").text
          .contains("id=\"indienen-begroting\""))
      let wrong = await desk.post(
        place, [("kenmerk", key), ("begroting", "Personeel; veel; 10\nReis; 10; 20")])
      #expect(wrong.status == 400)
      #expect(wrong.text.contains("href=\"#indienen-ontvangen\""))
      #expect(wrong.text.contains("regel 1 (“Personeel; veel; 10”)"))
      #expect(wrong.text.contains("Reis; 10; 20"))
      let fields = [
        ("kenmerk", key), ("ontvangen", "4-1-2027"),
        ("begroting", "Personeel\t€ 1.000,50\t1000,50"),
      ]
      let check = await desk.post(place, fields)
      #expect(check.status == 200 && check.text.contains("De rapportage is niet volledig"))
      #expect(check.text.contains("Awb 4:5"))
      let back = await desk.post(place, fields + [("terug", "1")])
      #expect(back.status == 200 && back.text.contains("value=\"4-1-2027\""))
      let taken = await desk.post(place, fields + [("zeker", "1")])
      #expect(taken.status == 303)
      let reports = try await desk.office.reports(scheme: shippedScheme, award: "politica-2023")
      #expect(reports.contains { $0.report.state == "incomplete" && $0.report.year == 2026 })
    }
  }

  @Test func `a refused step says in words which condition is not met`() async throws {
    try await DeskFixture.with { desk in
      let target = "\(base)/zaak?kenmerk=politica-2023"
      let dutch = await desk.get(target).text
      #expect(dutch.contains("De laatste dag van de verlening is nog niet bereikt."))
      #expect(dutch.contains("<code>case.award.endsOn"))
      let english = await desk.get(target, in: "en").text
      #expect(english.contains("The last day of the award has not been reached yet."))
      let tried = await desk.post(
        "\(base)/zaak", [("kenmerk", "politica-2023"), ("actie", "finish")])
      #expect(tried.status == 409)
      #expect(tried.text.contains("“Looptijd eindigt” kan nu niet"))
    }
  }

  @Test func `English pages give the reasons of a transition in English`() async throws {
    try await DeskFixture.with { desk in
      let text = await desk.get("\(base)/overgangen/2026-2027-1", in: "en").text
      #expect(text.contains("The report on 2025 is not settled yet."))
      #expect(!text.contains("is nog niet afgehandeld"))
    }
  }
}
