import Foundation
import JobQueue
import Postgres

/// The private server, the tables that watch, and the worker processes.
final class ChaosStage {
  let directory: URL
  private let configuration: PrivateCluster.Configuration
  private var cluster: PrivateCluster
  private(set) var pool: PostgresPool
  var sink: URL { directory.appending(path: "sink") }

  init(migration: URL) async throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "speelveld-chaos-\(getpid())")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    var configuration = PrivateCluster.Configuration(
      dataDirectory: directory.appending(path: "data").path)
    // A killed process loses nothing that it gave to the system: only a power cut would need the disk.
    configuration.settings = ["fsync": "off", "max_connections": "100"]
    self.configuration = configuration
    cluster = try PrivateCluster.start(configuration)
    pool = PostgresPool(cluster.connection)
    let sql = try String(contentsOf: migration, encoding: .utf8)
    try await pool.transaction(isolation: .readCommitted) { db in
      try db.executeScript(sql)
      try db.executeScript(ChaosStage.watch)
    }
  }

  /// The clock that jumps, and what sees every claim and every end.
  private static let watch = """
    create table chaos_clock (ahead bigint not null);
    insert into chaos_clock values (0);
    create or replace function job_clock() returns timestamptz language sql stable
    as 'select now() + ahead * interval ''1 microsecond'' from chaos_clock';
    create table chaos_claim (job bigint, attempt integer, worker bigint, primary key (job, attempt));
    create table chaos_end (job bigint primary key);
    create table chaos_expected (job bigint primary key, batch text not null);
    create table chaos_mail (job bigint primary key);
    create table chaos_effect (job bigint not null, void boolean not null);
    create table chaos_fault (what text not null);
    create table chaos_given_up (process bigint not null);
    create function chaos_give_up() returns trigger language plpgsql as $$
    begin
      if old.suspected_at is not null then insert into chaos_given_up values (old.process); end if;
      return null;
    end $$;
    create trigger chaos_give_up after delete on job_worker for each row
    execute function chaos_give_up();
    create function chaos_watch() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        insert into chaos_end values (old.id) on conflict do nothing;
        if not found then insert into chaos_fault values ('ended twice: ' || old.id); end if;
      elsif new.worker is not null and old.worker is not null and new.worker <> old.worker then
        insert into chaos_fault values ('taken while held: ' || new.id);
      elsif new.worker is not null and old.worker is null then
        insert into chaos_claim values (new.id, new.attempt, new.worker) on conflict do nothing;
        if not found then insert into chaos_fault values ('claimed twice: ' || new.id); end if;
      end if;
      return null;
    end $$;
    create trigger chaos_watch after update or delete on job for each row
    execute function chaos_watch();
    """

  /// Starts from nothing at a moment of the server's clock.
  func reset(at start: Timestamp) async throws {
    try await insisting { db in
      try db.executeScript(
        """
        truncate job, job_worker, job_dead, job_done, job_schedule, job_tick, chaos_claim, chaos_end,
          chaos_expected, chaos_mail, chaos_effect, chaos_fault, chaos_given_up
        """)
      try db.execute(
        """
        update chaos_clock set ahead = (extract(epoch from $1::timestamptz - now()) * 1000000)::int8
        """, [start])
      for schedule in ChaosWorker.schedules { try JobQueue.keep(db, schedule) }
    }
    try Data().write(to: sink)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: sink.path)
  }

  /// A transaction that is tried until the server is there; `body` must bear being done twice.
  @discardableResult
  func insisting<T: Sendable>(
    isFinal: (any Error) -> Bool = { _ in false },
    _ body: @escaping @Sendable (borrowing Database) throws -> T
  ) async throws -> T {
    let start = ContinuousClock.now
    while true {
      do {
        return try await pool.transaction(isolation: .readCommitted, body)
      } catch {
        guard !isFinal(error), ContinuousClock.now - start < .seconds(60) else { throw error }
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  func startWorker() throws -> Process {
    let parameters = cluster.connection.parameters
    let address = parameters.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["worker", address, sink.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Kills the whole server, and starts it again: it recovers from its log.
  func killServer() throws {
    if let process = cluster.serverProcess { kill(process, SIGKILL) }
    cluster = try PrivateCluster.start(configuration)
  }

  /// Kills one session's process, upon which the server ends all others and recovers.
  func killSession(_ draw: Int) async throws {
    let victims = try await insisting { db in
      try db.query(
        """
        select pid from pg_stat_activity where backend_type = 'client backend'
        and application_name = 'speelveld worker' order by pid
        """
      ).map { try $0.decode(0, as: Int32.self) }
    }
    guard !victims.isEmpty else { return }
    kill(victims[draw % victims.count], SIGKILL)
  }

  func close() {
    pool.shutdown()
    cluster.stop()
    try? FileManager.default.removeItem(at: directory)
  }
}
