import LegalCalendar
import SchemeDefinition

/// Brings a portfolio into the casework: what is new is added, what is corrected is changed, the rest is left.
///
/// Doing it twice changes nothing. States of running cases are not touched: those are moved by their lifecycles.
/// Nothing is ever removed by an import.
public struct PortfolioImport: Sendable {
  public let scheme: SchemeDefinition
  public let calendar: HolidayCalendar
  public let today: CivilDate

  public init(scheme: SchemeDefinition, calendar: HolidayCalendar, today: CivilDate) {
    self.scheme = scheme
    self.calendar = calendar
    self.today = today
  }

  /// What an import would record: drafts of events with their receipts, none when there is nothing new.
  public struct Outcome: Sendable {
    public var drafts: [(draft: EventDraft, receipts: [Receipt])] = []
    public var added = 0
    public var corrected = 0
  }

  /// Throws a `Refusal` when the rules give no answer for an award, for instance on its advances.
  public func decide(_ portfolio: Portfolio, _ state: SchemeState) throws(Refusal) -> Outcome {
    var outcome = Outcome()
    var shared = ChangeSet(from: state)
    keep(portfolio.ceilings, in: &shared)
    keep(portfolio.organisations, in: &shared)
    let rules = try scheme.ownRules(on: today).hash
    let alliances = portfolio.alliances.map { alliance in
      var alliance = alliance
      alliance.ruleSet = rules
      return alliance
    }
    keep(alliances, in: &shared) { existing, new in
      new.state = existing.state
      new.ruleSet = existing.ruleSet
    }
    keep(portfolio.memberships, in: &shared)
    record("portfolio.recorded", "scheme/\(scheme.id)", shared.changes, [], in: &outcome)

    let periods = Dictionary(grouping: portfolio.periods, by: \.award)
    let reports = Dictionary(grouping: portfolio.reports, by: \.award)
    let activities = Dictionary(grouping: portfolio.activities, by: \.award)
    let slices = shared.state.slices()
    for award in portfolio.awards {
      var slice = slices[award.id] ?? SchemeState()
      slice.schemes = state.schemes
      slice.alliances[award.recipient] = shared.state.alliances[award.recipient]
      for activity in activities[award.id] ?? [] {
        slice.activities[activity.id] = state.activities[activity.id]
      }
      let decider = try decide(
        award, periods[award.id] ?? [], reports[award.id] ?? [], activities[award.id] ?? [], slice)
      record(
        "award.recorded", "award/\(award.id)", decider.records.changes, decider.receipts,
        in: &outcome)
    }

    var around = ChangeSet(from: shared.state)
    keep(portfolio.goals, in: &around)
    keep(portfolio.indicators, in: &around)
    keep(portfolio.signals, in: &around)
    keep(portfolio.recommendations, in: &around)
    keep(portfolio.commitments, in: &around)
    record("portfolio.annotated", "scheme/\(scheme.id)", around.changes, [], in: &outcome)
    return outcome
  }

  private func decide(
    _ given: Award, _ periods: [Period], _ reports: [Report], _ activities: [Activity],
    _ slice: SchemeState
  ) throws(Refusal) -> Decider {
    var decider = Decider(
      scheme: scheme, calendar: calendar, today: today, occasion: "import", state: slice)
    var award = given
    if let pinned = slice.awards[given.id]?.ruleSet {
      award.ruleSet = pinned
    } else {
      award.ruleSet = try scheme.rules(for: given, on: max(today, given.decidedOn)).ruleSet.hash
    }
    keep([award], in: &decider.records) { existing, new in
      new.state = existing.state
      new.determined = existing.determined
    }
    keep(periods, in: &decider.records) { existing, new in new.state = existing.state }
    keep(reports, in: &decider.records) { existing, new in
      new.state = existing.state
      new.filedOn = existing.filedOn
    }
    keep(activities, in: &decider.records)
    for period in periods.sorted(by: { $0.year < $1.year }) where period.state != "planned" {
      guard slice.periods[period.id] == nil else { continue }
      try decider.planAdvances(period: period.id)
      let rules = try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
      if decider.state.reports.values.contains(where: {
        $0.year == period.year && $0.state == "expected"
      }) {
        try decider.oblige("interim-report", subject: .period, key: period.id, rules: rules)
      }
    }
    return decider
  }

  private func keep<R: TableHome>(
    _ records: [R], in changes: inout ChangeSet, preserving: (R, inout R) -> Void = { _, _ in }
  ) {
    for var record in records {
      if let existing = changes.find(R.self, record.id) { preserving(existing, &record) }
      changes.put(record)
    }
  }

  private func record(
    _ kind: String, _ subject: String, _ changes: [Change], _ receipts: [Receipt],
    in outcome: inout Outcome
  ) {
    guard !changes.isEmpty else { return }
    outcome.added += changes.count { $0.before == nil }
    outcome.corrected += changes.count { $0.before != nil }
    outcome.drafts.append(
      (
        EventDraft(kind: kind, subject: subject, data: Receipt.data(receipts), changes: changes),
        receipts
      ))
  }
}
