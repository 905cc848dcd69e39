import Casework
import Postgres

/// A run of scenarios as stored, without its large texts.
public struct ScenarioRun: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case comparison, search, study }
  public enum State: String, Hashable, Sendable { case open, done, cancelled }

  /// The first twelve digits of `hash`.
  public let id: String
  /// SHA-256 of the request: the same request is the same run.
  public let hash: String
  public let kind: Kind
  public let title: String
  /// The hash of the population.
  public let population: String?
  public let state: State
  public let requestedBy: String
  public let requestedAt: Moment
  public let finishedAt: Moment?
  public let fingerprint: String?
  public let slices: Int
  public let slicesMade: Int
}

/// What a run came to.
public struct ScenarioOutcome: Hashable, Sendable {
  public var fingerprint: String
  /// Canonical JSON.
  public var result: String
  public var drawn: String?
  public var dutch: String?
  public var english: String?

  public init(
    fingerprint: String, result: String, drawn: String?, dutch: String?, english: String?
  ) {
    self.fingerprint = fingerprint
    self.result = result
    self.drawn = drawn
    self.dutch = dutch
    self.english = english
  }
}

/// A piece of a run's draws.
public struct ScenarioSlice: Hashable, Sendable {
  public let position: Int
  public let draws: Range<Int>
  public let isMade: Bool
  public let madeBy: String?
}

/// Runs of scenarios with their populations and pieces.
public struct ScenarioStore {
  private static let insertPopulation = Statement(
    "scenario.insert-population",
    """
    insert into scenario_population (hash, name, content, stored_at) values ($1, $2, $3, $4)
    on conflict (hash) do nothing
    """)
  private static let insertRun = Statement(
    "scenario.insert-run",
    """
    insert into scenario_run
      (id, hash, kind, title, request, population, state, requested_by, requested_at)
    values ($1, $2, $3, $4, $5, $6, 'open', $7, $8) on conflict (hash) do nothing
    """)
  private static let reopen = Statement(
    "scenario.reopen",
    "update scenario_run set state = 'open' where id = $1 and state = 'cancelled'")
  private static let insertSlice = Statement(
    "scenario.insert-slice",
    "insert into scenario_slice (run, position, from_draw, to_draw) values ($1, $2, $3, $4)")
  private static let select =
    """
    select r.id, r.hash, r.kind, r.title, r.population, r.state, r.requested_by, r.requested_at,
      r.finished_at, r.fingerprint,
      (select count(*) from scenario_slice s where s.run = r.id),
      (select count(*) from scenario_slice s where s.run = r.id and s.made_at is not null)
    from scenario_run r
    """
  private static let find = Statement(
    "scenario.find", "\(select) where r.id like $1 || '%' order by r.id limit 2")
  private static let list = Statement(
    "scenario.list", "\(select) order by r.requested_at desc, r.id limit $1 offset $2")
  private static let count = Statement("scenario.count", "select count(*) from scenario_run")
  private static let request = Statement(
    "scenario.request",
    """
    select r.request, p.name, p.content
    from scenario_run r left join scenario_population p on p.hash = r.population where r.id = $1
    """)
  private static let outcome = Statement(
    "scenario.outcome",
    """
    select fingerprint, result, drawn, report_nl, report_en from scenario_run
    where id = $1 and state = 'done'
    """)
  private static let slices = Statement(
    "scenario.slices",
    """
    select position, from_draw, to_draw, made_at is not null, made_by from scenario_slice
    where run = $1 order by position
    """)
  private static let make = Statement(
    "scenario.make-slice",
    """
    update scenario_slice set sums = $3, made_by = $4, made_at = $5
    where run = $1 and position = $2 and made_at is null
      and exists (select from scenario_run r where r.id = $1 and r.state = 'open')
    """)
  private static let take = Statement(
    "scenario.take-slice",
    """
    select s.run, s.position from scenario_slice s join scenario_run r on r.id = s.run
    where r.state = 'open' and s.made_at is null and ($1::text is null or r.id = $1)
    order by r.requested_at, s.run, s.position
    for update of s skip locked limit 1
    """)
  private static let sums = Statement(
    "scenario.sums",
    "select sums from scenario_slice where run = $1 and sums is not null order by position")
  private static let finish = Statement(
    "scenario.finish",
    """
    update scenario_run
    set state = 'done', finished_at = $2, fingerprint = $3, result = $4, drawn = $5,
      report_nl = $6, report_en = $7
    where id = $1 and state = 'open'
    """)
  private static let clear = Statement(
    "scenario.clear-sums", "update scenario_slice set sums = null where run = $1")
  private static let cancel = Statement(
    "scenario.cancel",
    "update scenario_run set state = 'cancelled' where id = $1 and state = 'open'")

  /// Every statement, for a test that prepares them all.
  public static let statements = [
    insertPopulation, insertRun, reopen, insertSlice, find, list, count, request, outcome, slices,
    take,
    make,
    sums, finish, clear, cancel,
  ]

  public static func insertPopulation(
    _ db: borrowing Database, hash: String, name: String, content: String, at moment: Moment
  ) throws {
    try db.execute(insertPopulation, [hash, name, content, moment.stamp])
  }

  /// Stores a request unless it is there; true when it is new. A cancelled one is opened again.
  public static func insert(
    _ db: borrowing Database, hash: String, kind: ScenarioRun.Kind, title: String,
    request: String, population: String?, slices: [Range<Int>], by actor: String, at moment: Moment
  ) throws -> Bool {
    let id = String(hash.prefix(12))
    let isNew =
      try db.execute(
        insertRun,
        [id, hash, kind.rawValue, title, request, population, actor, moment.stamp]) == 1
    if isNew {
      for (position, draws) in slices.enumerated() {
        try db.execute(insertSlice, [id, position, draws.lowerBound, draws.upperBound])
      }
    } else {
      try db.execute(reopen, [id])
    }
    return isNew
  }

  /// The runs whose ids begin so: none, one, or two when it is not clear which is meant.
  public static func find(_ db: borrowing Database, prefix: String) throws -> [ScenarioRun] {
    guard prefix.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      !prefix.isEmpty
    else { return [] }
    return try db.query(find, [prefix]).map { try read($0) }
  }

  /// The newest first.
  public static func list(_ db: borrowing Database, limit: Int, offset: Int = 0) throws
    -> [ScenarioRun]
  {
    try db.query(list, [limit, offset]).map { try read($0) }
  }

  public static func count(_ db: borrowing Database) throws -> Int {
    try db.scalar(count) ?? 0
  }

  /// The request of a run and its population's name and text.
  public static func request(_ db: borrowing Database, _ id: String) throws
    -> (request: String, name: String?, content: String?)?
  {
    try db.query(request, [id]).first.map {
      (try $0.decode(0), try $0.decode(1), try $0.decode(2))
    }
  }

  /// Nil while the run is not done.
  public static func outcome(_ db: borrowing Database, _ id: String) throws -> ScenarioOutcome? {
    try db.query(outcome, [id]).first.map {
      ScenarioOutcome(
        fingerprint: try $0.decode(0), result: try $0.decode(1), drawn: try $0.decode(2),
        dutch: try $0.decode(3), english: try $0.decode(4))
    }
  }

  public static func slices(_ db: borrowing Database, _ id: String) throws -> [ScenarioSlice] {
    try db.query(slices, [id]).map { row in
      let (from, to): (Int, Int) = (try row.decode(1), try row.decode(2))
      return ScenarioSlice(
        position: try row.decode(0), draws: from..<to, isMade: try row.decode(3),
        madeBy: try row.decode(4))
    }
  }

  /// A piece that nobody has made and nobody is making, of one run or of any; nil when there is none.
  ///
  /// The piece is the caller's until its transaction ends. When the caller dies its connection ends, and
  /// the piece is free again: no lease, no time-out.
  public static func take(_ db: borrowing Database, run: String?) throws
    -> (run: String, position: Int)?
  {
    try db.query(take, [run]).first.map { (try $0.decode(0), try $0.decode(1)) }
  }

  /// False when somebody else handed it in before, or the run is no longer open.
  public static func make(
    _ db: borrowing Database, _ id: String, position: Int, sums: String, by worker: String,
    at moment: Moment
  ) throws -> Bool {
    try db.execute(make, [id, position, sums, worker, moment.stamp]) == 1
  }

  public static func sums(_ db: borrowing Database, _ id: String) throws -> [String] {
    try db.query(sums, [id]).map { try $0.decode(0) }
  }

  /// Stores what a run came to and lets go of its pieces' sums; false when it was done or cancelled.
  public static func finish(
    _ db: borrowing Database, _ id: String, _ outcome: ScenarioOutcome, at moment: Moment
  ) throws -> Bool {
    guard
      try db.execute(
        finish,
        [
          id, moment.stamp, outcome.fingerprint, outcome.result, outcome.drawn, outcome.dutch,
          outcome.english,
        ]) == 1
    else { return false }
    try db.execute(clear, [id])
    return true
  }

  public static func cancel(_ db: borrowing Database, _ id: String) throws -> Bool {
    try db.execute(cancel, [id]) == 1
  }

  private static func read(_ row: Row) throws -> ScenarioRun {
    guard let kind = ScenarioRun.Kind(rawValue: try row.decode(2)),
      let state = ScenarioRun.State(rawValue: try row.decode(5))
    else { throw StoredRunError() }
    let requested: Timestamp = try row.decode(7)
    let finished: Timestamp? = try row.decode(8)
    return ScenarioRun(
      id: try row.decode(0), hash: try row.decode(1), kind: kind, title: try row.decode(3),
      population: try row.decode(4), state: state, requestedBy: try row.decode(6),
      requestedAt: requested.moment, finishedAt: finished?.moment,
      fingerprint: try row.decode(9), slices: try row.decode(10), slicesMade: try row.decode(11))
  }
}

/// The database holds a kind or state that its constraints exclude.
struct StoredRunError: Error {}
