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
    var query = RecordQuery<R>(limit: 1)
    query.conditions = [.init("id", .equals, .text(key))]
    return try await page(of: scheme, query).records.first
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
    guard let run = try await pool.read({ db in try TransitionStore.find(db, scheme, id) }) else {
      throw Refusal(
        "unknown-run", nl: "Er is geen overgang “\(id)” van \(scheme).",
        en: "There is no transition run “\(id)” of \(scheme).")
    }
    return run
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
