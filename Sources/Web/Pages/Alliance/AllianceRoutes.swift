import Casework
import Identity
import Services

extension RouteTable {
  static func alliances() -> [Route] {
    [
      .page("/regelingen/{regeling}/allianties", nl: "Allianties", en: "Alliances") { context in
        let text = context.query.text("zoek")
        let number = min(max(context.query["bladzijde"].flatMap { Int($0) } ?? 1, 1), 1000)
        let (state, total) = try await context.office.alliances(
          scheme: context.scheme, text: text, limit: AlliancesPage.pageSize,
          offset: (number - 1) * AlliancesPage.pageSize)
        return context.answer(
          AlliancesPage(
            scene: try await context.scene(), state: state, total: total, text: text,
            number: number
          ).page)
      },
      .page("/regelingen/{regeling}/allianties/{alliantie}", nl: "Alliantie", en: "Alliance") {
        context in try await show(context)
      },
      .form(
        "/regelingen/{regeling}/allianties/{alliantie}/contactmomenten",
        .permission(.recordContacts), nl: "Contactmoment vastleggen", en: "Record a contact moment",
        handler: record),
      .form(
        "/regelingen/{regeling}/allianties/{alliantie}/contactmomenten/wissen",
        .permission(.recordContacts), nl: "Eigen contactmoment wissen",
        en: "Delete a contact moment of one’s own"
      ) { context in
        let alliance = context.path["alliantie"] ?? ""
        try await context.office.removeContact(
          scheme: context.scheme, alliance: alliance,
          context.form["nummer"].flatMap { Int64($0) } ?? 0)
        return .redirect(place(context, "gewist"))
      },
      .page("/regelingen/{regeling}/brieven", nl: "Brieven", en: "Letters") { context in
        let award = context.query["verlening"] ?? ""
        let letters = try await context.office.letters(scheme: context.scheme, award: award)
        return context.answer(
          LettersPage(scene: try await context.scene(), award: award, letters: letters).page)
      },
    ]
  }

  private static func place(_ context: RequestContext, _ done: String) -> String {
    Places.with(
      Places(scheme: context.scheme).alliance(context.path["alliantie"] ?? ""), [("gedaan", done)])
      + "#contactmomenten"
  }

  @Sendable private static func record(_ context: RequestContext) async throws -> Answer {
    var form = ContactForm(context.form, words: context.words)
    guard let contact = form.contact else { return try await show(context, form, status: 400) }
    do {
      try await context.office.recordContact(
        scheme: context.scheme, alliance: context.path["alliantie"] ?? "", on: contact.day,
        contact.channel, note: contact.note)
    } catch let refusal as Refusal where refusal.code != "unknown-alliance" {
      form.add(refusal, context.words)
      return try await show(context, form, status: 400)
    }
    return .redirect(place(context, "vastgelegd"))
  }

  private static func show(
    _ context: RequestContext, _ form: ContactForm = ContactForm(), status: Int = 200
  ) async throws -> Answer {
    let file = try await context.office.allianceFile(
      scheme: context.scheme, context.path["alliantie"] ?? "",
      contacts: AlliancePage.contactsShown)
    var page = AlliancePage(
      scene: try await context.scene(), file: file,
      recorder: context.may(.recordContacts) ? context.viewer?.id : nil, contactForm: form)
    switch context.query["gedaan"] {
    case "vastgelegd":
      page.done = context.say("Het contactmoment is vastgelegd.", "The contact moment is recorded.")
    case "gewist":
      page.done = context.say("Het contactmoment is gewist.", "The contact moment is deleted.")
    default: break
    }
    return context.answer(page.page, status: status)
  }
}
