import CLibxlsxwriter

/// The formats of a workbook's cells.
struct SheetFormats {
  let header: UnsafeMutablePointer<lxw_format>
  let date: UnsafeMutablePointer<lxw_format>
  /// For digits that stand as text: on the right, like numbers.
  let digits: UnsafeMutablePointer<lxw_format>
  private let numbers: [Cell.Format: UnsafeMutablePointer<lxw_format>]

  /// Nil when memory is out.
  init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
    guard let header = workbook_add_format(book), let date = workbook_add_format(book),
      let digits = workbook_add_format(book)
    else { return nil }
    format_set_bold(header)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_text_wrap(header)
    format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_num_format(date, "yyyy-mm-dd")
    format_set_align(digits, UInt8(LXW_ALIGN_RIGHT.rawValue))
    var numbers: [Cell.Format: UnsafeMutablePointer<lxw_format>] = [:]
    for kind in Cell.Format.allCases {
      guard let format = workbook_add_format(book) else { return nil }
      format_set_num_format(format, Self.pattern(kind))
      numbers[kind] = format
    }
    self.header = header
    self.date = date
    self.digits = digits
    self.numbers = numbers
  }

  private static func pattern(_ kind: Cell.Format) -> String {
    switch kind {
    case .integer: "#,##0"
    case .euros: "#,##0.00"
    case .number: "General"
    case .percentage: "0.0%"
    }
  }

  subscript(kind: Cell.Format) -> UnsafeMutablePointer<lxw_format>? { numbers[kind] }
}

/// Writes one sheet into a workbook that is being made.
struct SheetWriter {
  let page: UnsafeMutablePointer<lxw_worksheet>
  let formats: SheetFormats

  /// Nil when all went well, else the library's words.
  func write(_ sheet: Sheet) -> String? {
    for (column, header) in sheet.columns.enumerated() {
      let error = put(.text(header.title), 0, column, header: true)
      if error != LXW_NO_ERROR { return words(error) }
      let place = lxw_col_t(column)
      _ = worksheet_set_column(
        page, place, place, Double(header.width ?? breadth(of: column, in: sheet)), nil)
    }
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let error = put(cell, row + 1, column, header: false)
        if error != LXW_NO_ERROR { return words(error) }
      }
    }
    worksheet_freeze_panes(page, 1, 0)
    worksheet_repeat_rows(page, 0, 0)
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)  // A4
    worksheet_fit_to_pages(page, 1, 0)
    guard let last = sheet.columns.indices.last, !sheet.rows.isEmpty else { return nil }
    let filter = worksheet_autofilter(
      page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(last))
    return filter == LXW_NO_ERROR ? nil : words(filter)
  }

  private func put(_ cell: Cell, _ row: Int, _ column: Int, header: Bool) -> lxw_error {
    let (row, column) = (lxw_row_t(row), lxw_col_t(column))
    switch cell.stored {
    case .nothing:
      return LXW_NO_ERROR
    case .text(let text, let isNumber):
      // The library reads up to the first zero byte.
      let whole = String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
      return worksheet_write_string(
        page, row, column, whole, header ? formats.header : isNumber ? formats.digits : nil)
    case .number(let value, let format):
      return worksheet_write_number(page, row, column, value, formats[format])
    case .date(let year, let month, let day):
      var moment = lxw_datetime()
      (moment.year, moment.month, moment.day) = (Int32(year), Int32(month), Int32(day))
      return worksheet_write_datetime(page, row, column, &moment, formats.date)
    }
  }

  /// From the header and the first thousand rows; between 8 and 60, with room for the filter's button.
  private func breadth(of column: Int, in sheet: Sheet) -> Int {
    var most = Cell.text(sheet.columns[column].title).breadth + 3
    for cells in sheet.rows.prefix(1_000) where column < cells.count {
      most = max(most, cells[column].breadth + 1)
    }
    return min(60, max(8, most))
  }
}
