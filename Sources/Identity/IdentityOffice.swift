import Casework
import Postgres

/// The use cases of coming in: accounts, roles, sessions, links and tokens.
///
/// Every change is one transaction with its line in the access log. The clock is passed in; secrets come from
/// the system's generator.
public struct IdentityOffice: Sendable {
  public let pool: PostgresPool
  public let clock: @Sendable () -> Moment
  public let terms: SessionTerms

  public init(
    pool: PostgresPool, terms: SessionTerms = SessionTerms(),
    clock: @escaping @Sendable () -> Moment
  ) {
    self.pool = pool
    self.terms = terms
    self.clock = clock
  }

  /// Writes a line of the access log in a transaction of its own.
  public func record(_ record: AccessRecord) async throws {
    let now = clock()
    try await pool.transaction(isolation: .readCommitted) { db in
      try AccessLog.append(db, record, at: now)
    }
  }

  /// The newest lines first; `before` is the number of the last line seen.
  public func accessLog(
    before: Int64? = nil, actor: String? = nil, subject: String? = nil,
    kind: AccessRecord.Kind? = nil, limit: Int = 100
  ) async throws -> [AccessLog.Entry] {
    try await pool.read { db in
      try AccessLog.list(
        db, before: before, actor: actor, subject: subject, kind: kind, limit: limit)
    }
  }
}

/// How long somebody stays in.
public struct SessionTerms: Hashable, Sendable {
  /// Seconds without a request.
  public var idle: Int64 = 30 * 60
  /// Seconds since signing in, however busy.
  public var absolute: Int64 = 10 * 3600
  /// Seconds that a sign-in link works.
  public var link: Int64 = 24 * 3600

  public init() {}
}
