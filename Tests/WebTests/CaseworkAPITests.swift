import Casework
import HTTPTypes
import Identity
import JSONText
import LegalCalendar
import Postgres
import Testing

@testable import Web

/// Terms, filings, calendars, subscriptions and open data over the API.
@Suite struct CaseworkAPITests {
  static let base = APITests.base

  func json(_ response: WebResponse) throws -> JSON { try JSON.parse(bytes: response.body) }

  @Test func `a term is extended and waived on the state seen, and its ledger tells it all`()
    async throws
  {
    try await withDesk { test in
      try await test.moveOn()
      let list = try json(
        await test.api(
          "anna", .get,
          Self.base + "/verplichtingen?stand=open&verlening=politica-2023&soort=interim-report"))
      let key = try #require(list["resultaten"]?[0]?["id"]?.string)
      let place = Self.base + "/verplichtingen/" + PercentEncoding.encode(key)
      let seen = await test.api("anna", .get, place)
      let before = try #require(try json(seen)["fataleDatum"]?.string)
      let tag: HTTPFields = [.ifMatch: seen.headers[.eTag] ?? ""]
      let twoWeeks =
        #"{"soort":"verlengen","duur":{"aantal":2,"eenheid":"weken"},"reden":"ziekte"}"#
      let extended = await test.api("anna", .post, place + "/vermeldingen", tag, body: twoWeeks)
      #expect(extended.status == 201)
      let after = try json(extended)
      #expect(after["verplichting"]?["fataleDatum"]?.string ?? "" > before)
      #expect(after["verschuivingen"]?.array?.isEmpty == false)
      // What somebody saw before is no ground any more; what the answer showed is.
      #expect(
        await test.api("anna", .post, place + "/vermeldingen", tag, body: twoWeeks).status == 412)
      let now: HTTPFields = [.ifMatch: extended.headers[.eTag] ?? ""]
      let waived = await test.api(
        "anna", .post, place + "/vermeldingen", now,
        body: #"{"soort":"kwijtschelden","reden":"fusie"}"#)
      #expect(try json(waived)["verplichting"]?["stand"]?.string == "kwijtgescholden")
      let ledger = try json(await test.api("carla", .get, place + "/vermeldingen"))
      let kinds = Set(ledger["resultaten"]?.array?.compactMap { $0["soort"]?.string } ?? [])
      #expect(kinds == ["verlengd", "kwijtgescholden"])
      #expect(
        ledger["resultaten"]?.array?.allSatisfy { $0["door"]?.string == "anna" } == true)
      let wrong = await test.api(
        "anna", .post, place + "/vermeldingen", [.ifMatch: "*"],
        body: #"{"soort":"verlengen","vermelding":"x","reden":"y"}"#)
      #expect(wrong.status == 400)
      let faults = try json(wrong)["errors"]?.array?.compactMap { $0["location"]?.string }
      #expect(faults == ["/duur", "/vermelding"])
    }
  }

  @Test func `a report that lacks something says all of it and until when`() async throws {
    try await withDesk { test in
      try await test.moveOn()
      let place =
        Self.base + "/rapportages/"
        + PercentEncoding.encode(
          "politica-2023/interim-report/2026")
      let seen = await test.api("anna", .get, place)
      #expect(seen.status == 200)
      let filed = await test.api(
        "anna", .post, place + "/indieningen", [.ifMatch: seen.headers[.eTag] ?? ""],
        body: """
          {"ontvangstdatum": "2026-12-28", "controleverklaring": false,
           "begrotingsposten": [{"naam": "Personeel", "begrootCenten": 65000000,
             "gerealiseerdCenten": 20000000}], "activiteiten": [], "indicatoren": []}
          """)
      let answer = try json(filed)
      #expect(filed.status == 201, "\(answer.compact)")
      #expect(answer["volledig"]?.bool == false)
      #expect(answer["ontbreekt"]?.array?.isEmpty == false)
      #expect(answer["aanvullenTotDatum"]?.string ?? "" > "2026-12-28")
      #expect(answer["rapportage"]?["stand"]?.string == "incomplete")
      let wrong = await test.api(
        "anna", .post, place + "/indieningen", [.ifMatch: "*"],
        body: """
          {"ontvangstdatum": "2026-12-28", "controleverklaring": true, "begrotingsposten": [],
           "activiteiten": [{"activiteit": "x", "stand": "gestopt"}],
           "indicatoren": [{"indicator": "a", "waarde": "1"}, {"indicator": "a", "waarde": "2"}]}
          """)
      let faults = try json(wrong)["errors"]?.array?.compactMap { $0["location"]?.string }
      #expect(faults == ["/indicatoren/1/indicator", "/activiteiten/0/stopreden"])
    }
  }

  @Test func `a calendar is shared once, fetched by its address, kept by its tag, and revoked`()
    async throws
  {
    try await withDesk { test in
      try await test.moveOn()
      let shared = await test.api(
        "anna", .post, Self.base + "/agendas",
        body: #"{"soort":"alliantie","onderwerp":"politica"}"#)
      #expect(shared.status == 201)
      let address = try #require(try json(shared)["adres"]?.string)
      let path = String(address.dropFirst(test.desk.settings.publicAddress.count))
      let feed = await test.ask(.get, path)
      #expect(feed.status == 200)
      #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
      let text = String(decoding: feed.body, as: UTF8.self)
      #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.contains("Politica"))
      // Nothing of another alliance.
      #expect(!text.contains("Act4Respect"))
      let kept = await test.ask(.get, path, [.ifNoneMatch: feed.headers[.eTag] ?? ""])
      #expect(kept.status == 304 && kept.body.isEmpty)
      // Who read it is written down by the calendar's id; the address stands nowhere.
      let token = try #require(path.split(separator: "/").last).dropLast(4)
      let seen = try await test.desk.identity.accessLog(kind: .viewed)
      #expect(seen.contains { $0.record.subject?.hasPrefix("agenda/") == true })
      #expect(!seen.contains { "\($0)".contains(token) })
      let id = try #require(try json(shared)["id"]?.string)
      let list = try json(await test.api("carla", .get, Self.base + "/agendas"))
      #expect(list["resultaten"]?[0]?["id"]?.string == id)
      #expect(!list.compact.contains(token))
      #expect(
        await test.api("anna", .post, "\(Self.base)/agendas/\(id)/_intrekken").status == 200)
      for gone in [path, path.replacing(".ics", with: ""), "/agenda/x.ics"] {
        #expect(await test.ask(.get, gone).status == 404)
      }
      #expect(
        await test.api("anna", .post, "\(Self.base)/agendas/\(id)/_intrekken").status == 404)
    }
  }

  @Test func `a subscription is made with a secret shown once, and only for https`() async throws {
    try await withDesk { test in
      var test = test
      try await test.admit("otto", RoleGrant(.operator))
      let place = Self.base + "/abonnementen"
      #expect(
        await test.api("otto", .post, place, body: #"{"adres":"http://ontvanger.example/"}"#)
          .status == 400)
      let made = await test.api(
        "otto", .post, place,
        body: #"{"adres":"https://ontvanger.example/hook","typen":["nl.subsidies."]}"#)
      #expect(made.status == 201)
      let secret = try #require(try json(made)["geheim"]?.string)
      let list = try json(await test.api("carla", .get, place))
      #expect(list["totaal"]?.int == 1 && !list.compact.contains(secret))
      let id = try #require(list["resultaten"]?[0]?["id"]?.string)
      let ended = await test.api("otto", .post, "\(place)/\(id)/_beeindigen")
      #expect(try json(ended)["eindtijdstip"]?.string != nil)
    }
  }

  /// What 360Giving asks of every grant.
  static let required = [
    "id", "title", "description", "currency", "amountAwarded", "awardDate",
    "recipientOrganization", "fundingOrganization",
  ]

  @Test func `open data holds the awards as they are, marked, and not one person`() async throws {
    try await withDesk { test in
      let place = Self.base + "/openbare-verleningen"
      #expect(await test.ask(.get, place).status == 401)
      let package = try json(await test.api("carla", .get, place))
      let grants = try #require(package["grants"]?.array)
      let awards = try json(await test.api("carla", .get, Self.base + "/verleningen?aantal=200"))
      let known = try #require(awards["resultaten"]?.array)
      #expect(grants.count == known.count)
      for (grant, award) in zip(grants, known) {
        for name in Self.required { #expect(grant[name] != nil, "\(name)") }
        #expect(grant["id"]?.string?.hasSuffix(award["id"]?.string ?? "?") == true)
        let cents = try #require(award["verleendBedragCenten"]?.int)
        #expect(
          grant["amountAwarded"]
            == .number("\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"))
        #expect(grant["awardDate"] == award["besluitdatum"])
        // Every amount of the portfolio is illustrative, and says so.
        #expect(grant["zekerheid"]?.string == "illustratief")
        #expect(grant["description"]?.string?.contains("Illustratief") == true)
      }
      let table = await test.api("carla", .get, place, [.accept: "text/csv"])
      #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
      let text = String(decoding: table.body, as: UTF8.self)
      #expect(text.split(separator: "\r\n").count == grants.count + 1)
      #expect(text.hasPrefix("\"Identifier\",\"Title\",\"Description\",\"Currency\""))
      let people = try await test.desk.office.pool.read { db in
        try db.query(Statement(sql: "select name, email from contact")).flatMap {
          [try $0.decode(0, as: String.self), try $0.decode(1, as: String.self)]
        }
      }
      #expect(people.count > 10)
      for person in people { #expect(!text.contains(person) && !package.compact.contains(person)) }
    }
  }

  @Test func `each grant has the types, dates and bounds of the standard's schema`() async throws {
    try await withDesk { test in
      let package = try json(await test.api("carla", .get, Self.base + "/openbare-verleningen"))
      let grants = try #require(package["grants"]?.array)
      #expect(Set(grants.compactMap { $0["id"]?.string }).count == grants.count)
      for grant in grants {
        for name in ["id", "title", "description", "awardDate"] {
          #expect(grant[name]?.string?.isEmpty == false, "\(name)")
        }
        #expect(grant["currency"]?.string == "EUR")
        #expect((grant["title"]?.string?.count ?? 140) < 140)
        guard case .number = grant["amountAwarded"] else {
          Issue.record("the amount is no number")
          continue
        }
        let planned = try #require(grant["plannedDates"]?[0])
        for date in [grant["awardDate"], planned["startDate"], planned["endDate"]] {
          #expect(date?.string.flatMap { CivilDate(iso: $0) } != nil)
        }
        for name in ["recipientOrganization", "fundingOrganization"] {
          let parties = grant[name]?.array ?? []
          #expect(!parties.isEmpty)
          for party in parties {
            #expect(party["id"]?.string?.isEmpty == false, "\(name)")
            #expect(party["name"]?.string?.isEmpty == false, "\(name)")
          }
        }
        let programmes = grant["grantProgramme"]?.array ?? []
        #expect(programmes.allSatisfy { $0["code"]?.string != nil && $0["title"]?.string != nil })
      }
    }
  }

  @Test func `open data is for everybody only where that is configured`() async throws {
    var settings = DeskSettings.roomy
    settings.openData.isPublic = true
    settings.openData.prefix = "360G-proef"
    settings.openData.publisher = "Uitgever"
    try await withDesk(settings: settings) { test in
      let place = Self.base + "/openbare-verleningen"
      let answer = await test.ask(.get, place)
      #expect(answer.status == 200)
      let grant = try json(answer)["grants"]?[0]
      #expect(grant?["id"]?.string?.hasPrefix("360G-proef-") == true)
      #expect(grant?["fundingOrganization"]?[0]?["name"]?.string == "Uitgever")
      #expect(await test.ask(.get, "/v1/regelingen/onbekend/openbare-verleningen").status == 404)
      #expect(await test.ask(.get, Self.base + "/verleningen").status == 401)
      let known = await test.ask(.get, place, [.ifNoneMatch: answer.headers[.eTag] ?? ""])
      #expect(known.status == 304)
    }
  }

  @Test func `what a spreadsheet would run stands in the table as text`() {
    var table = CommaText(["a"])
    table.add(["=1+1", "+31", "-2", "@x", "\tx", "gewoon", "met \"aanhaling\", en komma"])
    #expect(
      table.text
        == "\"a\"\r\n\"'=1+1\",\"'+31\",\"'-2\",\"'@x\",\"'\tx\",\"gewoon\","
        + "\"met \"\"aanhaling\"\", en komma\"\r\n")
  }
}
