import HTTPTypes
import Identity
import JSONText
import Testing

@testable import Web

/// Scenarios over the API: asked, followed and read.
@Suite struct ScenarioAPITests {
  static let lever = (id: "selection.places", value: "10")

  static let body =
    #"{"scenarios":[{"id":"scenario-a","wijzigingen":["#
    + #"{"hefboom":"selection.places","waarde":"10"}]}],"trekkingen":40,"zaad":7}"#

  func json(_ response: WebResponse) throws -> JSON { try JSON.parse(bytes: response.body) }

  @Test func `a run is asked for, made by workers, followed, and read in figures and in words`()
    async throws
  {
    try await withDesk { test in
      var test = test
      try await test.admit("piet", RoleGrant(.policyOfficer))
      let levers = try json(await test.api("carla", .get, "/v1/hefbomen?aantal=200"))
      let names = levers["resultaten"]?.array?.compactMap { $0["id"]?.string } ?? []
      #expect(names.contains(Self.lever.id))
      let homes = levers["resultaten"]?.array?.compactMap { $0["grondslag"]?.string } ?? []
      #expect(homes.count == names.count && homes.contains { $0.contains("(nieuw)") })
      #expect(!homes.contains { $0.contains("(new)") || $0.contains("decision") })
      let asked = await test.api("piet", .post, "/v1/doorrekeningen", body: Self.body)
      #expect(asked.status == 201)
      let place = try #require(asked.headers[.location])
      let start = try json(asked)
      #expect(start["stand"]?.string == "open" && start["delenGereed"]?.int == 0)
      #expect(await test.api("carla", .get, place + "/uitkomst").status == 409)
      let id = try #require(start["id"]?.string)
      try await test.desk.office.workOnScenarios(of: id, threads: 1, by: "test")
      let done = try json(await test.api("carla", .get, place))
      #expect(done["stand"]?.string == "gereed")
      #expect(done["delenGereed"] == done["delen"])
      let dutch = try json(await test.api("carla", .get, place + "/uitkomst"))
      let english = try json(
        await test.api("carla", .get, place + "/uitkomst", [.acceptLanguage: "en"]))
      #expect(dutch["vingerafdruk"] == done["vingerafdruk"])
      #expect(dutch["cijfers"] == english["cijfers"])
      #expect(dutch["cijfers"]?["scenarios"]?.array?.count == 2)
      #expect(dutch["tekst"]?.string?.isEmpty == false && dutch["tekst"] != english["tekst"])
      // The same request is the same run.
      let again = try json(await test.api("piet", .post, "/v1/doorrekeningen", body: Self.body))
      #expect(again["id"]?.string == id && again["stand"]?.string == "gereed")
      let list = try json(await test.api("carla", .get, "/v1/doorrekeningen"))
      #expect(list["totaal"]?.int == 1)
      // Half of an id is no id.
      #expect(await test.api("carla", .get, "/v1/doorrekeningen/" + id.prefix(6)).status == 404)
    }
  }

  @Test func `every lever and value that cannot be is named at its place`() async throws {
    try await withDesk { test in
      var test = test
      try await test.admit("piet", RoleGrant(.policyOfficer))
      let body =
        #"{"scenarios":[{"id":"a","wijzigingen":[{"hefboom":"bestaat-niet","waarde":"1"},"#
        + #"{"hefboom":"selection.places","waarde":"veel"}]},{"id":"a","wijzigingen":[]}]}"#
      let answer = await test.api("piet", .post, "/v1/doorrekeningen", body: body)
      #expect(answer.status == 400)
      let places = try json(answer)["errors"]?.array?.compactMap { $0["location"]?.string }
      #expect(
        places == [
          "/scenarios/0/wijzigingen/0/hefboom", "/scenarios/0/wijzigingen/1/waarde",
          "/scenarios/1/id",
        ])
      let contradiction =
        #"{"scenarios":[{"id":"a","wijzigingen":[{"hefboom":"selection.shortlist","waarde":"1"}]}]}"#
      let status = await test.api("piet", .post, "/v1/doorrekeningen", body: contradiction).status
      #expect([201, 400].contains(status))
    }
  }
}
