import Casework
import Postgres

extension RecordStore {
  private static let awardOf = Statement(
    "case.award",
    """
    select award from (
      select 1 as rank, id as award from award where scheme = $1 and id = $2
      union all select 2, award from period where scheme = $1 and id = $2
      union all select 3, award from report where scheme = $1 and id = $2
      union all select 4, award from payment where scheme = $1 and id = $2
      union all select 5, award from objection where scheme = $1 and id = $2
      union all select 6, award from permission where scheme = $1 and id = $2
    ) found order by rank limit 1
    """)
  private static let remindersOfAward = Statement(
    "reminder.of-award",
    """
    select id from reminder where scheme = $1
      and obligation in (select id from obligation where scheme = $1 and award = $2)
    """)

  private static let ledgerOfAward = Statement(
    "ledger_entry.of-award",
    """
    select id from ledger_entry where scheme = $1
      and obligation in (select id from obligation where scheme = $1 and award = $2)
    """)
  private static let aimsOfAward = Statement(
    "goal.of-award",
    """
    select g.id, i.id from award a
      join goal g on g.scheme = a.scheme and g.alliance = a.recipient
      left join indicator i on i.scheme = g.scheme and i.goal = g.id
    where a.scheme = $1 and a.id = $2
    """)

  /// The award that a case belongs to; nil for the scheme, for partnerships, and when there is no such case.
  public static func award(_ db: borrowing Database, _ scheme: String, ofCase key: String) throws
    -> String?
  {
    try db.query(awardOf, [scheme, key]).first.map { try $0.decode(0) }
  }

  /// The records that `SchemeState.slice(award:)` keeps, read without the rest of the scheme: the work
  /// for one case does not grow with the number of awards.
  public static func loadSlice(_ db: borrowing Database, _ scheme: String, award: String) throws
    -> SchemeState
  {
    var state = try load(db, scheme, tables: [.scheme])
    try read(db, scheme, [award], Award.self, into: &state)
    let recipients = state.awards.values.map(\.recipient)
    try read(db, scheme, recipients, Alliance.self, into: &state)
    let ofAward: [any TableHome.Type] = [
      Period.self, Report.self, Payment.self, Obligation.self, Letter.self, Objection.self,
      ConsentRequest.self, TransitionException.self, Activity.self, CaseInstance.self,
      CaseTimer.self,
    ]
    for home in ofAward { try readOfAward(db, scheme, award, home, into: &state) }
    if !state.obligations.isEmpty {
      let ids: [String] = try db.query(remindersOfAward, [scheme, award]).map { try $0.decode(0) }
      try read(db, scheme, ids, Reminder.self, into: &state)
      let entries: [String] = try db.query(ledgerOfAward, [scheme, award]).map { try $0.decode(0) }
      try read(db, scheme, entries, LedgerEntry.self, into: &state)
    }
    let aims: [(String, String?)] = try db.query(aimsOfAward, [scheme, award]).map {
      (try $0.decode(0), try $0.decode(1))
    }
    try read(db, scheme, Array(Set(aims.map(\.0))), Goal.self, into: &state)
    try read(db, scheme, aims.compactMap(\.1), Indicator.self, into: &state)
    return state
  }

  private static func readOfAward<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ award: String, _: R.Type,
    into state: inout SchemeState
  ) throws {
    let table = RecordTable<R>()
    guard let statement = table.selectOfAward else { return }
    for row in try db.query(statement, [scheme, award]) {
      let record = try table.record(row)
      state[keyPath: R.home][record.id] = record
    }
  }

  private static func read<R: TableHome>(
    _ db: borrowing Database, _ scheme: String, _ keys: [String], _: R.Type,
    into state: inout SchemeState
  ) throws {
    let table = RecordTable<R>()
    for row in try db.query(table.selectSome, [scheme, keys]) {
      let record = try table.record(row)
      state[keyPath: R.home][record.id] = record
    }
  }

  /// Has the server prepare the statements of this file; throws where one does not fit the schema.
  public static func checkSliceStatements(_ db: borrowing Database) throws {
    for statement in [awardOf, remindersOfAward, ledgerOfAward, aimsOfAward] {
      _ = try db.describe(statement)
    }
  }
}
