import Casework
import ExactNumbers
import JSONText
import LegalCalendar

extension Certainty {
  /// Shown behind everything that is not read in its source.
  func mark(_ console: Console) -> String {
    switch self {
    case .verified: ""
    case .dated: console.say(" (oudere tekst)", " (older text)")
    case .derived: console.say(" (afgeleid)", " (derived)")
    case .illustrative: console.say(" (illustratief)", " (illustrative)")
    }
  }
}

extension Console {
  /// A name with the mark of its certainty, unless the name says so itself.
  func marked(_ name: String, _ certainty: Certainty) -> String {
    name.contains("(illustrati") ? name : name + certainty.mark(self)
  }
}

/// A line of `portfolio list`.
struct AwardView {
  let award: Award
  let name: String
  let lead: String?
  let members: Int
  let period: Period?
  let certainty: Certainty

  init(_ award: Award, in state: SchemeState, on day: CivilDate) {
    self.award = award
    name = state.alliances[award.recipient]?.name ?? award.recipient
    let parties = state.memberships.values.filter {
      $0.alliance == award.recipient && $0.isValid(on: day)
    }
    lead = parties.first { $0.role == .lead }.flatMap { state.organisations[$0.organisation]?.name }
    members = parties.count { $0.role.countsAsMember }
    period = state.periods.values
      .filter { $0.award == award.id && $0.state == "running" }.max { $0.year < $1.year }
    certainty = state.alliances[award.recipient]?.certainty ?? award.certainty
  }

  var json: JSON {
    [
      "award": .string(award.id), "name": .string(name), "kind": .string(award.kind.rawValue),
      "state": .string(award.state), "lead": lead.map(JSON.string) ?? .null,
      "members": .int(members), "granted": .string(award.granted.description),
      "amountCertainty": .string(award.certainty.rawValue),
      "nameCertainty": .string(certainty.rawValue),
      "runningYear": period.map { .int($0.year) } ?? .null,
    ]
  }
}

extension Membership {
  func isValid(on day: CivilDate) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
}

extension Console {
  func show(_ views: [AwardView], asOf: CivilDate?) {
    if json {
      data([
        "asOf": asOf.map { .string($0.description) } ?? .null, "awards": .array(views.map(\.json)),
      ])
      return
    }
    var table = TextTable([
      .init(say("verlening", "award")), .init(say("alliantie", "alliance")),
      .init(say("leden", "members"), .right),
      .init(say("tijdvak", "period"), .right), .init(say("verleend", "granted"), .right),
    ])
    for view in views {
      table.add([
        view.award.id, marked(view.name, view.certainty), "\(view.members)",
        view.period.map { "\($0.year)" } ?? view.award.state,
        amount(view.award.granted, view.award.certainty),
      ])
    }
    self.table(table)
    if views.contains(where: { $0.award.certainty != .verified }) {
      line(say("* bedrag illustratief", "* illustrative amount"))
    }
  }

  /// An amount with the language's separators; a star marks one that is not verified.
  func amount(_ money: Money, _ certainty: Certainty = .verified) -> String {
    let text = language == .dutch ? DutchText.euros(money) : "€ " + grouped(money)
    return text + (certainty == .verified ? "" : "*")
  }

  private func grouped(_ money: Money) -> String {
    DutchText.euros(money).dropFirst(2).map { $0 == "." ? "," : $0 == "," ? "." : String($0) }
      .joined()
  }
}

/// All that is kept of one alliance.
struct AllianceView {
  let alliance: Alliance
  let state: SchemeState
  let day: CivilDate

  init(_ alliance: Alliance, in state: SchemeState, on day: CivilDate) {
    self.alliance = alliance
    self.state = state
    self.day = day
  }

  private var awards: [Award] {
    state.awards.values.filter { $0.recipient == alliance.id }.sorted { $0.id < $1.id }
  }

  private var parties: [Membership] {
    let order = Role.allCases
    return state.memberships.values.filter { $0.alliance == alliance.id }
      .sorted {
        (order.firstIndex(of: $0.role) ?? 9, $0.id) < (order.firstIndex(of: $1.role) ?? 9, $1.id)
      }
  }

  private func owned<R: TableHome>(_: R.Type, _ award: (R) -> String?) -> [R] {
    let ids = Set(awards.map(\.id))
    return state[keyPath: R.home].values.filter { award($0).map(ids.contains) ?? false }.sorted {
      $0.id < $1.id
    }
  }

  var json: JSON {
    let goals = state.goals.values.filter { $0.alliance == alliance.id }.sorted { $0.id < $1.id }
    let goalIDs = Set(goals.map(\.id))
    return [
      "alliance": alliance.json, "parties": .array(parties.map(\.json)),
      "awards": .array(awards.map(\.json)),
      "periods": .array(owned(Period.self, \.award).map(\.json)),
      "payments": .array(owned(Payment.self, \.award).map(\.json)),
      "reports": .array(owned(Report.self, \.award).map(\.json)),
      "obligations": .array(owned(Obligation.self, \.award).map(\.json)),
      "activities": .array(owned(Activity.self, \.award).map(\.json)),
      "goals": .array(goals.map(\.json)),
      "indicators": .array(
        state.indicators.values.filter { goalIDs.contains($0.goal) }.sorted { $0.id < $1.id }
          .map(\.json)),
      "signals": .array(
        state.signals.values.filter { $0.alliance == alliance.id }.sorted { $0.id < $1.id }
          .map(\.json)),
    ]
  }

  func show(on console: Console) {
    if console.json { return console.data(json) }
    console.heading(console.marked(alliance.name, alliance.certainty))
    if let theme = alliance.theme { console.line(theme) }
    if let source = alliance.source { console.line(console.say("Bron: ", "Source: ") + source) }
    showParties(console)
    showPeriods(console)
    showActivities(console)
    showSurroundings(console)
  }

  private func showParties(_ console: Console) {
    console.line()
    var table = TextTable([
      .init(console.say("organisatie", "organisation")), .init(console.say("rol", "role")),
      .init(console.say("van", "from")), .init(console.say("tot en met", "through")),
    ])
    for party in parties where party.isValid(on: day) {
      let name = state.organisations[party.organisation]?.name ?? party.organisation
      table.add([
        (party.within == nil ? "" : "  ") + console.marked(name, party.certainty),
        console.roleName(party.role), party.from.description, party.to?.description ?? "…",
      ])
    }
    console.table(table)
  }

  private func showPeriods(_ console: Console) {
    console.line()
    var table = TextTable([
      .init(console.say("tijdvak", "period")), .init(console.say("toestand", "state")),
      .init(console.say("begroot", "budget"), .right),
      .init(console.say("betaald", "paid"), .right),
      .init(console.say("rapportage", "report")),
    ])
    let payments = owned(Payment.self, \.award)
    let reports = owned(Report.self, \.award)
    for period in owned(Period.self, \.award) {
      let paid = payments.filter {
        $0.year == period.year && $0.state == "paid" && $0.kind != .recovery
      }
      .reduce(Int64(0)) { $0 + $1.amount.cents }
      let report = reports.first { $0.award == period.award && $0.year == period.year }
      table.add([
        "\(period.year)", period.state, console.amount(period.budget, .illustrative),
        console.amount(Money(cents: paid), .illustrative),
        report.map { "\($0.state) (\($0.due))" } ?? "–",
      ])
    }
    console.table(table)
    console.line(console.say("* bedrag illustratief", "* illustrative amount"))
  }

  private func showActivities(_ console: Console) {
    let activities = owned(Activity.self, \.award)
    guard !activities.isEmpty else { return }
    console.line()
    var table = TextTable([
      .init(console.say("activiteit", "activity")), .init(console.say("jaar", "year"), .right),
      .init(console.say("status", "status")),
    ])
    for activity in activities {
      table.add([
        console.marked(activity.title, activity.certainty), "\(activity.year)",
        activity.status.rawValue + (activity.stopReason.map { " (\($0.rawValue))" } ?? ""),
      ])
    }
    console.table(table)
  }

  private func showSurroundings(_ console: Console) {
    let goals = state.goals.values.filter { $0.alliance == alliance.id }.sorted { $0.id < $1.id }
    if !goals.isEmpty {
      console.line()
      console.heading(console.say("Verandertheorie", "Theory of change"))
    }
    for goal in goals {
      console.wrapped("- " + console.marked(goal.title, goal.certainty))
      for indicator in state.indicators.values.filter({ $0.goal == goal.id }).sorted(by: {
        $0.id < $1.id
      }) {
        let span = [indicator.baseline, indicator.target].compactMap { $0 }.joined(separator: " → ")
        console.wrapped("    " + indicator.title + (span.isEmpty ? "" : ": \(span)"))
      }
    }
    let signals = state.signals.values.filter { $0.alliance == alliance.id }
    for signal in signals.sorted(by: { $0.on < $1.on }) {
      console.line(
        "! \(signal.on) \(signal.subject): \(signal.text)" + signal.certainty.mark(console))
    }
  }
}

extension Console {
  func roleName(_ role: Role) -> String {
    switch role {
    case .lead: say("penvoerder", "lead")
    case .member: say("lid", "member")
    case .partner: say("partner", "partner")
    case .consortiumMember: say("consortiumlid", "consortium member")
    }
  }
}
