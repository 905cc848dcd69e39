import Casework
import HTTPTypes
import Identity
import JSONText
import LegalCalendar
import Logging
import Postgres
import Services
import Testing

@testable import Web

/// A desk whose door knows one session and one token, over a database that is not there.
func deskWithoutDatabase(_ routes: [Route], settings: DeskSettings = DeskSettings()) -> Desk {
  let viewer = Viewer(
    id: "anna", name: "Anna", grants: [RoleGrant(.coordinator, scheme: "een")])
  let door = Doorkeeper(
    session: { $0 == "sessie" ? viewer : nil }, apiToken: { $0 == "token" ? viewer : nil },
    record: { _ in })
  let pool = PostgresPool(PostgresConfiguration(parameters: ["host": "/nonexistent"]))
  let office = CaseOffice(
    pool: pool, calendar: .dutch, actor: "desk", clock: { Moment(CivilDate(epochDay: 20_815)) })
  return Desk(
    office: office, identity: IdentityOffice(pool: pool, clock: office.clock), doorkeeper: door,
    routes: RouteTable(routes), settings: settings, successorModels: [:],
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
}

@Suite struct EdgeTests {
  static let routes: [Route] = [
    .page("/regelingen/{regeling}/zaken", nl: "Zaken", en: "Cases") { context in
      .html("<p>\(context.scheme)</p>")
    },
    .form("/regelingen/{regeling}/zaken", .permission(.handleCases), nl: "Doen", en: "Do") {
      context in .redirect("/regelingen/\(context.form["naam"] ?? "")")
    },
    Route(
      .get, "/v1/regelingen/{regeling}", .api, .permission(.viewCasework), nl: "Regeling",
      en: "Scheme", query: [.init("peildatum", .date, nl: "Dag", en: "Day")]
    ) { context in .json(["id": .string(context.scheme)]) },
    Route(
      .post, "/v1/regelingen/{regeling}/overgangen", .api, .permission(.planTransition),
      nl: "Plannen", en: "Plan",
      body: .json(
        .object([.init("van", .integer(minimum: 2000), "jaar"), .init("reden", .line(), "waarom")]))
    ) { context in .json(context.body, status: 201) },
    Route(.get, "/v1/kapot", .api, .anyone, nl: "Kapot", en: "Broken") { _ in
      struct Secret: Error {}
      throw Secret()
    },
  ]

  let edge = Edge(deskWithoutDatabase(routes))

  func ask(
    _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields = [:], body: String = ""
  ) async -> WebResponse {
    await edge.respond(
      to: WebRequest(method, target, headers: headers, body: Array(body.utf8)))
  }

  static let token: HTTPFields = [.authorization: "Bearer token"]

  @Test(arguments: [
    ("GET", "/v1/regelingen/een/", 404), ("GET", "/v1//regelingen/een", 404),
    ("DELETE", "/v1/regelingen/een", 405), ("GET", "/v1/niets", 404),
    ("GET", "/v1/regelingen/%zz", 400), ("GET", "/v1/regelingen/..", 404),
    ("GET", "/v1/regelingen/twee", 404), ("GET", "/v1/kapot", 500),
    ("GET", "/v1/regelingen/een?x=1&peildatum=morgen", 400),
  ])
  func `every refusal of the API is a problem document with all headers`(
    method: String, target: String, status: Int
  ) async throws {
    let response = await ask(try #require(.init(method)), target, Self.token)
    #expect(response.status == status)
    #expect(response.headers[.contentType] == "application/problem+json")
    let problem = try JSON.parse(bytes: response.body)
    #expect(problem["status"]?.int == Int64(status))
    #expect(problem["title"]?.string != nil && problem["detail"]?.string != nil)
    #expect(response.headers[.field("API-Version")] == APIVersion.text)
    #expect(response.headers[.cacheControl] == "no-store")
    #expect(response.headers[.xContentTypeOptions] == "nosniff")
    #expect(response.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
    if status == 405 { #expect(response.headers[.allow] == "GET, HEAD, OPTIONS") }
  }

  @Test func `all faults of a body are named at once`() async throws {
    var headers = Self.token
    headers[.contentType] = "application/json"
    let response = await ask(
      .post, "/v1/regelingen/een/overgangen", headers, body: #"{"van": 1999, "x": 1}"#)
    #expect(response.status == 400)
    let errors = try #require(try JSON.parse(bytes: response.body)["errors"]?.array)
    #expect(errors.compactMap { $0["location"]?.string } == ["/van", "/reden", "/x"])
    #expect(errors.allSatisfy { $0["in"]?.string == "body" })
  }

  @Test func `a form without this session's token changes nothing`() async throws {
    let cookie: HTTPFields = [
      .cookie: "speelveld=sessie", .contentType: "application/x-www-form-urlencoded",
    ]
    let without = await ask(.post, "/regelingen/een/zaken", cookie, body: "naam=x")
    #expect(without.status == 403)
    var passage = Passage(WebRequest(.get, "/"), traceID: "")
    passage.formSecret = "sessie"
    let with = await ask(
      .post, "/regelingen/een/zaken", cookie, body: "naam=x&csrf=\(passage.csrfToken)")
    #expect(with.status == 303)
    #expect(with.headers[.location] == "/regelingen/x")
    var elsewhere = cookie
    elsewhere[.origin] = "https://elders.example"
    let foreign = await ask(
      .post, "/regelingen/een/zaken", elsewhere, body: "naam=x&csrf=\(passage.csrfToken)")
    #expect(foreign.status == 403)
  }

  @Test func `a page sends those without a session to the sign-in page and back`() async throws {
    let response = await ask(.get, "/regelingen/een/zaken?van=1")
    #expect(response.status == 303)
    #expect(
      response.headers[.location] == "/aanmelden?terug=%2Fregelingen%2Feen%2Fzaken%3Fvan%3D1")
  }

  @Test func `HEAD gives the headers of GET and no body`() async throws {
    let get = await ask(.get, "/v1/regelingen/een", Self.token)
    let head = await ask(.head, "/v1/regelingen/een", Self.token)
    #expect(get.status == 200 && head.status == 200)
    #expect(head.body.isEmpty && !get.body.isEmpty)
    #expect(head.headers[.contentLength] == get.headers[.contentLength])
  }
}
