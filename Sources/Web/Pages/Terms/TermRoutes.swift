import Casework
import Identity
import Services

extension RouteTable {
  /// An obligation's own page, and what may be done with its term.
  static func terms() -> [Route] {
    [
      .page("/regelingen/{regeling}/waarom", nl: "Waarom deze datum?", en: "Why this date?") {
        context in
        var done: Event?
        if let number = context.query.integer("gedaan") {
          done = try await context.office.event(scheme: context.scheme, Int64(number))
        }
        return try await why(context, context.query["kenmerk"] ?? "", done: done)
      },
      .form(
        "/regelingen/{regeling}/waarom", .permission(.manageTerms), nl: "Een termijn wijzigen",
        en: "Change a term", handler: changeTerm),
    ]
  }

  private static func why(
    _ context: RequestContext, _ id: String, done: Event? = nil, sent: TermForm? = nil,
    status: Int = 200
  ) async throws -> Answer {
    let file = try await context.office.obligationFile(scheme: context.scheme, id)
    guard let obligation = file.obligations[id] else { throw Problem.unknownSubject }
    let scene = try await context.scene()
    let entries = file.ledger.values.sorted {
      ($0.on, $0.id.count, $0.id) < ($1.on, $1.id.count, $1.id)
    }
    let page = WhyPage(
      scene: scene, obligation: obligation, alliance: file.alliances.values.first,
      reminders: file.reminders.values.sorted { ($0.on, $0.id) < ($1.on, $1.id) },
      entries: entries,
      forms: context.may(.manageTerms)
        ? TermForms(scene: scene, obligation: obligation, entries: entries, sent: sent) : nil,
      mayFile: context.may(.handleCases), done: done)
    return context.answer(page.page, status: status)
  }

  @Sendable private static func changeTerm(_ context: RequestContext) async throws -> Answer {
    let id = context.form["kenmerk"] ?? ""
    guard let kind = context.form["handeling"].flatMap(TermForm.Kind.init(rawValue:)) else {
      return try await why(context, id, status: 400)
    }
    var form = TermForm(kind, context.form, today: context.today, words: context.words)
    guard let change = form.change else {
      return try await why(context, id, sent: form, status: 400)
    }
    do {
      guard context.form.flag("zeker") == true else {
        let result = try await context.office.previewTerm(
          scheme: context.scheme, obligation: id, change)
        return context.answer(
          TermPreviewPage(scene: try await context.scene(), form: form, result: result).page)
      }
      let result = try await context.office.changeTerm(
        scheme: context.scheme, obligation: id, change)
      return .redirect(
        Places.with(
          Places(scheme: context.scheme).terms,
          [("kenmerk", id), ("gedaan", result.event.map { String($0.sequence) } ?? "")]))
    } catch let refusal as Refusal where refusal.code != "unknown-obligation" {
      form.add(refusal, context.words)
      return try await why(context, id, sent: form, status: 409)
    }
  }
}
