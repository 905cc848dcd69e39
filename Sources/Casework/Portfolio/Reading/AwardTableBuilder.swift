import Diagnostics
import ExactNumbers
import LegalCalendar

/// Turns the rows of an award table into records.
struct AwardTableBuilder {
  let columns: AwardColumns
  let log: PortfolioLog
  private(set) var portfolio = Portfolio(scheme: "")
  private var organisations: Set<String> = []
  private var recipients: Set<String> = []

  init(columns: AwardColumns, log: PortfolioLog) {
    self.columns = columns
    self.log = log
  }

  mutating func read(_ row: CSVRow) {
    if portfolio.scheme.isEmpty, let scheme = optional("scheme", row) {
      portfolio.scheme = scheme.text
    }
    let id = key("award", row)
    let recipient = key("recipient", row)
    let name = text("name", row)
    let kind = kind(row)
    let granted = amount("granted", row)
    let from = date("from", row)
    let to = date("to", row)
    let decidedOn = date("decided_on", row)
    let certainty = certainty(row)
    let budgets = budgets(row)
    guard let id, let recipient, let name, let kind, let granted, let from, let to, let decidedOn,
      let certainty
    else { return }
    let award = Award(
      id: id, recipient: recipient, kind: kind, granted: granted, from: from, to: to,
      decidedOn: decidedOn, ruleSet: "", state: "running", certainty: certainty)
    guard log.remember(award, at: row.position) else { return }
    log.remember(award, field: "granted", at: cell("granted", row)?.position)
    log.remember(award, field: "to", at: cell("to", row)?.position)
    portfolio.awards.append(award)
    addParties(award, name, row)
    addYears(award, budgets, row)
  }

  private mutating func addParties(_ award: Award, _ name: String, _ row: CSVRow) {
    guard recipients.insert(award.recipient).inserted else { return }
    let alliance = Alliance(
      id: award.recipient, name: name, kind: award.kind, state: "running",
      moreThanFiveAllowed: false, certainty: award.certainty)
    _ = log.remember(alliance, at: row.position)
    portfolio.alliances.append(alliance)
    let lead = optional("lead", row) == nil ? award.recipient : key("lead", row)
    guard let lead else { return }
    if organisations.insert(lead).inserted {
      portfolio.organisations.append(
        Organisation(
          id: lead, name: optional("lead_name", row)?.text ?? name, certainty: award.certainty))
    }
    let membership = Membership(
      id: "\(award.recipient)/\(lead)/lead", alliance: award.recipient, organisation: lead,
      role: .lead, from: award.from, certainty: award.certainty)
    _ = log.remember(membership, at: row.position)
    portfolio.memberships.append(membership)
  }

  private mutating func addYears(
    _ award: Award, _ budgets: [(year: Int, amount: Money, cell: CSVRow.Cell)], _ row: CSVRow
  ) {
    let current = currentYear(row)
    for (year, amount, cell) in budgets {
      let state =
        current.map { year < $0 ? "settled" : year == $0 ? "running" : "planned" } ?? "planned"
      let period = Period(
        id: Keys.period(award.id, year), award: award.id, year: year, budget: amount, state: state)
      _ = log.remember(period, at: cell.position)
      portfolio.periods.append(period)
      guard state == "settled", year < award.to.year,
        let due = CivilDate(year: year + 1, month: 4, day: 1)
      else { continue }
      let report = Report(
        id: Keys.report(award.id, "interim-report", year), award: award.id, year: year,
        kind: "interim-report", due: due, state: "settled", filedOn: due)
      _ = log.remember(report, at: cell.position)
      portfolio.reports.append(report)
    }
  }
}

// MARK: Cells

extension AwardTableBuilder {
  private func cell(_ column: String, _ row: CSVRow) -> CSVRow.Cell? {
    columns.places[column].map { row.cells[$0] }
  }

  private func optional(_ column: String, _ row: CSVRow) -> CSVRow.Cell? {
    cell(column, row).flatMap { $0.text.isEmpty ? nil : $0 }
  }

  private func text(_ column: String, _ row: CSVRow) -> String? {
    if let cell = optional(column, row) { return cell.text }
    log.error(
      "missing-field", "The cell \"\(column)\" is empty.", at: cell(column, row)?.position,
      remedy: "Fill it in.")
    return nil
  }

  private func key(_ column: String, _ row: CSVRow) -> String? {
    guard let text = text(column, row) else { return nil }
    guard isKey(text) else {
      log.error(
        "wrong-value", "\"\(text)\" is no \(column): use lower-case letters, digits and hyphens.",
        at: cell(column, row)?.position)
      return nil
    }
    return text
  }

  private func date(_ column: String, _ row: CSVRow) -> CivilDate? {
    guard let text = text(column, row) else { return nil }
    if let date = CivilDate(iso: text) { return date }
    log.error(
      "wrong-date", "\"\(text)\" is no date of the calendar.", at: cell(column, row)?.position,
      remedy: "Write year-month-day, such as 2027-12-31.")
    return nil
  }

  private func amount(_ column: String, _ row: CSVRow) -> Money? {
    guard let text = text(column, row) else { return nil }
    return readAmount(text, column, at: cell(column, row)?.position, log: log)
  }

  private func kind(_ row: CSVRow) -> AwardKind? {
    text("kind", row).flatMap { word($0, "kind", row) }
  }

  private func certainty(_ row: CSVRow) -> Certainty? {
    guard let cell = optional("certainty", row) else { return .illustrative }
    return word(cell.text, "certainty", row)
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ column: String, _ row: CSVRow
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    log.error(
      "unknown-word", "\"\(text)\" is no \(column).", at: cell(column, row)?.position,
      remedy: advice(for: text, among: Word.allCases.map(\.rawValue)))
    return nil
  }

  private func currentYear(_ row: CSVRow) -> Int? {
    guard let cell = optional("current_year", row) else { return nil }
    if let year = Int(cell.text), (1900...2199).contains(year) { return year }
    log.error("wrong-value", "\"\(cell.text)\" is no year.", at: cell.position)
    return nil
  }

  /// The years with a budget; an empty cell is a year outside the award.
  private func budgets(_ row: CSVRow) -> [(year: Int, amount: Money, cell: CSVRow.Cell)] {
    columns.years.compactMap { year, index in
      let cell = row.cells[index]
      guard !cell.text.isEmpty,
        let amount = readAmount(cell.text, String(year), at: cell.position, log: log)
      else { return nil }
      return (year, amount, cell)
    }
  }
}
