import Casework
import Postgres

extension RecordStore {
  /// The records of one alliance: its parties, awards and all that belongs to them, and the ceilings.
  ///
  /// Reads a fixed number of statements and no other alliance's rows. Empty when there is no such alliance.
  public static func load(_ db: borrowing Database, _ scheme: String, alliance: String) throws
    -> SchemeState
  {
    var state = SchemeState()
    try fill(db, scheme, &state, Alliance.self, by: "id", [alliance])
    guard state.alliances[alliance] != nil else { return state }
    try fill(db, scheme, &state, Membership.self, by: "alliance", [alliance])
    try fill(db, scheme, &state, Award.self, by: "recipient", [alliance])
    try fill(db, scheme, &state, Goal.self, by: "alliance", [alliance])
    try fill(db, scheme, &state, Signal.self, by: "alliance", [alliance])
    try fill(
      db, scheme, &state, Organisation.self, by: "id", state.memberships.values.map(\.organisation))
    let awards = Array(state.awards.keys)
    try fill(db, scheme, &state, Period.self, by: "award", awards)
    try fill(db, scheme, &state, Report.self, by: "award", awards)
    try fill(db, scheme, &state, Payment.self, by: "award", awards)
    try fill(db, scheme, &state, Obligation.self, by: "award", awards)
    try fill(db, scheme, &state, Letter.self, by: "award", awards)
    try fill(db, scheme, &state, Objection.self, by: "award", awards)
    try fill(db, scheme, &state, TransitionException.self, by: "award", awards)
    try fill(db, scheme, &state, Activity.self, by: "award", awards)
    try fill(db, scheme, &state, Indicator.self, by: "goal", Array(state.goals.keys))
    try fill(db, scheme, &state, Ceiling.self, by: "scheme", [scheme])
    return state
  }

  /// One obligation with its reminders, its award and its alliance.
  public static func load(_ db: borrowing Database, _ scheme: String, obligation: String) throws
    -> SchemeState
  {
    var state = SchemeState()
    try fill(db, scheme, &state, Obligation.self, by: "id", [obligation])
    try fill(db, scheme, &state, Reminder.self, by: "obligation", [obligation])
    try fill(db, scheme, &state, LedgerEntry.self, by: "obligation", [obligation])
    try fill(db, scheme, &state, Award.self, by: "id", state.obligations.values.compactMap(\.award))
    try fill(db, scheme, &state, Alliance.self, by: "id", state.awards.values.map(\.recipient))
    return state
  }

  /// Adds the records whose column holds one of these keys.
  static func fill<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ state: inout SchemeState, _: R.Type,
    by column: String, _ keys: [String]
  ) throws {
    let table = RecordTable<R>()
    for row in try db.query(table.select(by: column), [scheme, keys]) {
      let record = try table.record(row)
      state[keyPath: R.home][record.id] = record
    }
  }
}

extension RecordTable {
  /// The records whose column holds one of the keys `$2`.
  func select(by column: String) -> Statement {
    let own = columns.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
    let table = R.table.rawValue
    return Statement(
      "\(table).select-by-\(column)",
      "select \(own) from \"\(table)\" where scheme = $1 and \"\(column)\" = any($2) order by id")
  }
}
