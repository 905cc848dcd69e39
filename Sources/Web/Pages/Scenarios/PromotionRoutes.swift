import Casework
import Diagnostics
import Identity
import LegalCalendar
import Services
import Simulation

extension RouteTable {
  /// From a chosen scenario to the draft of the next scheme.
  static func promotion() -> [Route] {
    let path: PathTemplate = "/regelingen/{regeling}/scenarios/{run}/ontwerp"
    return [
      .page(
        path, .permission(.promoteScenario), nl: "Ontwerp van de opvolger",
        en: "Draft of the successor"
      ) { context in
        let made = try await promote(context, context.query)
        return context.answer(made.page, status: made.form.faults.isEmpty ? 200 : 400)
      },
      .form(
        path, .permission(.promoteScenario), nl: "Ontwerp ophalen", en: "Get the draft"
      ) { context in
        let made = try await promote(context, context.form)
        guard let promotion = made.promotion, !promotion.findings.hasErrors else {
          return context.answer(made.page, status: 409)
        }
        return .file(
          TarFile(promotion.files, below: made.id).bytes, type: "application/x-tar",
          named: "\(made.id).tar")
      },
    ]
  }

  private static func promote(_ context: RequestContext, _ values: Values) async throws
    -> PromotionPage
  {
    let scene = try await context.scene()
    let run = try await run(context)
    let comparison = try await context.office.scenarioComparison(run)
    let name = values["scenario"] ?? ""
    guard let design = comparison.results.first(where: { $0.scenario.id == name })?.design,
      let rules = scene.rules, let rhythm = SuccessorTimeline(likeTheFirst: design.firstYear - 1),
      let lapses = CivilDate(year: design.firstYear + design.grantYears - 1, month: 1, day: 1)
    else { throw Problem.unknownSubject }
    let form = PromotionForm(values, rhythm: rhythm, words: context.words)
    let years = "\(design.firstYear)-\(design.firstYear + design.grantYears - 1)"
    let id = scene.definition.id.replacing(#/-\d{4}-\d{4}$/#, with: "") + "-\(years)"
    let promotion =
      form.faults.isEmpty
      ? try SchemePromotion(
        comparison, scenario: name, basedOn: rules, id: id, timeline: form.timeline, lapses: lapses,
        models: context.desk.successorModels)
      : nil
    return PromotionPage(scene: scene, run: run, form: form, promotion: promotion, id: id)
  }
}
