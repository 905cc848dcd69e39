import Casework
import Identity
import Services
import Storage

extension RouteTable {
  static func transitions() -> [Route] {
    let one: PathTemplate = "/regelingen/{regeling}/overgangen/{overgang}"
    return [
      .page("/regelingen/{regeling}/overgangen", nl: "Overgangen", en: "Transitions") { context in
        try await list(context)
      },
      .form(
        "/regelingen/{regeling}/overgangen", .permission(.planTransition), nl: "Overgang plannen",
        en: "Plan a transition"
      ) { context in
        guard let step = context.form.text("jaren").flatMap(TransitionStep.init(key:)) else {
          var faults = FormFaults()
          faults.add(
            "jaren",
            context.say("Kies welke overgang u wilt plannen.", "Choose which transition to plan."))
          return try await list(context, faults: faults, status: 400)
        }
        do {
          let made = try await context.office.planTransition(
            scheme: context.scheme, from: step.from, to: step.to)
          return .redirect(place(context, made.run.id, .planned))
        } catch let refusal as Refusal {
          return try await list(context, refusal: refusal, status: 409)
        }
      },
      .page(one, nl: "Overgang", en: "Transition") { context in
        try await show(
          context, done: context.query["gedaan"].flatMap(TransitionPage.Done.init(rawValue:)))
      },
      step(one, "goedkeuren", .approveTransition, .approved, "Goedkeuren", "Approve") {
        _ = try await $0.approveTransition(scheme: $1, run: $2)
      },
      step(one, "uitvoeren", .applyTransition, .applied, "Uitvoeren", "Apply") {
        _ = try await $0.applyTransition(scheme: $1, run: $2)
      },
      step(one, "terugdraaien", .applyTransition, .undone, "Terugdraaien", "Undo") {
        _ = try await $0.undoTransition(scheme: $1, run: $2)
      },
      .form(
        "/regelingen/{regeling}/overgangen/{overgang}/uitzondering",
        .permission(.grantException), nl: "Uitzondering maken", en: "Make an exception",
        handler: except),
    ]
  }

  private typealias Step = @Sendable (CaseOffice, String, String) async throws -> Void

  private static func step(
    _ one: PathTemplate, _ name: String, _ permission: Permission, _ done: TransitionPage.Done,
    _ nl: String, _ en: String, _ work: @escaping Step
  ) -> Route {
    .form(PathTemplate("\(one)/\(name)"), .permission(permission), nl: nl, en: en) { context in
      let run = context.path["overgang"] ?? ""
      do {
        try await work(context.office, context.scheme, run)
        return .redirect(place(context, run, done))
      } catch let refusal as Refusal where refusal.code != "unknown-run" {
        return try await show(context, refusal: refusal, status: 409)
      }
    }
  }

  private static func place(_ context: RequestContext, _ run: String, _ done: TransitionPage.Done)
    -> String
  {
    Places.with(
      Places(scheme: context.scheme).transition(run), [("gedaan", done.rawValue)])
  }

  private static func list(
    _ context: RequestContext, faults: FormFaults = FormFaults(), refusal: Refusal? = nil,
    status: Int = 200
  ) async throws -> Answer {
    let (runs, steps) = try await context.office.transitionDesk(scheme: context.scheme)
    let page = TransitionsPage(
      scene: try await context.scene(), runs: runs, steps: steps,
      mayPlan: context.may(.planTransition),
      written: context.form.text("jaren").map { ["jaren": $0] } ?? [:], faults: faults,
      refusal: refusal)
    return context.answer(page.page, status: status)
  }

  private static func show(
    _ context: RequestContext, done: TransitionPage.Done? = nil, refusal: Refusal? = nil,
    faults: FormFaults = FormFaults(), status: Int = 200
  ) async throws -> Answer {
    let transition = try await context.office.transition(
      scheme: context.scheme, run: context.path["overgang"] ?? "")
    let page = TransitionPage(
      scene: try await context.scene(), transition: transition, actor: context.viewer?.id ?? "",
      permitted: TransitionPermissions(
        plan: context.may(.planTransition), approve: context.may(.approveTransition),
        apply: context.may(.applyTransition), except: context.may(.grantException)),
      outcome: context.query["uitkomst"].flatMap(TransitionRow.Outcome.init(rawValue:)),
      number: min(max(context.query["bladzijde"].flatMap { Int($0) } ?? 1, 1), 1000),
      done: done, refusal: refusal,
      written: [
        "verlening": context.form.text("verlening") ?? "", "reden": context.form["reden"] ?? "",
      ], faults: faults)
    return context.answer(page.page, status: status)
  }

  @Sendable private static func except(_ context: RequestContext) async throws -> Answer {
    let run = context.path["overgang"] ?? ""
    var faults = FormFaults()
    if context.form.text("verlening") == nil {
      faults.add(
        "verlening",
        context.say("Kies de alliantie die toch door mag.", "Choose the alliance that may move."))
    }
    if context.form.text("reden") == nil {
      faults.add(
        "reden",
        context.say(
          "Schrijf waarom deze alliantie toch door mag.", "Write why this alliance may move."))
    }
    guard let award = context.form.text("verlening"), let reason = context.form.text("reden") else {
      return try await show(context, faults: faults, status: 400)
    }
    let header = try await context.office.transition(scheme: context.scheme, run: run).run.header
    do {
      _ = try await context.office.grantException(
        scheme: context.scheme, award: award, year: header.to ?? header.from + 1, reason: reason)
      return .redirect(place(context, run, .excepted))
    } catch let refusal as Refusal {
      return try await show(context, refusal: refusal, status: 409)
    }
  }
}
