import Casework
import JSONText

extension RouteTable {
  /// The API, in Dutch as the law's own words.
  static func api(openDataIsPublic: Bool = false) -> [Route] {
    var routes: [Route] = SchemeResource.routes()
    routes += Resources.alliances.routes() + Resources.memberships.routes()
    routes += Resources.organisations.routes() + Resources.awards.routes()
    routes += Resources.periods.routes() + Resources.reports.routes()
    routes += Resources.obligations.routes() + Resources.payments.routes()
    routes += Resources.reminders.routes()
    routes.append(
      Resources.periods.list(
        under: "/verleningen/{verlening}",
        narrowed: .init(place: "verlening", field: "award") { context in
          _ = try await context.existing(Award.self, "verlening")
        }))
    routes += TransitionResource.routes() + RecordRoutes.routes()
    routes += TermResource.routes() + FilingResource.routes()
    routes += ScenarioResource.routes() + CalendarResource.routes() + WebhookResource.routes()
    routes += OpenDataResource.routes(isPublic: openDataIsPublic)
    routes.append(document())
    return routes
  }

  /// Without login and from anywhere (API Design Rules, publish-openapi).
  private static func document() -> Route {
    Route(
      .get, "/v1/openapi.json", .api, .anyone, nl: "Deze beschrijving van de API",
      en: "This description of the API",
      answers: [.init(200, .any, "De beschrijving, als OpenAPI 3.1.")]
    ) { context in
      let desk = context.desk
      let bytes = desk.document.bytes {
        var document = OpenAPIDocument(desk.routes, desk.settings)
        return Array(document.json().compact.utf8)
      }
      return Answer(200, .bytes(bytes, type: "application/json"))
        .adding(.accessControlAllowOrigin, "*")
    }
  }
}
