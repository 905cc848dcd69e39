import Diagnostics
import LegalCalendar

extension PortfolioFile {
  func readAward(_ fields: PortfolioFields, of alliance: Alliance) {
    fields.allow(
      "id", "granted", "from", "to", "decided-on", "state", "certainty", "periods", "reports",
      "activities")
    let id = fields.id()
    let granted = fields.amount("granted")
    let from = fields.date("from")
    let to = fields.date("to")
    let decidedOn = fields.date("decided-on")
    let certainty = fields.word("certainty", as: Certainty.self)
    let key = id ?? ""
    if id != nil, let granted, let from, let to, let decidedOn, let certainty {
      keep(
        Award(
          id: key, recipient: alliance.id, kind: alliance.kind, granted: granted, from: from,
          to: to, decidedOn: decidedOn, ruleSet: "",
          state: fields.optionalText("state") ?? "running", certainty: certainty), fields, \.awards)
    }
    for period in fields.list("periods") { readPeriod(period, of: key) }
    for report in fields.list("reports") { readReport(report, of: key) }
    for activity in fields.list("activities") { readActivity(activity, of: key) }
  }

  private func readPeriod(_ fields: PortfolioFields, of award: String) {
    fields.allow("year", "budget", "state")
    let year = fields.year("year")
    let budget = fields.amount("budget")
    let state = fields.text("state")
    guard let year, let budget, let state else { return }
    keep(
      Period(
        id: Keys.period(award, year), award: award, year: year, budget: budget, state: state),
      fields, \.periods)
  }

  private func readReport(_ fields: PortfolioFields, of award: String) {
    fields.allow("kind", "year", "due", "state", "filed-on")
    let kind = fields.word("kind", as: ReportKind.self)
    let year = fields.year("year")
    let state = fields.text("state")
    let filedOn = fields.optionalDate("filed-on")
    guard let kind, let year, let state else { return }
    if kind == .finalAccount, !fields.has("due") { _ = fields.text("due") }
    // SR 1.5: at the latest on 1 April of the following year.
    let firstOfApril = CivilDate(year: year + 1, month: 4, day: 1)
    guard let due = fields.has("due") ? fields.optionalDate("due") : firstOfApril else { return }
    keep(
      Report(
        id: Keys.report(award, kind.rawValue, year), award: award, year: year, kind: kind.rawValue,
        due: due, state: state, filedOn: filedOn), fields, \.reports)
  }

  private func readActivity(_ fields: PortfolioFields, of award: String) {
    fields.allow("id", "year", "title", "status", "stop-reason", "note", "certainty")
    let id = fields.id()
    let year = fields.year("year")
    let title = fields.text("title")
    let status = fields.word("status", as: ActivityStatus.self)
    let reason = fields.optionalWord("stop-reason", as: StopReason.self)
    let certainty = fields.word("certainty", as: Certainty.self)
    guard let id, let year, let title, let status, let certainty else { return }
    keep(
      Activity(
        id: "\(award)/\(year)/\(id)", award: award, year: year, title: title, status: status,
        stopReason: reason, note: fields.optionalText("note"), certainty: certainty), fields,
      \.activities)
  }
}

/// The reports that a recipient files.
private enum ReportKind: String, CaseIterable {
  case interimReport = "interim-report"
  case finalAccount = "final-account"
}
