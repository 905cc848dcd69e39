/// A row of the casework: a value with a key, described field by field.
///
/// The description is the one source for its JSON in events and for its columns in the database, so that
/// the two cannot drift apart.
public protocol Record: Hashable, Sendable {
  static var table: Table { get }
  /// The fields in the order of the table's columns; the first is the key, `id`.
  static var fields: [Field<Self>] { get }
  /// A record with every field at its zero, filled by the fields' setters.
  static var blank: Self { get }
  var id: String { get }
}

/// What the casework keeps, in the order in which rows must be inserted (parents first).
public enum Table: String, Hashable, Sendable, CaseIterable {
  case scheme, ceiling, organisation, alliance, membership, award, period, report, payment,
    obligation
  case ledgerEntry = "ledger_entry"
  case reminder, letter, objection, permission, exception, activity, goal, indicator, signal,
    recommendation, commitment, instance, timer
}
