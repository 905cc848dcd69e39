import Allocation
import Diagnostics
import ExactNumbers

extension Population {
  /// The largest file that is read, in bytes.
  public static let greatestSize = 200_000_000

  /// Reads a population file with the columns of `Population.columns`.
  ///
  /// Throws every fault at once, each with its line; columns count as fields, from 1.
  public static func parse(
    _ bytes: [UInt8], name: String, file: String? = nil
  ) throws(FindingsError) -> Population {
    var reader = PopulationReader(file: file)
    reader.read(bytes)
    guard !reader.findings.hasErrors else { throw FindingsError(reader.findings) }
    do throws(PoolError) {
      let pool = try ApplicantPool(
        organisations: Array(reader.organisations.values), alliances: reader.alliances())
      return Population(
        name: name, pool: pool, merit: pool.alliances.flatMap { reader.merit[$0.id] ?? [] },
        present: pool.alliances.map { reader.present[$0.id] ?? .zero })
    } catch {
      throw FindingsError(
        error.problems.map {
          .error(
            "population", $0.description, file: file, remedy: "Mend the rows that it speaks of.")
        })
    }
  }

  /// The header of a population file.
  public static var columns: [String] { PopulationColumn.header }
}

private struct PopulationReader {
  let file: String?
  var findings: [Finding] = []
  var organisations: [String: Organisation] = [:]
  var heads: [String: Alliance] = [:]
  var memberRows: [(alliance: String, line: Int, member: Alliance.Member)] = []
  var merit: [String: [Int]] = [:]
  var present: [String: Money] = [:]
  private var line = 0
  private var fields: [String] = []

  init(file: String?) { self.file = file }

  func alliances() -> [Alliance] {
    var members: [String: [Alliance.Member]] = [:]
    for row in memberRows { members[row.alliance, default: []].append(row.member) }
    return heads.values.map { head in
      var alliance = head
      alliance.members = members[head.id] ?? []
      return alliance
    }
  }

  mutating func fault(_ code: String, _ message: String, column: Int = 1, _ remedy: String) {
    findings.append(
      .error(
        code, message, file: file, at: SourcePosition(line: max(1, line), column: column),
        remedy: remedy))
  }

  mutating func read(_ bytes: [UInt8]) {
    guard bytes.count <= Population.greatestSize, String(validating: bytes, as: UTF8.self) != nil
    else {
      return fault(
        "population-encoding", "The file is not UTF-8 or too large.", "Save it as UTF-8 text.")
    }
    let (rows, unclosed) = CSVText.rows(bytes)
    if let unclosed {
      line = unclosed
      return fault("population-quote", "A quote is not closed.", "Close it.")
    }
    guard let header = rows.first, header.fields == PopulationColumn.header else {
      line = rows.first?.line ?? 1
      let wrong = PopulationColumn.header.indices.first {
        $0 >= rows.first?.fields.count ?? 0 || rows[0].fields[$0] != PopulationColumn.header[$0]
      }
      return fault(
        "population-header",
        "The header is not that of a population"
          + (wrong.map { "; field \($0 + 1) should be “\(PopulationColumn.header[$0])”." } ?? "."),
        column: (wrong ?? 0) + 1, "Write: \(PopulationColumn.header.joined(separator: ","))")
    }
    for row in rows.dropFirst() {
      line = row.line
      fields = row.fields
      guard fields.count == PopulationColumn.header.count else {
        fault(
          "population-fields",
          "The row has \(fields.count) fields; \(PopulationColumn.header.count) are needed.",
          "Add or remove fields.")
        continue
      }
      readRow()
    }
    for row in memberRows where heads[row.alliance] == nil {
      line = row.line
      fault(
        "population-lead", "Alliance \(row.alliance) has no row of a lead.",
        "Give one of its members the role ‘lead’.")
    }
    let grants = present.values.reduce(Int128(0)) { $0 + Int128($1.cents) }
    if grants > 10 * Int128(ApplicantPool.greatestAmount.cents) {
      fault(
        "population-number", "The present grants together are out of range.", "Check the amounts.")
    }
    if rows.count == 1 {
      fault("population-empty", "The population has no applicants.", "Add rows.")
    }
  }

  private func text(_ column: PopulationColumn) -> String { fields[index(column)] }

  private func index(_ column: PopulationColumn) -> Int {
    PopulationColumn.allCases.firstIndex(of: column) ?? 0
  }

  /// Hundredths of a number with at most two decimals within bounds; notes a fault otherwise.
  private mutating func hundredths(
    _ field: Int, _ bounds: ClosedRange<Int64>, _ unit: String
  ) -> Int64 {
    if let value = Money(parsing: fields[field])?.cents, bounds.contains(value) { return value }
    fault(
      "population-number",
      "\(PopulationColumn.header[field]) is “\(fields[field])”.", column: field + 1,
      "Give \(unit) from \(bounds.lowerBound / 100) to \(bounds.upperBound / 100), two decimals at most."
    )
    return bounds.lowerBound
  }

  private mutating func money(_ column: PopulationColumn) -> Money {
    Money(
      cents: hundredths(index(column), 0...ApplicantPool.greatestAmount.cents, "an amount in euros")
    )
  }

  private mutating func percent(_ column: PopulationColumn) -> BasisPoints {
    BasisPoints(Int(hundredths(index(column), 0...10_000, "a percentage")))
  }

  private mutating func count(_ column: PopulationColumn, upTo most: Int) -> Int {
    if let value = Int(text(column)), (0...most).contains(value) { return value }
    fault(
      "population-number", "\(column.rawValue) is “\(text(column))”.", column: index(column) + 1,
      "Give a whole number from 0 to \(most).")
    return 0
  }

  private mutating func readRow() {
    let id = text(.organisation)
    if id.isEmpty {
      fault(
        "population-id", "The organisation has no id.", column: index(.organisation) + 1,
        "Give it one.")
    }
    let organisation = Organisation(
      id: id, income: money(.income), staff: Int(hundredths(index(.staff), 0...100_000_000, "FTE")),
      volunteers: count(.volunteers, upTo: 100_000_000), ownIncome: percent(.ownIncome),
      plannedOwnIncome: text(.plannedOwnIncome).isEmpty ? nil : percent(.plannedOwnIncome),
      yearsActive: count(.yearsActive, upTo: 2_000),
      links: text(.links).split(separator: " ").map(String.init))
    if let known = organisations[id], known != organisation {
      fault(
        "population-differs", "Organisation \(id) has other data than on an earlier row.",
        "Give it the same data on each of its rows.")
    }
    organisations[id] = organisation
    let alliance = text(.alliance)
    guard !alliance.isEmpty else { return }
    let isLead = text(.role) == "lead"
    if !isLead, text(.role) != "member" {
      fault(
        "population-role", "The role is “\(text(.role))”.", column: index(.role) + 1,
        "Write ‘lead’ or ‘member’.")
    }
    memberRows.append(
      (alliance, line, Alliance.Member(id, isLead: isLead, share: percent(.share))))
    if isLead { readHead(alliance) } else { refuseAllianceData() }
  }

  private mutating func readHead(_ id: String) {
    if heads[id] != nil {
      fault(
        "population-lead", "Alliance \(id) has a second lead.", column: index(.role) + 1,
        "Leave one of them.")
      return
    }
    if text(.theme).isEmpty {
      fault(
        "population-theme", "Alliance \(id) has no theme.", column: index(.theme) + 1,
        "Name its theme.")
    }
    let grant = text(.present).isEmpty ? .zero : money(.present)
    present[id] = grant
    merit[id] = Criterion.allCases.map { criterion in
      Int(
        hundredths(PopulationColumn.allCases.count + criterion.rawValue, 100...500, "points"))
    }
    heads[id] = Alliance(
      id: id, theme: text(.theme), isPresentPartner: grant > .zero, requested: money(.requested),
      members: [])
  }

  private mutating func refuseAllianceData() {
    let first = index(.theme)
    if let field = fields[first...].firstIndex(where: { !$0.isEmpty }) {
      fault(
        "population-member",
        "\(PopulationColumn.header[field]) belongs on the row of the lead.", column: field + 1,
        "Leave it empty on the row of a member.")
    }
  }
}
