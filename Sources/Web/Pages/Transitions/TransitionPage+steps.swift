import Casework
import Services
import Storage

/// What a person may do with a transition, by role; whether it is their own plan the page knows.
struct TransitionPermissions: Sendable {
  var plan = true
  var approve = true
  var apply = true
  var except = true
}

extension TransitionPage {
  /// The one step that comes next, with its button or with who can take it.
  var nextStep: [Block] {
    switch run.state {
    case .planned: approving
    case .approved: applying
    case .applied: undoing
    case .undone:
      [
        .notice(
          Notice(
            .info, words("Deze overgang is teruggedraaid.", "This transition was undone."),
            [
              words(
                "Elk gegeven staat weer zoals het stond. Maak een nieuw plan als de overgang alsnog moet doorgaan.",
                "Every record stands as it did. Make a new plan when the transition is still to happen."
              )
            ], links: [Link(words("Nieuw plan", "New plan"), places.transitions + "#nieuw")]))
      ]
    case .dropped:
      [
        .notice(
          Notice(.info, words("Dit plan is vervallen.", "This plan was dropped.")))
      ]
    }
  }

  private var approving: [Block] {
    if run.planned.by == actor {
      return [
        .notice(
          Notice(
            .info,
            words(
              "Wacht op goedkeuring door iemand anders", "Waits for approval by somebody else"),
            [
              words(
                "U hebt dit plan gemaakt. Een collega met de rol subsidiebeheerder keurt het goed: stuur het adres van deze pagina door.",
                "You made this plan. A colleague with the role grant administrator approves it: pass on the address of this page."
              )
            ]))
      ]
    }
    guard permitted.approve else {
      return [waiting(words("Wacht op goedkeuring.", "Waits for approval."))]
    }
    return [
      .form(
        Form(
          id: "goedkeuren", action: places.transition(run.id, "goedkeuren"),
          legend: words(
            "\(run.planned.by) heeft dit plan gemaakt. Klopt het, keur het dan goed.",
            "\(run.planned.by) made this plan. If it is right, approve it."),
          submit: words("Goedkeuren", "Approve"),
          note: words(
            "Goedkeuren verandert nog niets; daarna kan de overgang worden uitgevoerd.",
            "Approving changes nothing yet; after it the transition can be applied.")))
    ]
  }

  private var applying: [Block] {
    guard permitted.apply else {
      return [waiting(words("Goedgekeurd; wacht op uitvoering.", "Approved; waits to be applied."))]
    }
    return [
      .form(
        Form(
          id: "uitvoeren", action: places.transition(run.id, "uitvoeren"),
          legend: words(
            "Goedgekeurd door \(run.approved?.by ?? "–"). Nu uitvoeren?",
            "Approved by \(run.approved?.by ?? "–"). Apply it now?"),
          submit: words("Overgang uitvoeren", "Apply transition"),
          note: words(
            "Alles gebeurt in één keer of helemaal niet, en alleen als er sinds het plan niets is veranderd waarop het rust.",
            "All of it happens at once or not at all, and only if nothing that the plan stands on has changed since."
          )))
    ]
  }

  private var undoing: [Block] {
    guard permitted.apply else { return [] }
    return [
      .disclosure(
        Disclosure(
          summary: words("Deze overgang terugdraaien", "Undo this transition"),
          blocks: [
            .form(
              Form(
                id: "terugdraaien", action: places.transition(run.id, "terugdraaien"),
                legend: words(
                  "Elke datum, betaling en herinnering van deze overgang staat daarna weer zoals zij stond.",
                  "Every date, payment and reminder of this transition stands as it did afterwards."
                ),
                submit: words("Overgang terugdraaien", "Undo transition"), isSevere: true,
                note: words(
                  "Kan alleen zolang er niet op is voortgebouwd, bijvoorbeeld met een betaling.",
                  "Only possible while nothing builds upon it, such as a payment made.")))
          ]))
    ]
  }

  private func waiting(_ text: String) -> Block {
    .notice(
      Notice(
        .info, text,
        [words("Uw rol mag deze stap niet zetten.", "Your role may not take this step.")]))
  }

  func confirmation(_ done: Done) -> Notice {
    let reference = words("Kenmerk: \(run.id).", "Reference: \(run.id).")
    switch done {
    case .planned:
      return Notice(
        .success, words("Het plan is gemaakt", "The plan was made"),
        [
          reference,
          words(
            "Hierna: iemand anders keurt het goed. Er is nog niets veranderd.",
            "Next: somebody else approves it. Nothing has changed yet."),
        ])
    case .approved:
      return Notice(
        .success, words("Het plan is goedgekeurd", "The plan was approved"),
        [
          reference,
          words(
            "Hierna: uitvoeren. Verandert er voor die tijd iets waarop het plan rust, dan moet het opnieuw worden gemaakt.",
            "Next: apply it. Should anything that the plan stands on change before, it must be made anew."
          ),
        ])
    case .applied:
      let first =
        run.events.map {
          words(
            " Gebeurtenissen \($0.lowerBound) tot en met \($0.upperBound).",
            " Events \($0.lowerBound) through \($0.upperBound).")
        } ?? ""
      return Notice(
        .success, words("De overgang is uitgevoerd", "The transition was applied"),
        [
          reference + first,
          words(
            "Hierna: de brieven staan klaar, de herinneringen gaan vanzelf uit en de voorschotten staan gepland. Het resultaat per alliantie staat hieronder.",
            "Next: the letters are ready, the reminders go out by themselves and the advances are planned. The result for each alliance stands below."
          ),
        ],
        links: [
          Link(words("Naar de verplichtingen", "To the obligations"), places.obligations),
          Link(words("Naar de herinneringen", "To the reminders"), places.reminders),
        ])
    case .undone:
      return Notice(
        .success, words("De overgang is teruggedraaid", "The transition was undone"),
        [
          reference,
          words("Elk gegeven staat weer zoals het stond.", "Every record stands as it did."),
        ])
    case .excepted:
      return Notice(
        .success, words("De uitzondering is vastgelegd", "The exception was recorded"),
        [
          words(
            "Hierna: maak een nieuw plan. Dit plan is van vóór de uitzondering en kan niet meer worden uitgevoerd.",
            "Next: make a new plan. This plan dates from before the exception and can no longer be applied."
          )
        ], links: [Link(words("Nieuw plan", "New plan"), places.transitions + "#nieuw")])
    }
  }

  /// Why the last step was refused; a changed ground gets the way out beside it.
  func refused(_ refusal: Refusal) -> [Block] {
    guard refusal.code == "ground-changed" else { return [scene.notice(refusal)] }
    let step = TransitionStep(from: plan.header.from, to: plan.header.to)
    return [
      .notice(
        Notice(
          .error, words(refusal.nl, refusal.en),
          [
            words(
              "Er is niets uitgevoerd. Dit is er sindsdien gebeurd:",
              "Nothing was applied. This happened since:")
          ] + refusal.details)),
      .form(
        Form(
          id: "opnieuw", action: places.transitions, hidden: [("jaren", step.key)],
          submit: words("Plan opnieuw maken", "Make the plan anew"))),
    ]
  }

  /// Leave for a blocked alliance, with the reason.
  var exceptions: [Block] {
    let blocked = plan.rows.filter { $0.outcome == .blocked && $0.award != nil }
    guard !blocked.isEmpty, permitted.except, run.state == .planned || run.state == .approved
    else { return [] }
    let form = Form(
      id: "uitzondering", action: places.transition(run.id, "uitzondering"),
      fields: [
        Field(
          .select, "verlening", words("Wie", "Who"), value: written["verlening"] ?? "",
          options: [("", words("Kies een alliantie", "Choose an alliance"))]
            + blocked.map { ($0.award ?? "", $0.name) }),
        Field(
          .textarea, "reden",
          words("Waarom mag deze alliantie toch door?", "Why may it move all the same?"),
          hint: words(
            "De reden blijft bij de uitzondering bewaard en staat in het volgende plan.",
            "The reason is kept with the exception and stands in the next plan."),
          value: written["reden"] ?? ""),
      ], submit: words("Uitzondering vastleggen", "Record exception"))
    return [
      .h2(words("Uitzondering maken", "Make an exception"), id: "uitzonderen"),
      .form(form.showing(faults, words)),
    ]
  }
}
