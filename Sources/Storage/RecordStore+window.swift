import Casework
import LegalCalendar
import Postgres

extension RecordStore {
  private static let planned: Statement = {
    let own = RecordTable<Reminder>().columns.dropFirst().map { "\"\($0)\"" }
      .joined(separator: ", ")
    return Statement(
      "reminder.planned-through",
      "select \(own) from reminder where scheme = $1 and state = 'planned' and send_on <= $2 order by send_on, id limit $3"
    )
  }()

  /// What choosing reminders up to a day reads: those planned by then, their obligations, awards, alliances and
  /// memberships, and the scheme.
  ///
  /// Everything else of these tables could not change which reminders go on those days; the work grows with the
  /// window and not with the scheme. `limit` reads no more than the first reminders of it.
  public static func load(
    _ db: borrowing Database, _ scheme: String, remindersThrough day: CivilDate, limit: Int? = nil
  ) throws -> SchemeState {
    var state = try load(db, scheme, tables: [.scheme])
    let table = RecordTable<Reminder>()
    for row in try db.query(planned, [scheme, day, limit]) {
      let reminder = try table.record(row)
      state.reminders[reminder.id] = reminder
    }
    let obligations = Set(state.reminders.values.map(\.obligation)).sorted()
    try fill(db, scheme, &state, Obligation.self, by: "id", obligations)
    let awards = Set(state.obligations.values.compactMap(\.award)).sorted()
    try fill(db, scheme, &state, Award.self, by: "id", awards)
    let alliances = Set(state.awards.values.map(\.recipient)).sorted()
    try fill(db, scheme, &state, Alliance.self, by: "id", alliances)
    try fill(db, scheme, &state, Membership.self, by: "alliance", alliances)
    return state
  }

  /// Every statement of this file, for a test that has the server prepare them.
  public static let windowStatements = [planned]
}
