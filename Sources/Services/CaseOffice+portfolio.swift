import Casework
import Diagnostics
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// What an import did, or would do.
  public struct ImportResult: Hashable, Sendable {
    public let added: Int
    public let corrected: Int
    public let findings: [Finding]
  }

  /// Imports a portfolio file: all of it or nothing, and nothing new the second time.
  ///
  /// Throws a `FindingsError` with every fault of the file, with lines, or when it names another scheme. With `dryRun` nothing is stored.
  public func importPortfolio(_ bytes: [UInt8], file: String, scheme: String?, dryRun: Bool)
    async throws -> ImportResult
  {
    let (parsed, findings) = Portfolio.parse(bytes, file: file)
    guard let portfolio = parsed, !findings.hasErrors else { throw FindingsError(findings) }
    if let scheme, !portfolio.scheme.isEmpty, portfolio.scheme != scheme {
      throw FindingsError([
        .error(
          "other-scheme",
          "The file is about the scheme \"\(portfolio.scheme)\", not about \"\(scheme)\".",
          file: file,
          remedy: "Choose the scheme with --scheme, or mend `scheme:` in the file.")
      ])
    }
    let outcome = try await importPortfolio(
      portfolio, scheme: scheme ?? portfolio.scheme, dryRun: dryRun)
    return ImportResult(
      added: outcome.added, corrected: outcome.corrected, findings: findings)
  }

  /// Imports a portfolio that was read or made elsewhere.
  public func importPortfolio(_ portfolio: Portfolio, scheme: String, dryRun: Bool = false)
    async throws -> ImportResult
  {
    try await changing(scheme) { db, head in
      let definition = try activeScheme(db, scheme)
      let state = try RecordStore.load(db, scheme)
      let importer = PortfolioImport(scheme: definition, calendar: calendar, today: today)
      let outcome = try importer.decide(portfolio, state)
      if !dryRun {
        try record(db, scheme, head: head, outcome.drafts)
        for contact in portfolio.contacts { try ContactStore.put(db, scheme, contact) }
      }
      return ImportResult(added: outcome.added, corrected: outcome.corrected, findings: [])
    }
  }

  /// The casework of a scheme: now, or as it was known at the end of a day.
  ///
  /// For a past day the state is folded from the events recorded up to then; what was learned later is not in it.
  public func state(of scheme: String, asOf day: CivilDate? = nil) async throws -> SchemeState {
    try await pool.read { db in
      guard let day else { return try RecordStore.load(db, scheme) }
      let last = try EventStore.last(db, scheme, before: Moment(day.adding(days: 1)))
      var replay = Replay()
      for event in try EventStore.events(db, scheme, through: last) { replay.append(event) }
      return replay.state
    }
  }
}
