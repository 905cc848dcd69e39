import Casework
import JSONText
import LegalCalendar
import Postgres
import SchemeDefinition
import Storage

extension CaseOffice {
  /// What the completeness rules found and what follows.
  public struct FilingResult: Sendable {
    public let report: Report
    public let completeness: Completeness
    /// The last day to complete it; nil when nothing is lacking.
    public let completeBy: CivilDate?
    public let moves: [DateMove]
    /// The event that stored it; nil for a check.
    public let event: Event?
  }

  /// What a filing would lack, and what would follow; stores nothing.
  public func checkReport(scheme: String, report: String, _ filing: Filing) async throws
    -> FilingResult
  {
    try await pool.read { db in
      let (decider, verdict) = try decideFiling(db, scheme, report, filing)
      return try result(decider, report, verdict, event: nil)
    }
  }

  /// Takes a report in, or what completes it.
  ///
  /// Complete, it discharges the obligation and cancels its reminders; incomplete, it opens the term to
  /// complete; both in the transaction that stores the filing. Nothing is lost: the receipts hold what was
  /// filed.
  @discardableResult
  public func fileReport(scheme: String, report: String, _ filing: Filing) async throws
    -> FilingResult
  {
    try await changing(scheme) { db, head in
      let (decider, verdict) = try decideFiling(
        db, scheme, report, filing, occasion: "filing-\(head.sequence + 1)")
      let draft = EventDraft(
        kind: verdict.isComplete ? "report.filed" : "report.filed-incomplete",
        subject: "report/\(report)",
        data: Receipt.data(
          decider.receipts,
          [
            .init("receivedOn", .string(filing.receivedOn.description)),
            .init("missing", verdict.json),
          ]), changes: decider.records.changes)
      let stored = try record(db, scheme, head: head, [(draft, decider.receipts)])
      return try result(decider, report, verdict, event: stored[0])
    }
  }

  /// What a form to file a report asks for.
  public struct FilingDesk: Sendable {
    public let obligation: Obligation
    public let report: Report
    public let alliance: Alliance?
    /// What the report must speak of.
    public let activities: [Activity]
    public let indicators: [Indicator]
  }

  /// The report by which an obligation is met, with what it must speak of.
  ///
  /// Throws a `Refusal` when there is no such obligation, or when no report meets it.
  public func filingDesk(scheme: String, obligation id: String) async throws -> FilingDesk {
    try await pool.read { db in
      let definition = try activeScheme(db, scheme)
      let small = try RecordStore.load(db, scheme, obligation: id)
      guard let obligation = small.obligations[id] else { throw unknown(obligation: id, in: small) }
      let noReport = Refusal(
        "no-report", nl: "Aan deze verplichting wordt niet met een rapportage voldaan.",
        en: "This obligation is not met by a report.")
      guard let key = obligation.award else { throw noReport }
      let state = try RecordStore.loadSlice(db, scheme, award: key)
      let decider = decider(definition, state, occasion: "")
      guard let award = state.awards[key],
        let name = decider.reportKey(
          of: obligation,
          try definition.rules(for: award, on: max(today, award.decidedOn)).ruleSet),
        let report = state.reports[name]
      else { throw noReport }
      return FilingDesk(
        obligation: obligation, report: report, alliance: state.alliances[award.recipient],
        activities: decider.plan(of: report), indicators: decider.indicators(of: award))
    }
  }

  private func decideFiling(
    _ db: borrowing Database, _ scheme: String, _ report: String, _ filing: Filing,
    occasion: String = "check"
  ) throws -> (Decider, Completeness) {
    let definition = try activeScheme(db, scheme)
    let state =
      try RecordStore.award(db, scheme, ofCase: report)
      .map { try RecordStore.loadSlice(db, scheme, award: $0) } ?? RecordStore.load(db, scheme)
    var decider = decider(definition, state, occasion: occasion)
    let verdict = try decider.file(filing, report: report)
    return (decider, verdict)
  }

  private func result(
    _ decider: Decider, _ key: String, _ verdict: Completeness, event: Event?
  ) throws -> FilingResult {
    guard let report = decider.records.find(Report.self, key) else {
      throw Refusal(
        "unknown-report", nl: "Er is geen rapportage “\(key)”.",
        en: "There is no report “\(key)”.")
    }
    let completion = decider.records.state.obligations.values
      .filter { $0.kind == "completion" && $0.subject == "report/\(key)" && $0.state == .open }
      .map(\.due).max()
    return FilingResult(
      report: report, completeness: verdict, completeBy: completion,
      moves: DateMove.moves(in: decider.records.changes), event: event)
  }

  /// One report with what a list shows of it.
  public struct ReportView: Hashable, Sendable {
    public let report: Report
    public let name: String
    /// Calendar days until the due date; negative when it has passed.
    public let daysLeft: Int
    public let faults: [Completeness.Fault]

    /// Neither filed nor waived, and the last day has passed.
    public var isLate: Bool { report.state == "expected" && daysLeft < 0 }
    /// Came in after the due date as it stands now.
    public var wasLate: Bool { report.filedOn.map { $0 > report.due } ?? false }
  }

  /// The reports of a scheme, or of one award, by due date; of one year if that is given.
  public func reports(scheme: String, award: String? = nil, year: Int? = nil) async throws
    -> [ReportView]
  {
    let state = try await pool.read { db in
      try RecordStore.load(db, scheme, tables: [.award, .alliance, .report])
    }
    return state.reports.values
      .filter { (award == nil || $0.award == award) && (year == nil || $0.year == year) }
      .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      .map { report in
        let recipient = state.awards[report.award]?.recipient
        return ReportView(
          report: report,
          name: recipient.flatMap { state.alliances[$0]?.name } ?? report.award,
          daysLeft: today.days(until: report.due), faults: report.faults)
      }
  }
}
