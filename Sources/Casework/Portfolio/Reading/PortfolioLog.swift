import Diagnostics

/// Collects what is wrong with one file, and remembers where each record stands in it.
final class PortfolioLog {
  let file: String
  private(set) var findings: [Finding] = []
  private var places: [Place: SourcePosition] = [:]

  /// The largest number of findings kept: a file of another kind would otherwise give millions.
  static let limit = 2_000

  private struct Place: Hashable {
    let table: Table
    let id: String
    let field: String?
  }

  init(file: String) { self.file = file }

  /// The remedy is worked out only while findings are kept: it may compare many words.
  func error(
    _ code: String, _ message: String, at position: SourcePosition? = nil,
    remedy: @autoclosure () -> String? = nil
  ) {
    guard findings.count < PortfolioLog.limit else { return }
    note(.error(code, message, file: file, at: position, remedy: remedy()))
  }

  func note(_ finding: Finding) {
    guard findings.count < PortfolioLog.limit else { return }
    findings.append(finding)
    if findings.count == PortfolioLog.limit {
      findings.append(
        .error(
          "too-many-faults", "More than \(PortfolioLog.limit) faults; the rest is left out.",
          file: file, remedy: "Mend these first and check again."))
    }
  }

  /// Remembers where a record stands; false when its id was used before in the same table.
  func remember(_ record: some Record, at position: SourcePosition?) -> Bool {
    remember(type(of: record).table, record.id, at: position)
  }

  private func remember(_ table: Table, _ id: String, at position: SourcePosition?) -> Bool {
    let place = Place(table: table, id: id, field: nil)
    if let first = places[place] {
      error(
        "duplicate-id",
        "The \(table.rawValue) \"\(id)\" is written twice, first on line \(first.line).",
        at: position, remedy: "Give it an id of its own, or remove one of the two.")
      return false
    }
    places[place] = position ?? SourcePosition(line: 1, column: 1)
    return true
  }

  func remember(_ record: some Record, field: String, at position: SourcePosition?) {
    guard let position else { return }
    places[Place(table: type(of: record).table, id: record.id, field: field)] = position
  }

  /// Where the field of a record stands, or else the record.
  func place(of record: some Record, _ field: String? = nil) -> SourcePosition? {
    let table = type(of: record).table
    return places[Place(table: table, id: record.id, field: field)]
      ?? places[Place(table: table, id: record.id, field: nil)]
  }
}
