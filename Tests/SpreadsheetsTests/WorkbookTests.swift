import ExactNumbers
import Foundation
import LegalCalendar
import Spreadsheets
import Testing

struct WorkbookTests {
  private let day = CivilDate(year: 2027, month: 1, day: 1) ?? Workbook.firstDay

  private var book: Workbook {
    Workbook(
      title: "Proef & <meer>", date: day,
      sheets: [
        Sheet(
          "Bedragen", columns: ["naam", "bedrag", "aantal", "deel", "dag", "punten"],
          rows: [
            [
              "=1+1", .euros(Money(cents: 123_456_789)), .integer(Int64(8)),
              .percentage(millionths: 250_000), .date(day), .number(Decimal128("36.25") ?? .zero),
            ],
            [
              "@SOM(A1)", .euros(Money(cents: -1)), .integer(Int64(-3)),
              .percentage(millionths: 1), .date(CivilDate(year: 1899, month: 12, day: 31)),
              .empty,
            ],
            [
              "+31 6\n'é\u{1}", .euros(Money(cents: .max)), .integer(Int64.max),
              .percentage(millionths: 0), .date(CivilDate(year: 2028, month: 2, day: 29)),
            ],
          ]),
        Sheet("a/b:c", columns: [Sheet.Column("leeg", width: 20)], rows: []),
        Sheet("A B C", columns: ["leeg"], rows: []),
      ])
  }

  @Test func `The same workbook gives the same bytes, another date gives others`() throws {
    let bytes = try book.xlsx()
    #expect(try book.xlsx() == bytes)
    #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    var later = book
    later.date = day.adding(days: 1)
    #expect(try later.xlsx() != bytes)
  }

  @Test func `What does not fit a workbook is refused with its place`() {
    #expect(throws: WorkbookError.noSheet) { try Workbook(title: "", sheets: []).xlsx() }
    let long = String(repeating: "x", count: 32_768)
    #expect(throws: WorkbookError.tooLong(sheet: "s", row: 2, column: 1)) {
      try Workbook(title: "", sheets: [Sheet("s", columns: ["a"], rows: [[.text(long)]])]).xlsx()
    }
    #expect(throws: WorkbookError.cellWithoutColumn(sheet: "s", row: 2)) {
      try Workbook(title: "", sheets: [Sheet("s", columns: ["a"], rows: [["x", "y"]])]).xlsx()
    }
    let rows = Array(repeating: [Cell.empty], count: Sheet.greatestRows + 1)
    #expect(throws: WorkbookError.tooManyRows(sheet: "s", rows: rows.count)) {
      try Workbook(title: "", sheets: [Sheet("s", columns: ["a"], rows: rows)]).xlsx()
    }
  }

  @Test(
    .enabled(
      if: Python.reads("openpyxl"),
      "skipped: python3 with openpyxl (PyPI) is not on the path"))
  func `Another reader finds every text, cent, date and name as it was given`() throws {
    let script = """
      import sys, io, openpyxl
      b = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
      print(b.properties.title, b.properties.created.isoformat())
      for s in b.worksheets:
        print(repr(s.title), s.freeze_panes, s.auto_filter.ref)
        for row in s.iter_rows():
          for c in row:
            if c.value is not None: print(c.coordinate, c.data_type, repr(c.value), c.number_format)
      """
    let found = try Python.run(script, input: try book.xlsx())
    let expected = """
      Proef & <meer> 2027-01-01T00:00:00
      'Bedragen' A2 A1:F4
      A1 s 'naam' General
      B1 s 'bedrag' General
      C1 s 'aantal' General
      D1 s 'deel' General
      E1 s 'dag' General
      F1 s 'punten' General
      A2 s '=1+1' General
      B2 n 1234567.89 #,##0.00
      C2 n 8 #,##0
      D2 n 0.25 0.0%
      E2 d datetime.datetime(2027, 1, 1, 0, 0) yyyy-mm-dd
      F2 n 36.25 General
      A3 s '@SOM(A1)' General
      B3 n -0.01 #,##0.00
      C3 n -3 #,##0
      D3 n 1e-06 0.0%
      E3 s '1899-12-31' General
      A4 s "+31 6\\n'é_x0001_" General
      B4 s '92233720368547758.07' General
      C4 s '9223372036854775807' General
      D4 n 0 0.0%
      E4 d datetime.datetime(2028, 2, 29, 0, 0) yyyy-mm-dd
      'a b c' A2 None
      A1 s 'leeg' General
      'A B C (2)' A2 None
      A1 s 'leeg' General

      """
    #expect(found == expected)
  }
}

/// Python as an independent reader, where it is there.
enum Python {
  static func reads(_ module: String) -> Bool {
    (try? run("import \(module)\nprint('yes')", input: [])) == "yes\n"
  }

  static func run(_ script: String, input: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let (into, out) = (Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    try into.fileHandleForWriting.write(contentsOf: Data(input))
    try into.fileHandleForWriting.close()
    let text = try out.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
