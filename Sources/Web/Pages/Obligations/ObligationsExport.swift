import Casework
import LegalCalendar
import Spreadsheets
import Storage

/// The filtered list as a file: the same rows, all pages of them.
struct ObligationsExport: Sendable {
  let scene: Scene
  let lines: [ObligationLine]

  private var words: Words { scene.words }

  private var header: [String] {
    [
      words("Alliantie", "Alliance"), words("Wat", "What"), words("Jaar", "Year"),
      words("Fatale datum", "Due date"), words("Streefdatum", "Target date"),
      words("Toestand", "State"), words("Dagen", "Days"), words("Aan zet", "To act"),
      words("Grondslag", "Article"), words("Kenmerk", "Reference"),
      words("Zekerheid van de naam", "Certainty of the name"),
    ]
  }

  /// Dates as `dd-mm-yyyy`, which Dutch Excel reads as dates.
  var csv: [UInt8] {
    var text = CSVText(header)
    for line in lines {
      let obligation = line.obligation
      text.add([
        line.name, scene.title(ofKind: obligation.kind), obligation.year.map(String.init) ?? "",
        Self.date(obligation.due), obligation.target.map(Self.date) ?? "",
        scene.obligationState(obligation.state),
        String(scene.today.days(until: obligation.due)), scene.role(obligation.debtor),
        obligation.article, obligation.id, words.mark(line.certainty) ?? "",
      ])
    }
    return text.bytes
  }

  func xlsx() throws -> [UInt8] {
    let rows = lines.map { line -> [Spreadsheets.Cell] in
      let obligation = line.obligation
      return [
        .text(line.name), .text(scene.title(ofKind: obligation.kind)),
        obligation.year.map { .integer(Int64($0)) } ?? .empty, .date(obligation.due),
        obligation.target.map { .date($0) } ?? .empty,
        .text(scene.obligationState(obligation.state)),
        .integer(Int64(scene.today.days(until: obligation.due))),
        .text(scene.role(obligation.debtor)), .text(obligation.article), .text(obligation.id),
        .text(words.mark(line.certainty) ?? ""),
      ]
    }
    let sheet = Sheet(words("Verplichtingen", "Obligations"), columns: header, rows: rows)
    return try Workbook(
      title: words("Verplichtingen", "Obligations"), date: scene.today, sheets: [sheet]
    ).xlsx()
  }

  private static func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(two(day))-\(two(month))-\(year)"
  }
}
