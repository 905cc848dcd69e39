import Diagnostics
import ExactNumbers
import LegalCalendar

/// Reads awards in bulk: one row each, with `;` or `,` between the cells.
///
/// The header names the columns in any order: `award`, `recipient`, `name`, `kind`, `granted`, `from`,
/// `to`, `decided_on`, then a column for each year with its budget. Optional: `scheme` (in the first
/// row), `current_year` (the year that runs: those before it are settled, those after it planned; when
/// absent all are planned), `lead` and `lead_name` (else the recipient leads itself) and `certainty`
/// (else illustrative).
struct AwardTable {
  let log: PortfolioLog
  let rows: [CSVRow]

  static let required = [
    "award", "recipient", "name", "kind", "granted", "from", "to", "decided_on",
  ]
  static let optional = ["scheme", "current_year", "lead", "lead_name", "certainty"]

  init(_ text: String, log: PortfolioLog) {
    self.log = log
    rows = CSVRow.rows(of: text, log: log)
  }

  /// Nil when there is no usable header.
  func read() -> Portfolio? {
    guard let header = rows.first else {
      log.error(
        "wrong-shape", "The file is empty.", at: SourcePosition(line: 1, column: 1),
        remedy: "Begin with the header \(AwardTable.required.joined(separator: ";")).")
      return nil
    }
    guard let columns = columns(of: header) else { return nil }
    var builder = AwardTableBuilder(columns: columns, log: log)
    for row in rows.dropFirst() {
      if row.cells.count != header.cells.count {
        log.error(
          "wrong-columns",
          "The row has \(row.cells.count) cells; the header has "
            + "\(header.cells.count).", at: row.position,
          remedy: "Quote cells that hold the separator, and leave empty cells in.")
      } else {
        builder.read(row)
      }
    }
    return builder.portfolio
  }

  private func columns(of header: CSVRow) -> AwardColumns? {
    var columns = AwardColumns()
    for (index, cell) in header.cells.enumerated() {
      let name = cell.text.lowercased()
      if let year = Int(name), (1900...2199).contains(year) {
        columns.years.append((year, index))
      } else if !(AwardTable.required + AwardTable.optional).contains(name) {
        log.error(
          "unknown-field", "There is no column \"\(cell.text)\".", at: cell.position,
          remedy: advice(for: name, among: AwardTable.required + AwardTable.optional))
      } else if columns.places.updateValue(index, forKey: name) != nil {
        log.error("duplicate-field", "The column \"\(name)\" is there twice.", at: cell.position)
      }
    }
    let missing = AwardTable.required.filter { columns.places[$0] == nil }
    if !missing.isEmpty || columns.years.isEmpty {
      let what = missing + (columns.years.isEmpty ? ["a year such as 2023"] : [])
      log.error(
        "missing-field", "Columns are missing: \(what.joined(separator: ", ")).",
        at: header.position, remedy: "Add them to the first line.")
      return nil
    }
    let years = columns.years.map(\.year)
    if Set(years).count != years.count {
      log.error("duplicate-field", "A year is there twice.", at: header.position)
      return nil
    }
    return columns
  }
}

struct AwardColumns {
  var places: [String: Int] = [:]
  var years: [(year: Int, index: Int)] = []
}
