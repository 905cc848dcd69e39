import ExactNumbers
import FEEL
import JSONText
import LegalCalendar
import SchemeDefinition

extension Decider {
  /// Asks the scheme's rules what a filing lacks; every fault at once, with its article.
  ///
  /// Throws a `Refusal` when there is no such report, when the filing speaks of activities or indicators
  /// that the plan does not have, or when the rules give no answer.
  public mutating func judge(_ filing: Filing, report key: String) throws(Refusal) -> Completeness {
    guard let report = state.reports[key], let award = state.awards[report.award] else {
      throw Refusal(
        "unknown-report", nl: "Er is geen rapportage “\(key)”.", en: "There is no report “\(key)”.",
        details: state.reports.keys.sorted())
    }
    try checkNames(filing, report, award)
    let rules = try scheme.rules(for: award, on: max(today, award.decidedOn)).ruleSet
    let unexplained = try unexplainedLines(filing, award: award, rules: rules)
    let isFinal = report.kind == "final-account"
    let planned = plan(of: report)
    let told = Set(filing.activities.map(\.activity))
    let missingActivities = planned.filter { !told.contains($0.id) }.map(\.title)
    let missingIndicators = indicators(of: award)
      .filter { filing.indicators[$0.id] == nil }.map(\.title)
    let answer = try ask(
      "Volledigheid", of: rules,
      [
        "soort rapportage": .string(isFinal ? "eindverantwoording" : "tussenrapportage"),
        "verleend bedrag": .number(award.granted.decimal),
        "controleverklaring": .boolean(filing.hasAuditorsOpinion),
        "aantal begrotingsposten": .number(Decimal128(filing.lines.count)),
        "niet toegelichte posten": .list(unexplained.map(FEELValue.string)),
        "ontbrekende activiteiten": .list(missingActivities.map(FEELValue.string)),
        "ontbrekende indicatoren": .list(missingIndicators.map(FEELValue.string)),
      ], award: award.id, about: String(report.year))
    guard case .context(let outcome) = answer.value, case .list(let faults)? = outcome["gebreken"]
    else {
      throw Refusal(
        "no-verdict", nl: "De beslissing “Volledigheid” gaf geen lijst van gebreken.",
        en: "The decision “Volledigheid” gave no list of faults.")
    }
    return Completeness(faults: faults.compactMap(Completeness.Fault.init))
  }

  /// Takes a report in: complete, it discharges the obligation; incomplete, it opens the term to complete
  /// and stops the clock of the decision that waits for it (Awb 4:5, 4:15).
  ///
  /// A report that came back for completion is judged again, and stays open until nothing is lacking.
  public mutating func file(_ filing: Filing, report key: String) throws(Refusal) -> Completeness {
    guard filing.receivedOn <= today else {
      throw Refusal(
        "not-yet", nl: "\(filing.receivedOn) ligt in de toekomst.",
        en: "\(filing.receivedOn) is in the future.")
    }
    let verdict = try judge(filing, report: key)
    guard let report = state.reports[key], let award = state.awards[report.award] else {
      return verdict
    }
    let data: FEELContext = [
      "date": .date(filing.receivedOn), "complete": .boolean(verdict.isComplete),
    ]
    if report.state == "incomplete" {
      if verdict.isComplete { try send("complete", to: .report, key, data: data) }
    } else {
      // The application for determination comes first: its term is what an incomplete account suspends.
      if report.kind == "final-account", award.state == "accounting" {
        try send("account", to: .award, award.id, data: data)
      }
      try send("file", to: .report, key, data: data)
    }
    edit(Report.self, key) {
      if $0.filedOn == nil { $0.filedOn = filing.receivedOn }
      $0.missing = verdict.isComplete ? nil : verdict.json.canonical
    }
    for account in filing.activities {
      edit(Activity.self, account.activity) {
        $0.status = account.status
        $0.stopReason = account.stopReason
        $0.note = account.note ?? $0.note
      }
    }
    return verdict
  }

  /// The budget lines whose difference must be explained and is not (KR 7.8).
  private mutating func unexplainedLines(
    _ filing: Filing, award: Award, rules: RuleSet
  ) throws(Refusal) -> [String] {
    var names: [String] = []
    for line in filing.lines {
      let answer = try ask(
        "Begrotingsafwijking", of: rules,
        [
          "begroot": .number(line.budgeted.decimal),
          "gerealiseerd": .number(line.realised.decimal),
        ], award: award.id, about: line.name)
      guard case .context(let outcome) = answer.value,
        case .boolean(let mustExplain)? = outcome["toelichten"]
      else {
        throw Refusal(
          "no-verdict", nl: "De beslissing “Begrotingsafwijking” gaf geen antwoord.",
          en: "The decision “Begrotingsafwijking” gave no answer.")
      }
      if mustExplain, (line.explanation ?? "").isEmpty { names.append(line.name) }
    }
    return names
  }

  /// The activities that a report must speak of: those of its year, or all for the final account.
  public func plan(of report: Report) -> [Activity] {
    state.activities.values
      .filter {
        $0.award == report.award && (report.kind == "final-account" || $0.year == report.year)
      }
      .sorted { $0.id < $1.id }
  }

  /// The indicators of an award's goals, which a report gives values.
  public func indicators(of award: Award) -> [Indicator] {
    let goals = Set(state.goals.values.filter { $0.alliance == award.recipient }.map(\.id))
    return state.indicators.values.filter { goals.contains($0.goal) }.sorted { $0.id < $1.id }
  }

  private func checkNames(_ filing: Filing, _ report: Report, _ award: Award) throws(Refusal) {
    let activities = Set(
      state.activities.values.filter { $0.award == award.id }.map(\.id))
    let indicators = Set(indicators(of: award).map(\.id))
    var faults = filing.activities.filter { !activities.contains($0.activity) }
      .map { "activiteit “\($0.activity)”" }
    faults += filing.indicators.keys.filter { !indicators.contains($0) }.sorted()
      .map { "indicator “\($0)”" }
    var names: Set<String> = []
    faults += filing.lines.filter { !names.insert($0.name).inserted }
      .map { "begrotingspost “\($0.name)” (twee keer, twice)" }
    guard !faults.isEmpty else { return }
    throw Refusal(
      "unknown-names", nl: "De rapportage noemt wat het plan van \(award.id) niet kent.",
      en: "The report names what the plan of \(award.id) does not have.", details: faults)
  }
}

extension Completeness.Fault {
  /// A row of the decision `Gebreken`; nil when it has not the shape of one.
  init?(_ value: FEELValue) {
    guard case .context(let row) = value, case .string(let code)? = row["gebrek"],
      case .string(let nl)? = row["nl"], case .string(let en)? = row["en"],
      case .string(let article)? = row["artikel"]
    else { return nil }
    let certainty = if case .string(let word)? = row["zekerheid"] { word } else { String?.none }
    self.init(
      code: code, nl: nl, en: en, article: article,
      certainty: certainty == "geverifieerd" ? nil : certainty)
  }
}
