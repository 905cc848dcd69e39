import Casework
import JSONText
import LegalCalendar
import Postgres

/// A transition run as stored, without its rows.
public struct TransitionRun: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case planned, approved, applied, undone, dropped
  }

  public struct Step: Hashable, Sendable {
    public let by: String
    public let at: Moment

    public init(by: String, at: Moment) {
      self.by = by
      self.at = at
    }
  }

  public let scheme: String
  public let id: String
  public let header: TransitionHeader
  public var state: State
  /// The last event that the plan saw.
  public let basis: Int64
  public let digest: String
  public let planned: Step
  public var approved: Step?
  public var applied: Step?
  public var undone: Step?
  public var events: ClosedRange<Int64>?

  public init(
    scheme: String, id: String, header: TransitionHeader, state: State, basis: Int64,
    digest: String, planned: Step
  ) {
    self.scheme = scheme
    self.id = id
    self.header = header
    self.state = state
    self.basis = basis
    self.digest = digest
    self.planned = planned
  }
}

public struct TransitionStore {
  private static let insert = Statement(
    "transition.insert",
    """
    insert into transition_run
      (scheme, id, from_year, to_year, dated, state, basis_sequence, header, digest, planned_by, planned_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    """)
  private static let approve = Statement(
    "transition.approve",
    """
    update transition_run set state = 'approved', approved_by = $3, approved_at = $4
    where scheme = $1 and id = $2 and state = 'planned'
    """)
  private static let apply = Statement(
    "transition.apply",
    """
    update transition_run
    set state = 'applied', applied_by = $3, applied_at = $4, first_event = $5, last_event = $6
    where scheme = $1 and id = $2 and state = 'approved'
    """)
  private static let undo = Statement(
    "transition.undo",
    """
    update transition_run set state = 'undone', undone_by = $3, undone_at = $4
    where scheme = $1 and id = $2 and state = 'applied'
    """)
  private static let select =
    """
    select scheme, id, header, state, basis_sequence, digest, planned_by, planned_at, approved_by,
      approved_at, applied_by, applied_at, undone_by, undone_at, first_event, last_event
    from transition_run
    """
  private static let find = Statement(
    "transition.find", "\(select) where scheme = $1 and id = $2")
  private static let list = Statement(
    "transition.list", "\(select) where scheme = $1 order by planned_at, id")
  private static let rows = Statement(
    "transition.rows",
    "select content from transition_row where scheme = $1 and run = $2 order by position")
  private static let rowsOf = Statement(
    "transition.rows-of-outcome",
    """
    select content from transition_row where scheme = $1 and run = $2 and outcome = $3
    order by position limit $4
    """)
  private static let countOf = Statement(
    "transition.count-of-outcome",
    "select count(*) from transition_row where scheme = $1 and run = $2 and outcome = $3")
  private static let count = Statement(
    "transition.count", "select count(*) from transition_run where scheme = $1 and id like $2")

  public static func insert(_ db: borrowing Database, _ run: TransitionRun) throws {
    try db.execute(
      insert,
      [
        run.scheme, run.id, run.header.from, run.header.to, run.header.effective,
        run.state.rawValue, run.basis, run.header.json.canonical, run.digest, run.planned.by,
        run.planned.at.stamp,
      ])
  }

  /// Stores the rows of a plan; `texts` are their canonical texts, which the run's digest covers.
  public static func insertRows(
    _ db: borrowing Database, _ scheme: String, run: String, _ rows: [TransitionRow],
    texts: [String]
  ) throws {
    try db.copyIn(
      into: "transition_row", ["scheme", "run", "position", "award", "outcome", "content"]
    ) {
      writer in
      for (position, (item, text)) in zip(rows, texts).enumerated() {
        try writer.row { row throws(PostgresError) in
          try row.text(scheme)
          try row.text(run)
          try row.int(Int64(position))
          try row.text(item.award ?? "")
          try row.text(item.outcome.rawValue)
          try row.text(text)
        }
      }
    }
  }

  /// How many runs of a scheme have ids that begin so.
  public static func count(_ db: borrowing Database, _ scheme: String, prefix: String) throws -> Int
  {
    try db.scalar(count, [scheme, prefix + "%"]) ?? 0
  }

  public static func find(_ db: borrowing Database, _ scheme: String, _ id: String) throws
    -> TransitionRun?
  {
    try db.query(find, [scheme, id]).first.map { try read($0) }
  }

  public static func list(_ db: borrowing Database, _ scheme: String) throws -> [TransitionRun] {
    try db.query(list, [scheme]).map { try read($0) }
  }

  /// The rows' canonical texts in order.
  public static func rowTexts(_ db: borrowing Database, _ scheme: String, run: String) throws
    -> [String]
  {
    try db.query(rows, [scheme, run]).map { try $0.decode(0) }
  }

  /// The canonical texts of the first rows with one outcome, in order.
  public static func rowTexts(
    _ db: borrowing Database, _ scheme: String, run: String, outcome: TransitionRow.Outcome,
    limit: Int
  ) throws -> [String] {
    try db.query(rowsOf, [scheme, run, outcome.rawValue, limit]).map { try $0.decode(0) }
  }

  /// How many rows of a run have one outcome.
  public static func count(
    _ db: borrowing Database, _ run: TransitionRun, of outcome: TransitionRow.Outcome
  ) throws -> Int {
    try db.scalar(countOf, [run.scheme, run.id, outcome.rawValue]) ?? 0
  }

  /// False when the run is not (any more) in the state that the step needs.
  public static func approve(
    _ db: borrowing Database, _ scheme: String, _ id: String, _ step: TransitionRun.Step
  ) throws -> Bool {
    try db.execute(approve, [scheme, id, step.by, step.at.stamp]) == 1
  }

  public static func markApplied(
    _ db: borrowing Database, _ scheme: String, _ id: String, _ step: TransitionRun.Step,
    events: ClosedRange<Int64>?
  ) throws -> Bool {
    try db.execute(
      apply,
      [scheme, id, step.by, step.at.stamp, events?.lowerBound, events?.upperBound]) == 1
  }

  public static func markUndone(
    _ db: borrowing Database, _ scheme: String, _ id: String, _ step: TransitionRun.Step
  ) throws -> Bool {
    try db.execute(undo, [scheme, id, step.by, step.at.stamp]) == 1
  }

  private static func read(_ row: Row) throws -> TransitionRun {
    let header: String = try row.decode(2)
    let state: String = try row.decode(3)
    let id: String = try row.decode(1)
    guard let header = TransitionHeader(json: try JSON.parse(header)),
      let state = TransitionRun.State(rawValue: state)
    else {
      throw StorageFault(
        "The transition run “\(id)” cannot be read.",
        remedy: "It was changed outside the program; restore it from a backup.")
    }
    func step(_ column: Int) throws -> TransitionRun.Step? {
      let (by, at): (String?, Timestamp?) = (try row.decode(column), try row.decode(column + 1))
      guard let by, let at else { return nil }
      return TransitionRun.Step(by: by, at: at.moment)
    }
    guard let planned = try step(6) else {
      throw StorageFault("The transition run “\(id)” has no planner.", remedy: "Restore it.")
    }
    var run = TransitionRun(
      scheme: try row.decode(0), id: id, header: header, state: state, basis: try row.decode(4),
      digest: try row.decode(5), planned: planned)
    run.approved = try step(8)
    run.applied = try step(10)
    run.undone = try step(12)
    let (first, last): (Int64?, Int64?) = (try row.decode(14), try row.decode(15))
    if let first, let last { run.events = first...last }
    return run
  }
}
