import Casework
import Identity
import Services

extension RouteTable {
  static func cases() -> [Route] {
    [
      .page("/regelingen/{regeling}/zaak", nl: "Zaak", en: "Case") { context in
        var done: Event?
        if let number = context.query.integer("gedaan") {
          done = try await context.office.event(scheme: context.scheme, Int64(number))
        }
        return try await show(context, context.query["kenmerk"] ?? "", done: done)
      },
      .form(
        "/regelingen/{regeling}/zaak", .permission(.handleCases), nl: "Stap zetten in een zaak",
        en: "Take a step in a case"
      ) { context in
        let key = context.form["kenmerk"] ?? ""
        do {
          let event = try await context.office.send(
            context.form["actie"] ?? "", scheme: context.scheme, case: key)
          return .redirect(
            Places.with(
              Places(scheme: context.scheme).caseAction,
              [("kenmerk", key), ("gedaan", String(event.sequence))]))
        } catch let refusal as Refusal where refusal.code != "unknown-case" {
          return try await show(context, key, refusal: refusal, status: 409)
        }
      },
    ]
  }

  private static func show(
    _ context: RequestContext, _ key: String, done: Event? = nil, refusal: Refusal? = nil,
    status: Int = 200
  ) async throws -> Answer {
    let view = try await context.office.actions(scheme: context.scheme, case: key)
    // The award is the first part of the key of everything that belongs to it.
    let owner = key.split(separator: "/").first.map(String.init) ?? key
    let events = try await context.office.events(
      scheme: context.scheme, of: [owner], limit: 50)
    let own = events.filter { $0.subject.hasSuffix("/" + key) || $0.subject == key }
    let page = CasePage(
      scene: try await context.scene(), view: view, events: own.isEmpty ? events : own,
      mayAct: context.may(.handleCases), done: done, refusal: refusal,
      attempted: context.form["actie"])
    return context.answer(page.page, status: status)
  }
}
