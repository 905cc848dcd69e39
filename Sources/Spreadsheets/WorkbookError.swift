/// Why a workbook could not be made.
public enum WorkbookError: Error, Hashable, Sendable {
  /// Excel opens no workbook without a sheet.
  case noSheet
  case tooManyRows(sheet: String, rows: Int)
  case tooManyColumns(sheet: String, columns: Int)
  /// A cell holds at most 32,767 characters. `row` counts from 1, the header included.
  case tooLong(sheet: String, row: Int, column: Int)
  /// A row has more cells than the sheet has columns. `row` counts from 1, the header included.
  case cellWithoutColumn(sheet: String, row: Int)
  /// The system or the library said no; its own words.
  case notWritten(String)
}

extension WorkbookError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSheet: "a workbook needs at least one sheet"
    case .tooManyRows(let sheet, let rows):
      "sheet “\(sheet)” has \(rows) rows; \(Sheet.greatestRows) fit"
    case .tooManyColumns(let sheet, let columns):
      "sheet “\(sheet)” has \(columns) columns; \(Sheet.greatestColumns) fit"
    case .tooLong(let sheet, let row, let column):
      "sheet “\(sheet)”, row \(row), column \(column): more than 32767 characters"
    case .cellWithoutColumn(let sheet, let row):
      "sheet “\(sheet)”, row \(row): more cells than columns"
    case .notWritten(let words): "the workbook could not be written: \(words)"
    }
  }
}
