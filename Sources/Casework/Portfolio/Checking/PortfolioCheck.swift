import Diagnostics
import LegalCalendar

/// What no single field can show: references, periods, roles, sums and ceilings.
struct PortfolioCheck {
  let portfolio: Portfolio
  let log: PortfolioLog
  let alliances: [String: Alliance]
  let awards: [String: Award]
  /// False for a table of awards, which does not list the members.
  let listsMembers: Bool

  init(_ portfolio: Portfolio, listsMembers: Bool, log: PortfolioLog) {
    self.portfolio = portfolio
    self.listsMembers = listsMembers
    self.log = log
    alliances = Dictionary(portfolio.alliances.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    awards = Dictionary(portfolio.awards.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
  }

  func run() {
    checkMemberships()
    checkAwards()
    checkYears()
    checkCeilings()
    checkActivities()
    checkSignals()
  }

  func report(
    _ code: String, _ message: String, on record: some Record, _ field: String? = nil,
    remedy: @autoclosure () -> String
  ) {
    log.error(code, message, at: log.place(of: record, field), remedy: remedy())
  }

  private func checkActivities() {
    for activity in portfolio.activities {
      if activity.status == .stopped, activity.stopReason == nil {
        report(
          "missing-stop-reason", "The activity \"\(activity.title)\" stopped without a reason.",
          on: activity, "status", remedy: "Add `stop-reason: capacity` or `shift-of-focus`.")
      }
      if activity.status != .stopped, activity.stopReason != nil {
        report(
          "needless-stop-reason",
          "The activity \"\(activity.title)\" has a reason for stopping but did not stop.",
          on: activity, "stop-reason", remedy: "Remove it, or set `status: stopped`.")
      }
    }
  }

  private func checkSignals() {
    for signal in portfolio.signals {
      guard let alliance = signal.alliance, alliances[alliance] == nil else { continue }
      report(
        "unknown-alliance", "There is no alliance \"\(alliance)\".", on: signal, "alliance",
        remedy: advice(for: alliance, among: alliances.keys))
    }
  }
}
