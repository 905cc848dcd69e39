import Casework
import Identity
import Services
import Storage

extension RouteTable {
  static func reminders() -> [Route] {
    [
      .page("/regelingen/{regeling}/herinneringen", nl: "Herinneringen", en: "Reminders") {
        context in try await list(context)
      },
      .form(
        "/regelingen/{regeling}/herinneringen/stop", .permission(.manageReminders),
        nl: "Alle berichten stoppen", en: "Stop all messages"
      ) { context in
        guard let reason = context.form.text("reden") else {
          var faults = FormFaults()
          faults.add(
            "reden",
            context.say(
              "Schrijf waarom alles moet stoppen.", "Write why everything must stop."))
          return try await list(context, faults: faults, status: 400)
        }
        try await context.office.pauseReminders(scheme: context.scheme, reason: reason)
        return .redirect(Places(scheme: context.scheme).reminders)
      },
      .form(
        "/regelingen/{regeling}/herinneringen/hervatten", .permission(.manageReminders),
        nl: "Berichten hervatten", en: "Resume messages"
      ) { context in
        _ = try await context.office.resumeReminders(scheme: context.scheme)
        return .redirect(place(context, "hervat"))
      },
      .form(
        "/regelingen/{regeling}/herinneringen/opnieuw", .permission(.manageReminders),
        nl: "Gestrande berichten opnieuw proberen", en: "Try dead messages again"
      ) { context in
        _ = try await context.office.retryDead(scheme: context.scheme, id: nil)
        return .redirect(place(context, "opnieuw"))
      },
    ]
  }

  private static func place(_ context: RequestContext, _ done: String) -> String {
    Places.with(Places(scheme: context.scheme).reminders, [("gedaan", done)])
  }

  private static func list(
    _ context: RequestContext, faults: FormFaults = FormFaults(), status: Int = 200
  ) async throws -> Answer {
    let office = context.office
    let through = context.today.adding(days: 92)
    let preview = try await office.messagePreview(scheme: context.scheme, through: through)
    let wanted = context.query.text("bericht")
    var page = RemindersPage(
      scene: try await context.scene(), planned: preview,
      outbox: try await office.outbox(scheme: context.scheme, state: nil, limit: 50),
      paused: try await office.paused(scheme: context.scheme), through: through,
      mayManage: context.may(.manageReminders),
      preview: wanted.flatMap { id in preview.messages.first { $0.id == id } }, faults: faults)
    switch context.query["gedaan"] {
    case "hervat":
      page.done = context.say("De berichten gaan weer uit.", "Messages go out again.")
    case "opnieuw":
      page.done = context.say(
        "De gestrande berichten worden opnieuw geprobeerd.", "Dead messages are tried again.")
    default: break
    }
    return context.answer(page.page, status: status)
  }
}
