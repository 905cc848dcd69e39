import Casework
import Postgres
import Storage

extension CaseOffice {
  /// One page of a table, without reading the whole scheme.
  public func page<R: TableHome>(of scheme: String, _ query: RecordQuery<R>) async throws -> (
    records: [R], total: Int
  ) {
    try await pool.read { db in try query.page(db, scheme) }
  }

  /// The record with this key, or nil.
  public func record<R: TableHome>(of scheme: String, _ key: String, as _: R.Type = R.self)
    async throws -> R?
  {
    try await pool.read { db in try record(db, of: scheme, key) }
  }

  /// The same within a transaction.
  public func record<R: TableHome>(
    _ db: borrowing Database, of scheme: String, _ key: String, as _: R.Type = R.self
  ) throws -> R? {
    var query = RecordQuery<R>(limit: 1)
    query.conditions = [.init("id", .equals, .text(key))]
    return try query.page(db, scheme).records.first
  }

  /// Events of a scheme in their order, after one.
  public func events(scheme: String, after sequence: Int64, limit: Int) async throws -> [Event] {
    try await pool.read { db in
      try EventStore.events(db, scheme, after: sequence, through: sequence + Int64(limit))
    }
  }
}

extension CaseOffice {
  /// A run without its rows. Throws a `Refusal` when there is none of that name.
  public func transitionRun(scheme: String, _ id: String) async throws -> TransitionRun {
    try await pool.read { db in try transitionRun(db, scheme: scheme, id) }
  }

  /// The same within a transaction.
  public func transitionRun(_ db: borrowing Database, scheme: String, _ id: String) throws
    -> TransitionRun
  {
    if let run = try TransitionStore.find(db, scheme, id) { return run }
    throw Refusal(
      "unknown-run", nl: "Er is geen overgang “\(id)” van \(scheme).",
      en: "There is no transition run “\(id)” of \(scheme).",
      details: try TransitionStore.list(db, scheme).map { "\($0.id): \($0.state.rawValue)" }
        + ["speelveld transition list"])
  }
}

extension CaseOffice {
  /// One page of receipts, oldest first, and how many there are on all pages.
  public func receiptPage(scheme: String, award: String?, limit: Int, offset: Int) async throws -> (
    receipts: [StoredReceipt], total: Int
  ) {
    try await pool.read { db in
      try ReceiptStore.page(db, scheme, award: award, limit: limit, offset: offset)
    }
  }
}
