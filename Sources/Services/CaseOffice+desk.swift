import Casework
import JSONText
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// A part of a list of obligations, and how many there are in all.
  public struct ObligationPart: Hashable, Sendable {
    public let lines: [ObligationLine]
    /// Counted up to `ObligationList.counted`.
    public let total: Int
    /// There are more than were counted.
    public let isMore: Bool
  }

  /// Obligations that pass a filter, in an order: so many from a place on.
  public func obligations(
    scheme: String, _ filter: ObligationFilter, order: ObligationOrder = .due, limit: Int,
    offset: Int = 0
  ) async throws -> ObligationPart {
    try await pool.read { db in
      try part(db, scheme, filter, order: order, limit: limit, offset: offset)
    }
  }

  private func part(
    _ db: borrowing Database, _ scheme: String, _ filter: ObligationFilter,
    order: ObligationOrder = .due, limit: Int, offset: Int = 0
  ) throws -> ObligationPart {
    let count = try ObligationList.count(db, scheme, filter)
    return ObligationPart(
      lines: try ObligationList.list(
        db, scheme, filter, order: order, limit: limit, offset: offset),
      total: min(count, ObligationList.counted), isMore: count > ObligationList.counted)
  }

  /// Every obligation that passes a filter, for a file.
  public func allObligations(
    scheme: String, _ filter: ObligationFilter, order: ObligationOrder = .due
  ) async throws -> [ObligationLine] {
    try await pool.read { db in
      try ObligationList.list(db, scheme, filter, order: order, limit: .max)
    }
  }

  /// An award that the last period change left behind, and why.
  public struct BlockedAward: Hashable, Sendable {
    public let run: String
    public let row: TransitionRow
  }

  /// What an administrator sees first: what is late, what comes, what is stuck, what happens by itself.
  public struct Desk: Sendable {
    public let today: CivilDate
    /// The last day that the preview covers.
    public let through: CivilDate
    public let overdue: ObligationPart
    public let upcoming: ObligationPart
    /// What the job sends by itself through the last day of the preview.
    public let preview: MessagePreview
    /// The stop, while there is one: then no message goes out.
    public let paused: PauseStore.Pause?
    public let payments: PaymentSum
    /// Runs that wait for approval or for being applied.
    public let waiting: [TransitionRun]
    public let blocked: [BlockedAward]
    /// How many are blocked in all.
    public let blockedCount: Int
  }

  /// The desk of a scheme today; `limit` bounds each list on it.
  public func desk(scheme: String, days: Int = 14, limit: Int = 10) async throws -> Desk {
    let today = today
    let through = today.adding(days: days)
    let preview = try await messagePreview(scheme: scheme, through: through)
    return try await pool.read { db in
      let runs = try TransitionStore.list(db, scheme)
      let last = runs.last { [.planned, .approved, .applied].contains($0.state) }
      return Desk(
        today: today, through: through,
        overdue: try part(
          db, scheme, ObligationFilter(state: .open, through: today.adding(days: -1)),
          limit: limit),
        upcoming: try part(
          db, scheme, ObligationFilter(state: .open, from: today, through: through), limit: limit),
        preview: preview, paused: try PauseStore.find(db, scheme),
        payments: try DeskList.payments(db, scheme, from: today, through: through),
        waiting: runs.filter { $0.state == .planned || $0.state == .approved },
        blocked: try last.map { try blocked(db, $0, limit: limit) } ?? [],
        blockedCount: try last.map { try TransitionStore.count(db, $0, of: .blocked) } ?? 0)
    }
  }

  private func blocked(_ db: borrowing Database, _ run: TransitionRun, limit: Int) throws
    -> [BlockedAward]
  {
    try TransitionStore.rowTexts(
      db, run.scheme, run: run.id, outcome: .blocked, limit: limit
    ).compactMap {
      TransitionRow(json: try JSON.parse($0)).map { BlockedAward(run: run.id, row: $0) }
    }
  }
}

extension CaseOffice {
  /// All that is kept of one alliance, with its latest events.
  public struct AllianceFile: Sendable {
    public let alliance: Alliance
    public let state: SchemeState
    public let events: [EventLine]
    /// The latest, newest first.
    public let contacts: [ContactMoment]
  }

  /// With so many of the latest contact moments. Throws a `Refusal` when there is no alliance of that id.
  public func allianceFile(scheme: String, _ id: String, contacts: Int) async throws
    -> AllianceFile
  {
    try await pool.read { db in
      let state = try RecordStore.load(db, scheme, alliance: id)
      guard let alliance = state.alliances[id] else {
        throw Refusal(
          "unknown-alliance", nl: "Er is geen alliantie “\(id)”.",
          en: "There is no alliance “\(id)”.")
      }
      return AllianceFile(
        alliance: alliance, state: state,
        events: try EventList.list(
          db, scheme, of: [id] + state.awards.keys.sorted(), limit: 25),
        contacts: try ContactMomentStore.list(db, scheme, alliance: id, limit: contacts))
    }
  }

  /// A page of awards with their alliances, periods and parties, and how many there are.
  public func alliances(scheme: String, text: String? = nil, limit: Int, offset: Int = 0)
    async throws -> (state: SchemeState, total: Int)
  {
    try await pool.read { db in
      try AllianceList.page(db, scheme, text: text, limit: limit, offset: offset)
    }
  }

  /// An obligation with what its explanation shows: reminders, award and alliance.
  ///
  /// Throws a `Refusal` when there is none of that key.
  public func obligationFile(scheme: String, _ id: String) async throws -> SchemeState {
    try await pool.read { db in
      let state = try RecordStore.load(db, scheme, obligation: id)
      guard state.obligations[id] != nil else {
        throw Refusal(
          "unknown-obligation", nl: "Er is geen verplichting “\(id)”.",
          en: "There is no obligation “\(id)”.")
      }
      return state
    }
  }

  /// What the page of a scheme's period changes shows.
  public func transitionDesk(scheme: String) async throws -> (
    runs: [TransitionRun], steps: [TransitionStep]
  ) {
    try await pool.read { db in
      (try TransitionStore.list(db, scheme), try DeskList.transitionSteps(db, scheme))
    }
  }

  /// Events, newest first: all, those of some cases, or those before one.
  public func events(
    scheme: String, of keys: [String]? = nil, before: Int64? = nil, limit: Int = 100
  ) async throws -> [EventLine] {
    try await pool.read { db in
      try EventList.list(db, scheme, of: keys, before: before, limit: limit)
    }
  }

  /// One event with what it changed.
  public func event(scheme: String, _ sequence: Int64) async throws -> Event {
    try await pool.read { db in
      let found = try EventStore.events(db, scheme, after: sequence - 1, through: sequence)
      guard let event = found.first else {
        throw Refusal(
          "unknown-event", nl: "Er is geen gebeurtenis \(sequence).",
          en: "There is no event \(sequence).")
      }
      return event
    }
  }
}

extension CaseOffice {
  /// The scheme's own record. Throws a `Refusal` when it is not active here.
  public func schemeRecord(_ scheme: String) async throws -> SchemeRecord {
    try await pool.read { db in
      guard let record = try RecordStore.load(db, scheme, tables: [.scheme]).schemes[scheme] else {
        throw Refusal.notActive(scheme)
      }
      return record
    }
  }

  /// From when until when a scheme's awards run; nil while there are none.
  public func awardSpan(_ scheme: String) async throws -> AwardSpan? {
    try await pool.read { db in try DeskList.awardSpan(db, scheme) }
  }
}

extension CaseOffice {
  /// The stop of a scheme's messages; nil while they go out.
  public func paused(scheme: String) async throws -> PauseStore.Pause? {
    try await pool.read { db in try PauseStore.find(db, scheme) }
  }

  /// The alliances by name, for choices in a form; where there are too many only the chosen one.
  public func allianceChoices(scheme: String, atMost: Int, chosen: String?) async throws
    -> [AllianceList.Choice]
  {
    let found = try await pool.read { db in
      try AllianceList.choices(db, scheme, limit: atMost + 1, with: chosen)
    }
    return found.count > atMost ? found.filter { $0.id == chosen } : found
  }
}
