import FEEL
import FEELDatamodel
import LegalCalendar
import SchemeDefinition
import Statechart
import Testing

@Suite struct LifecycleTests {
  private func chart(_ name: String) throws -> Statechart {
    try #require(try Shipped.rules("2023-02-24").lifecycles[name])
  }

  /// One step from a state; the messages to the casework as `event kind`.
  private func step(
    _ name: String, from state: String, _ event: String, facts: FEELContext = [:]
  ) throws -> (state: String?, messages: [String]) {
    let chart = try chart(name)
    var host: FEELContext = ["case": .context(facts), "today": .null]
    if let day = CivilDate(iso: "2027-12-31") { host["today"] = .date(day) }
    let before = try Snapshot(restoring: [state], in: chart)
    let step = chart.step(before, ChartEvent(event), datamodel: FEELDatamodel(host: host))
    #expect(step.refusal == nil)
    #expect(step.diagnostics.isEmpty)
    let messages = step.effects.compactMap { effect -> String? in
      guard case .send(let message) = effect else { return nil }
      let detail = message["kind"] ?? message["template"]
      guard case .string(let word)? = detail else { return message.event }
      return [message.event, word].compactMap { $0 }.joined(separator: " ")
    }
    return (step.snapshot.activeAtomicStates(in: chart).first, messages)
  }

  @Test(arguments: [
    ("scheme", "draft", ["publish", "open", "decide", "lapse", "settle"], "settled"),
    ("scheme", "open", ["withdraw"], "withdrawn"),
    ("partnership", "selected", ["agree", "start", "end", "close"], "ended"),
    ("partnership", "agreed", ["withdraw"], "withdrawn"),
    (
      "award", "granted", ["start", "finish", "account", "determine", "recover", "settle"],
      "closed"
    ),
    ("award", "determined", ["pay", "settle"], "closed"),
    ("award", "determined", ["settle"], "closed"),
    ("award", "running", ["withdraw"], "withdrawn"),
    ("period", "planned", ["start", "end", "settle"], "settled"),
    ("period", "planned", ["cancel"], "cancelled"),
    ("report", "expected", ["file", "return", "complete", "return", "lapse", "settle"], "settled"),
    ("report", "expected", ["waive"], "waived"),
    ("payment", "planned", ["fall-due", "suspend", "resume", "pay"], "paid"),
    ("payment", "suspended", ["cancel"], "cancelled"),
    ("objection", "received", ["return", "complete", "hear", "decide"], "decided"),
    ("objection", "incomplete", ["withdraw"], "withdrawn"),
    (
      "project-grant", "applied",
      ["return", "complete", "grant", "start", "account", "determine", "settle"], "closed"
    ),
    ("project-grant", "applied", ["reject"], "rejected"),
    ("project-grant", "incomplete", ["set-aside"], "set-aside"),
  ])
  func `a lifecycle walks from state to state`(
    name: String, from: String, events: [String], to: String
  ) throws {
    var state = from
    for event in events {
      let next = try #require(try step(name, from: state, event).state)
      #expect(next != state, "\(name): \(event) is not handled in \(state)")
      state = next
    }
    #expect(state == to)
    #expect(try chart(name).state(to)?.kind == .final)
  }

  @Test func `charts have no fault that their analysis sees`() throws {
    for (name, chart) in try Shipped.rules("2023-02-24").lifecycles {
      let findings = chart.analysis()
      #expect(findings.isEmpty, "\(name): \(findings)")
    }
  }

  @Test func `every state and transition has a label in both languages`() throws {
    for (name, chart) in try Shipped.rules("2023-02-24").lifecycles {
      for state in chart.states.dropFirst() {
        #expect(state.metadata["label-nl"] != nil, "\(name) \(state.id)")
        #expect(state.metadata["label-en"] != nil, "\(name) \(state.id)")
      }
      for transition in chart.transitions where !transition.events.isEmpty {
        #expect(transition.metadata["label-nl"] != nil, "\(name) \(transition.events)")
        #expect(transition.metadata["label-en"] != nil, "\(name) \(transition.events)")
      }
    }
  }

  @Test func `a year that starts asks for advances and a letter`() throws {
    #expect(
      try step("period", from: "planned", "start").messages
        == ["advances", "letter tijdvak-gestart"])
  }

  @Test func `a year of an award that does not run cannot start`() throws {
    let facts: FEELContext = ["award": .context(["state": "withdrawn"])]
    #expect(try step("period", from: "planned", "start", facts: facts).state == "planned")
  }

  @Test func `the last year ends in the final account, the others in a report`() throws {
    let last = try #require(CivilDate(iso: "2027-12-31"))
    func ended(_ year: Int) throws -> (state: String?, messages: [String]) {
      try step(
        "period", from: "running", "end",
        facts: [
          "award": .context(["endsOn": .date(last)]),
          "period": .context(["year": .number(.init(year))]),
        ])
    }
    #expect(try ended(2026).state == "reporting")
    #expect(try ended(2026).messages == ["oblige interim-report"])
    #expect(try ended(2027).state == "final-account")
    #expect(try ended(2027).messages.isEmpty)
  }

  @Test func `accounting, determination and recovery oblige before their letters are written`()
    throws
  {
    #expect(
      try step("award", from: "running", "finish").messages
        == ["oblige final-account", "letter eindverantwoording-verzoek"])
    #expect(
      try step("award", from: "accounting", "account").messages
        == ["discharge final-account", "oblige determination-decision"])
    #expect(
      try step("award", from: "determining", "determine").messages
        == [
          "discharge determination-decision", "oblige objection-window", "letter vaststelling",
        ])
    #expect(
      try step("award", from: "determined", "recover").messages
        == ["recover", "oblige recovery-payment", "letter terugvordering"])
  }

  @Test func `too little paid is not recovered and too much is not paid once more`() throws {
    let facts: FEELContext = [
      "award": .context(["paidCents": 80_000, "determinedCents": 90_000])
    ]
    #expect(try step("award", from: "determined", "recover", facts: facts).state == "determined")
    #expect(try step("award", from: "determined", "pay", facts: facts).state == "paying")
    #expect(try step("award", from: "determined", "settle", facts: facts).state == "determined")
  }

  @Test func `a report discharges the obligation of its own kind`() throws {
    let facts: FEELContext = ["report": .context(["kind": "final-account"])]
    #expect(
      try step("report", from: "expected", "file", facts: facts).messages
        == ["discharge final-account"])
  }
}
