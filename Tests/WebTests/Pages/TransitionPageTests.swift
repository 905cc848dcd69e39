import Casework
import LegalCalendar
import Services
import Testing

@testable import Web

@Suite struct TransitionPageTests {
  private let base = "/regelingen/\(shippedScheme)/overgangen"

  @Test func `a transition goes from plan to undone, and one person cannot do it alone`()
    async throws
  {
    try await DeskFixture.with(portfolioDatabase) { desk in
      let none = await desk.post(base)
      #expect(none.status == 400 && none.text.contains("Kies welke overgang u wilt plannen."))
      let made = await desk.post(base, [("jaren", "2026-2027")])
      #expect(made.status == 303)
      let run = "\(base)/2026-2027-1"
      #expect(made.headers[.location] == "\(run)?gedaan=planned")
      let plan = await desk.get("\(run)?gedaan=planned").text
      #expect(plan.contains("Kenmerk: 2026-2027-1."))
      #expect(plan.contains("geblokkeerd") && plan.contains("SR "))
      #expect(!plan.contains("\(run)/goedkeuren"))
      #expect(await desk.post("\(run)/goedkeuren").status == 409)
      #expect(await desk.post("\(run)/goedkeuren", as: "carla").status == 403)
      #expect(await desk.get(run, as: "bram").text.contains("action=\"\(run)/goedkeuren\""))
      #expect(await desk.post("\(run)/goedkeuren", as: "bram").status == 303)
      #expect(await desk.post("\(run)/uitvoeren").status == 303)
      let applied = await desk.get("\(run)?gedaan=applied").text
      #expect(applied.contains("De overgang is uitgevoerd"))
      #expect(applied.contains("Wat er is gebeurd, per alliantie"))
      #expect(await desk.post("\(run)/terugdraaien").status == 303)
      #expect(await desk.get(run).text.contains("Deze overgang is teruggedraaid."))
    }
  }

  @Test func `a plan whose ground changed is refused with what changed and a way out`()
    async throws
  {
    try await DeskFixture.with(portfolioDatabase) { desk in
      _ = await desk.post(base, [("jaren", "2026-2027")])
      let run = "\(base)/2026-2027-1"
      let plan = try await desk.office.transition(scheme: shippedScheme, run: "2026-2027-1")
      let blocked = try #require(plan.plan.rows.first { $0.outcome == .blocked }?.award)
      let faulty = await desk.post("\(run)/uitzondering", [("verlening", blocked)])
      #expect(faulty.status == 400)
      #expect(faulty.text.contains("href=\"#uitzondering-reden\""))
      #expect(faulty.text.contains("<option value=\"\(blocked)\" selected>"))
      let granted = await desk.post(
        "\(run)/uitzondering", [("verlening", blocked), ("reden", "beoordeling loopt")])
      #expect(granted.status == 303)
      #expect(await desk.post("\(run)/goedkeuren", as: "bram").status == 303)
      let refused = await desk.post("\(run)/uitvoeren")
      #expect(refused.status == 409)
      #expect(refused.text.contains("exception.granted"))
      #expect(refused.text.contains("Plan opnieuw maken"))
      _ = await desk.post(base, [("jaren", "2026-2027")])
      let second = await desk.get("\(base)/2026-2027-2?uitkomst=excepted").text
      #expect(second.contains("door met uitzondering"))
    }
  }
}
