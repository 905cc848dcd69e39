import Casework
import Identity
import Services

extension RouteTable {
  /// Taking in a report: the form, the check, and the filing itself.
  static func filing() -> [Route] {
    [
      .page(
        "/regelingen/{regeling}/indienen", .permission(.handleCases), nl: "Rapportage indienen",
        en: "File a report"
      ) { context in
        let desk = try await context.office.filingDesk(
          scheme: context.scheme, obligation: context.query["kenmerk"] ?? "")
        return context.answer(FilingPage(scene: try await context.scene(), desk: desk).page)
      },
      .form(
        "/regelingen/{regeling}/indienen", .permission(.handleCases), nl: "Rapportage indienen",
        en: "File a report", handler: file),
    ]
  }

  @Sendable private static func file(_ context: RequestContext) async throws -> Answer {
    let office = context.office
    let desk = try await office.filingDesk(
      scheme: context.scheme, obligation: context.form["kenmerk"] ?? "")
    let scene = try await context.scene()
    var form = FilingForm(desk, context.form, words: context.words)
    if context.form.flag("terug") == true {
      return context.answer(FilingPage(scene: scene, desk: desk, sent: form).page)
    }
    guard let filing = form.filing else {
      return context.answer(FilingPage(scene: scene, desk: desk, sent: form).page, status: 400)
    }
    do {
      guard context.form.flag("zeker") == true else {
        let result = try await office.checkReport(
          scheme: context.scheme, report: desk.report.id, filing)
        return context.answer(FilingPreviewPage(scene: scene, form: form, result: result).page)
      }
      let result = try await office.fileReport(
        scheme: context.scheme, report: desk.report.id, filing)
      return .redirect(
        Places.with(
          Places(scheme: context.scheme).terms,
          [
            ("kenmerk", desk.obligation.id),
            ("gedaan", result.event.map { String($0.sequence) } ?? ""),
          ]))
    } catch let refusal as Refusal {
      form.add(refusal, context.words)
      return context.answer(FilingPage(scene: scene, desk: desk, sent: form).page, status: 409)
    }
  }
}
