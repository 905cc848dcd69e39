import DMN
import ExactNumbers
import FEEL
import LegalCalendar
import SchemeDefinition

/// Works out what a period change does to every award of a scheme; changes nothing.
///
/// A function of the state, the rules and the dates: made twice from the same, it gives the same bytes.
public struct TransitionPlanner: Sendable {
  public let scheme: SchemeDefinition
  public let calendar: HolidayCalendar

  public init(scheme: SchemeDefinition, calendar: HolidayCalendar) {
    self.scheme = scheme
    self.calendar = calendar
  }

  /// Plans the change from year `from` to year `to`, or into settlement when `to` is nil.
  ///
  /// `run` names the run in receipts and letters, so that a later run never takes an earlier one's names.
  /// Throws a `Refusal` when the years do not follow each other, when no award has a period in `from`, or
  /// when the rules give no answer for some award. `progress` hears how many awards are done, of how many.
  public func plan(
    _ state: SchemeState, from: Int, to: Int?, run: String,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Refusal) -> TransitionPlan {
    if let to, to != from + 1 {
      throw Refusal(
        "years-apart",
        nl: "Een overgang gaat van een jaar naar het volgende, niet van \(from) naar \(to).",
        en: "A transition goes from one year to the next, not from \(from) to \(to).")
    }
    // An award whose period has ended already was moved by an earlier run.
    let slices = state.slices().filter { slice in
      slice.value.periods.values.contains { $0.year == from && $0.state == "running" }
    }
    guard !slices.isEmpty, let effective = CivilDate(year: from + 1, month: 1, day: 1) else {
      throw Refusal(
        "no-period", nl: "Geen enkele verlening van \(scheme.id) heeft een lopend tijdvak \(from).",
        en: "No award of \(scheme.id) has a running period \(from).")
    }
    var rows: [TransitionRow] = []
    if let row = try schemeRow(state, effective: effective, run: run) { rows.append(row) }
    let awards = slices.keys.sorted()
    for (index, award) in awards.enumerated() {
      if let slice = slices[award] {
        rows.append(try row(for: award, slice, from: from, to: to, run: run, effective: effective))
      }
      if index % 100 == 0 { progress(index, awards.count) }
    }
    progress(awards.count, awards.count)
    let rules = try headerRules(slices, effective: effective)
    return TransitionPlan(
      header: TransitionHeader(
        scheme: scheme.id, from: from, to: to, effective: effective, ruleSet: rules.ruleSet.hash,
        ruleSetLabel: rules.ruleSet.label,
        governing: rules.reason), rows: rows)
  }

  private func headerRules(_ slices: [String: SchemeState], effective: CivilDate) throws(Refusal)
    -> GoverningRules
  {
    let decided = slices.values.flatMap { $0.awards.values.map(\.decidedOn) }.min() ?? effective
    return try scheme.rules(awardDecidedOn: decided, on: effective)
  }

  /// The scheme's own step: into the run-off once its rules have lapsed.
  private func schemeRow(_ state: SchemeState, effective: CivilDate, run: String) throws(Refusal)
    -> TransitionRow?
  {
    let governing = scheme.governing(on: effective)
    guard let record = state.schemes[scheme.id], record.state == "running",
      case .lapsed = governing.status
    else { return nil }
    var slice = SchemeState()
    slice.schemes = state.schemes
    var decider = Decider(
      scheme: scheme, calendar: calendar, today: effective, occasion: run,
      state: slice)
    try decider.send("lapse", to: .scheme, scheme.id)
    return TransitionRow(
      award: nil, name: scheme.title.nl, outcome: .moves, reason: governing.reason,
      fired: [
        Receipt.FiredRow(
          table: "lifecycle scheme", row: 0, rule: "lapse", article: governing.source.article,
          certainty: nil)
      ], changes: decider.records.changes, receipts: decider.receipts)
  }

  private func row(
    for key: String, _ slice: SchemeState, from: Int, to: Int?, run: String,
    effective: CivilDate
  ) throws(Refusal) -> TransitionRow {
    guard let award = slice.awards[key] else {
      throw Refusal(
        "unknown-award", nl: "Er is geen verlening “\(key)”.", en: "There is no award “\(key)”.")
    }
    let name = slice.alliances[award.recipient]?.name ?? award.recipient
    var decider = Decider(
      scheme: scheme, calendar: calendar, today: effective,
      occasion: run, state: slice)
    let rules = try scheme.rules(for: award, on: effective).ruleSet
    let answer = try decider.ask(
      "Periodeovergang", of: rules,
      inputs(award, slice, from: from, to: to, effective: effective), award: key)
    let verdict = try Verdict(answer.value)
    if verdict.outcome != .blocked {
      try decider.send("end", to: .period, Keys.period(key, from))
      if let to {
        try decider.send("start", to: .period, Keys.period(key, to))
      } else {
        try decider.send("finish", to: .award, key)
      }
    }
    return TransitionRow(
      award: key, name: name, outcome: verdict.outcome, reason: verdict.reason,
      fired: answer.fired.map(Receipt.FiredRow.init), changes: decider.records.changes,
      receipts: decider.receipts)
  }

  private func inputs(
    _ award: Award, _ slice: SchemeState, from: Int, to: Int?, effective: CivilDate
  ) -> FEELContext {
    func period(_ year: Int) -> FEELValue {
      guard let period = slice.periods[Keys.period(award.id, year)] else { return .null }
      return .context(["jaar": .number(Decimal128(year)), "toestand": .string(period.state)])
    }
    let reports = slice.reports.values.sorted { ($0.year, $0.id) < ($1.year, $1.id) }
    return [
      "overgang": .context([
        "van": .number(Decimal128(from)), "naar": to.map { .number(Decimal128($0)) } ?? .null,
        "datum": .date(effective),
      ]),
      "toekenning": .context([
        "soort": .string(award.kind.dutch), "toestand": .string(award.state),
        "begin": .date(award.from), "einde": .date(award.to),
        "verleend": .number(award.granted.decimal),
      ]),
      "tijdvak": period(from),
      "volgend tijdvak": to.map(period) ?? .null,
      "rapportages": .list(
        reports.map { report in
          .context([
            "jaar": .number(Decimal128(report.year)), "toestand": .string(report.state),
            "vervaldatum": .date(report.due),
          ])
        }),
      "uitzondering": .boolean(slice.exceptions[Keys.exception(award.id, to ?? from + 1)] != nil),
    ]
  }
}

/// What the decision `Periodeovergang` said.
private struct Verdict {
  let outcome: TransitionRow.Outcome
  let reason: LocalizedText

  init(_ value: FEELValue) throws(Refusal) {
    guard case .context(let context) = value, case .string(let word)? = context["uitkomst"],
      case .string(let reason)? = context["reden"]
    else {
      throw Refusal(
        "no-verdict", nl: "De beslissing “Periodeovergang” gaf geen uitkomst met reden.",
        en: "The decision “Periodeovergang” gave no outcome with a reason.")
    }
    // A scheme that gives no English says it in Dutch.
    let english =
      if case .string(let text)? = context["reden in het Engels"] { text } else { reason }
    self.reason = LocalizedText(nl: reason, en: english)
    switch word {
    case "door": outcome = .moves
    case "geblokkeerd": outcome = .blocked
    case "uitzondering": outcome = .excepted
    case "afloop": outcome = .settles
    default:
      throw Refusal(
        "unknown-verdict", nl: "De beslissing “Periodeovergang” gaf “\(word)”, wat niet bestaat.",
        en: "The decision “Periodeovergang” gave “\(word)”, which does not exist.")
    }
  }
}

extension AwardKind {
  /// The word that the scheme's decisions use.
  public var dutch: String {
    switch self {
    case .alliance: "alliantie"
    case .archive: "archief"
    case .project: "project"
    }
  }
}
