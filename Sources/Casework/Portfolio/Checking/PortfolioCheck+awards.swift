import Diagnostics
import ExactNumbers
import LegalCalendar

extension PortfolioCheck {
  func checkAwards() {
    let periods = Dictionary(grouping: portfolio.periods, by: \.award)
    for award in portfolio.awards {
      if award.to < award.from {
        report(
          "ends-before-start", "The award ends on \(award.to), before it starts on \(award.from).",
          on: award, "to", remedy: "Swap or mend the dates.")
        continue
      }
      checkSum(award, periods[award.id] ?? [])
    }
  }

  /// The years of an award together make up the amount granted, to the cent.
  private func checkSum(_ award: Award, _ periods: [Period]) {
    let years = Set(periods.map(\.year))
    let missing = (award.from.year...min(award.to.year, award.from.year + 50))
      .filter { !years.contains($0) }
    if !missing.isEmpty {
      report(
        "missing-year",
        "The award \"\(award.id)\" has no period for "
          + "\(missing.map(String.init).joined(separator: ", ")).", on: award, "periods",
        remedy: "Give every year of the award its budget, zero if need be.")
    }
    guard let sum = try? Money.sum(periods.map(\.budget)) else {
      return report(
        "too-large-amount", "The years of \"\(award.id)\" add up to more than can be held.",
        on: award, "periods", remedy: "Mend the amounts.")
    }
    if sum != award.granted {
      report(
        "sum-differs",
        "The years of \"\(award.id)\" add up to \(sum), but \(award.granted) is granted.",
        on: award, "granted", remedy: "Mend a year or the amount granted; they must be equal.")
    }
  }

  func checkYears() {
    let periodYears = Set(portfolio.periods.map(\.id))
    for period in portfolio.periods { checkYear(period.year, of: period.award, period) }
    for activity in portfolio.activities { checkYear(activity.year, of: activity.award, activity) }
    for report in portfolio.reports {
      checkYear(report.year, of: report.award, report)
      checkFiling(report, hasPeriod: periodYears.contains(Keys.period(report.award, report.year)))
    }
  }

  private func checkYear(_ year: Int, of award: String, _ record: some Record) {
    guard let award = awards[award], award.from <= award.to else { return }
    if year < award.from.year || year > award.to.year {
      report(
        "outside-award",
        "\(year) lies outside the award, which runs from \(award.from) to \(award.to).", on: record,
        "year", remedy: "Mend the year or the award's dates.")
    }
  }

  private func checkFiling(_ report: Report, hasPeriod: Bool) {
    if report.state != "expected", report.state != "waived", report.filedOn == nil {
      self.report(
        "missing-field", "The report over \(report.year) is \(report.state) without a filing date.",
        on: report, "state", remedy: "Add `filed-on: …`.")
    }
    if report.state == "expected", report.filedOn != nil {
      self.report(
        "filed-but-expected", "The report over \(report.year) is expected and has a filing date.",
        on: report, "filed-on", remedy: "Set `state: filed`, or remove the date.")
    }
    if let filedOn = report.filedOn, let award = awards[report.award], filedOn < award.from {
      self.report(
        "outside-award", "The report was filed on \(filedOn), before the award started.",
        on: report, "filed-on", remedy: "Mend the date.")
    }
  }

  /// The awards of one kind together stay within each ceiling of that kind (Awb 4:25).
  func checkCeilings() {
    let byKind = Dictionary(grouping: portfolio.awards, by: \.kind)
    let sums = byKind.mapValues { try? Money.sum($0.map(\.granted)) }
    let highest = byKind.mapValues { $0.map(\.granted).max() ?? .zero }
    for ceiling in portfolio.ceilings where highest[ceiling.kind] != nil {
      let isAbove = (highest[ceiling.kind] ?? .zero) > ceiling.amount
      for award in isAbove ? byKind[ceiling.kind] ?? [] : [] where award.granted > ceiling.amount {
        report(
          "above-ceiling",
          "\"\(award.id)\" alone (\(award.granted)) is above the ceiling \(ceiling.amount).",
          on: award, "granted", remedy: "Mend the amount or the ceiling \"\(ceiling.id)\".")
      }
      guard let sum = sums[ceiling.kind] ?? nil, sum > ceiling.amount else { continue }
      report(
        "ceiling-exceeded",
        "The awards of kind \(ceiling.kind.rawValue) add up to \(sum), above the ceiling "
          + "\(ceiling.amount) (Awb 4:25).", on: ceiling, "amount",
        remedy: "Mend the awards or the ceiling.")
    }
  }
}
