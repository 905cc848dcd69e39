import CLibxlsxwriter
import Foundation

extension Workbook {
  /// The workbook as the bytes of an `.xlsx` file.
  ///
  /// The library underneath writes files only, so it works in a folder of its own under the system's
  /// temporary folder, which is gone when this returns. Throws `WorkbookError`.
  public func xlsx() throws -> [UInt8] {
    try check()
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "workbook-\(UUID().uuidString)", directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw WorkbookError.notWritten(error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "workbook.xlsx")
    try write(file.path, folder: folder.path)
    do {
      return Array(try Data(contentsOf: file))
    } catch {
      throw WorkbookError.notWritten(error.localizedDescription)
    }
  }

  private func check() throws(WorkbookError) {
    if sheets.isEmpty { throw .noSheet }
    for sheet in sheets {
      if sheet.rows.count > Sheet.greatestRows {
        throw .tooManyRows(sheet: sheet.name, rows: sheet.rows.count)
      }
      if sheet.columns.count > Sheet.greatestColumns {
        throw .tooManyColumns(sheet: sheet.name, columns: sheet.columns.count)
      }
      let header = sheet.columns.map { Cell.text($0.title) }
      for (row, cells) in ([header] + sheet.rows).enumerated() {
        if cells.count > sheet.columns.count {
          throw .cellWithoutColumn(sheet: sheet.name, row: row + 1)
        }
        for (column, cell) in cells.enumerated() {
          if case .text(let text) = cell, text.utf16.count > 32_767 {
            throw .tooLong(sheet: sheet.name, row: row + 1, column: column + 1)
          }
        }
      }
    }
  }

  private func write(_ path: String, folder: String) throws(WorkbookError) {
    let book: UnsafeMutablePointer<lxw_workbook>? = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let book else { throw .notWritten("out of memory") }
    var failure = describe(in: book)
    let formats = SheetFormats(book)
    for (sheet, name) in zip(sheets, SheetNames.allowed(sheets.map(\.name))) where failure == nil {
      guard let formats, let page = workbook_add_worksheet(book, name) else {
        failure = "the sheet “\(name)” was refused"
        break
      }
      failure = SheetWriter(page: page, formats: formats).write(sheet)
    }
    // Closing writes the file and frees everything, after a failure as well.
    let closed = workbook_close(book)
    if let failure { throw .notWritten(failure) }
    guard closed == LXW_NO_ERROR else { throw .notWritten(words(closed)) }
  }

  private func describe(in book: UnsafeMutablePointer<lxw_workbook>) -> String? {
    let error = title.withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      // Zero would mean the clock's time.
      let seconds = Int(clamping: date.epochDay) &* 86_400
      properties.created = seconds == 0 ? 1 : seconds
      return workbook_set_properties(book, &properties)
    }
    return error == LXW_NO_ERROR ? nil : words(error)
  }
}

/// The library's own words for an error.
func words(_ error: lxw_error) -> String {
  lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
}
