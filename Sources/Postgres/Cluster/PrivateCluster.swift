import CLibpq
import Glibc
import Synchronization

/// A PostgreSQL server of our own, in a data directory, reachable only through a Unix socket that no other
/// user may enter.
///
/// Whoever needs it starts it when it does not run; whoever leaves last stops it. Two advisory locks see to
/// that: one held while starting or stopping, one held in common while in use. A process that dies leaves
/// the server running for the next, and a server that died is recovered by the next start.
public final class PrivateCluster: Sendable {
  public struct Configuration: Sendable {
    public var dataDirectory: String
    /// Server settings over the defaults, which are durable.
    public var settings: [String: String] = [:]
    /// The directory of the server's programs; nil searches for them.
    public var programs: String?
    /// Where a socket goes whose path would be too long.
    public var runtimeDirectory = P_tmpdir

    public init(dataDirectory: String) { self.dataDirectory = dataDirectory }
  }

  public static let user = "speelveld"
  public static let database = "speelveld"

  let paths: ClusterPaths
  let account: ServerAccount
  let programs: ServerPrograms
  private let users: Mutex<UsersLock>

  struct UsersLock: ~Copyable {
    var lock: FileLock?
  }

  /// Starts the server, or joins the one that runs. Blocks for a second or two when it starts.
  ///
  /// Throws `server-not-installed`, `version-mismatch`, `data-directory` or `cluster-failed`.
  public static func start(_ configuration: Configuration) throws(PostgresError) -> PrivateCluster {
    try PrivateCluster(configuration)
  }

  private init(_ configuration: Configuration) throws(PostgresError) {
    account = try ServerAccount.current()
    let directory = Files.absolute(configuration.dataDirectory)
    paths = ClusterPaths(
      dataDirectory: directory, account: account.user,
      runtimeDirectory: configuration.runtimeDirectory)
    try PrivateCluster.prepareDirectories(paths, account)
    let starting = try FileLock(paths.startLock)
    starting.lock(exclusive: true)
    let major = Files.read(paths.versionFile).flatMap { Int($0.trimmedLines) }
    programs = try ServerPrograms.find(for: major, hint: configuration.programs)
    let using = try FileLock(paths.usersLock)
    using.lock(exclusive: false)
    users = Mutex(UsersLock(lock: consume using))
    if major == nil { try initialise(configuration) }
    if !isRunning {
      try writeSettings(configuration)
      try launch()
    }
    try makeDatabase()
  }

  deinit { stop() }

  /// How to connect to the database of this cluster.
  public var connection: PostgresConfiguration { connection(to: PrivateCluster.database) }

  /// How to connect to another database of this cluster.
  public func connection(to database: String) -> PostgresConfiguration {
    PostgresConfiguration(parameters: [
      "host": paths.socketDirectory, "port": "5432", "user": PrivateCluster.user,
      "dbname": database, "sslmode": "disable", "gssencmode": "disable",
    ])
  }

  public var dataDirectory: String { paths.data }
  public var logFile: String { paths.log }

  /// The server's process, as its own file names it; nil where it does not run.
  public var serverProcess: Int32? { Files.firstNumber(in: paths.processFile) }

  /// Leaves the cluster; stops the server where nobody else uses it. Later calls do nothing.
  public func stop() {
    let wasUsing = users.withLock { users -> Bool in
      let held = users.lock != nil
      users.lock = nil
      return held
    }
    guard wasUsing else { return }
    do {
      let stopping = try FileLock(paths.startLock)
      stopping.lock(exclusive: true)
      let last = try FileLock(paths.usersLock)
      guard last.tryLockExclusive() else { return }
      _ = run("pg_ctl", "stop", "-D", paths.data, "-m", "fast", "-w", "-t", "60")
    } catch {
      // The directory is gone or closed to us; there is nothing left to stop.
      return
    }
  }

  func run(_ program: String, _ arguments: String...) -> ChildProcess.Ending? {
    ChildProcess.run(account.prefix + [programs.path(program)] + arguments)
  }

  var isRunning: Bool { ping() == PQPING_OK }

  func ping() -> PGPing {
    let keys = ["host", "port", "user", "dbname"]
    let values = [paths.socketDirectory, "5432", PrivateCluster.user, "postgres"]
    return withCStrings(keys) { keys in
      withCStrings(values) { values in PQpingParams(keys, values, 0) }
    }
  }
}
