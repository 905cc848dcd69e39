import Casework
import DMN
import Diagnostics
import FEEL
import Identity
import JSONText
import SchemeDefinition
import Services

extension RouteTable {
  static func schemePages() -> [Route] {
    [
      .page("/regelingen/{regeling}", nl: "Regeling", en: "Scheme") { context in
        let page = SchemePage(
          scene: try await context.scene(),
          record: try await context.office.schemeRecord(context.scheme),
          awards: try await context.office.awardSpan(context.scheme))
        return context.answer(page.page)
      },
      .page("/regelingen/{regeling}/regels", nl: "Regels", en: "Rules") { context in
        context.answer(RulesPage(scene: try await context.scene()).page)
      },
      .page("/regelingen/{regeling}/regels/{versie}/{beslissing}", nl: "Beslissing", en: "Decision")
      { context in context.answer(try await rule(context).page) },
      .form(
        "/regelingen/{regeling}/regels/{versie}/{beslissing}/proef", .permission(.viewCasework),
        nl: "Beslissing proberen", en: "Try a decision", handler: attempt),
    ]
  }

  private static func rule(_ context: RequestContext) async throws -> RulePage {
    let scene = try await context.scene()
    let decision = context.path["beslissing"] ?? ""
    guard let rules = scene.definition[context.path["versie"] ?? ""],
      let model = rules.model(of: decision)
    else { throw Problem.unknownSubject }
    return RulePage(scene: scene, rules: rules, decision: decision, model: model)
  }

  /// Takes a decision on what somebody wrote; nothing is stored, so that the answer is the page itself.
  @Sendable private static func attempt(_ context: RequestContext) async throws -> Answer {
    var page = try await rule(context)
    let text = context.form["invoer"] ?? ""
    page.written = text
    do {
      guard case .context(let inputs) = FEELValue(json: try JSON.parse(text)) else {
        page.faults.add(
          "invoer",
          context.say("Schrijf één JSON-object: { … }.", "Write one JSON object: { … }."))
        return context.answer(page.page, status: 400)
      }
      page.result = page.rules.decide(page.decision, inputs, on: context.today)
      return context.answer(page.page)
    } catch {
      for finding in error.findings {
        let place = finding.position.map { "\($0): " } ?? ""
        page.faults.add(
          "invoer",
          context.say("Dit is geen geldige JSON. ", "This is not valid JSON. ") + place
            + finding.message)
      }
      return context.answer(page.page, status: 400)
    }
  }
}
