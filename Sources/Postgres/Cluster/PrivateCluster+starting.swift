import CLibpq
import Glibc

extension PrivateCluster {
  static func prepareDirectories(_ paths: ClusterPaths, _ account: ServerAccount)
    throws(PostgresError)
  {
    let isShared = !account.prefix.isEmpty
    try account.checkMayEnter(paths.home)
    let above = String(paths.home.dropLast("/postgres".count))
    if !Files.exists(above) {
      // As root, the server's own account must be able to pass.
      try Files.makeDirectories(above, mode: isShared ? 0o755 : 0o700)
    }
    for directory in [paths.home, paths.socketDirectory] {
      if mkdir(directory, 0o700) != 0 && errno != EEXIST {
        throw Files.failure("cannot make the directory \(directory)")
      }
      guard let status = Files.status(directory), status.st_mode & S_IFMT == S_IFDIR else {
        throw PostgresError(.dataDirectory, "\(directory) is not a directory")
      }
      if status.st_uid != account.user { try checkAndTake(directory, status, account) }
      guard status.st_mode & 0o077 == 0 else {
        throw PostgresError(
          .dataDirectory, "\(directory) is open to other users",
          remedy: "chmod 0700 it, after a look at who made it so")
      }
    }
  }

  private static func checkAndTake(_ directory: String, _ status: stat, _ account: ServerAccount)
    throws(PostgresError)
  {
    guard status.st_uid == geteuid() else {
      throw PostgresError(
        .dataDirectory, "\(directory) belongs to user \(status.st_uid), not to \(account.name)",
        remedy: "run as the user who made it, or choose another place with --data-dir")
    }
    try account.take(directory)
  }

  /// Makes the cluster beside its place and moves it there when whole, so that a start that was broken off
  /// leaves nothing half made.
  func initialise(_ configuration: Configuration) throws(PostgresError) {
    if Files.exists(paths.data) {
      throw PostgresError(
        .dataDirectory, "\(paths.data) exists and is no PostgreSQL cluster",
        remedy: "move it away, or choose another place with --data-dir")
    }
    if Files.exists(paths.newData) { _ = ChildProcess.run(["/bin/rm", "-rf", paths.newData]) }
    let arguments = [
      "--pgdata=\(paths.newData)", "--username=\(PrivateCluster.user)", "--encoding=UTF8",
      "--locale=C.UTF-8", "--auth=trust", "--data-checksums", "--no-sync",
    ]
    let ending = ChildProcess.run(account.prefix + [programs.path("initdb")] + arguments)
    guard let ending, ending.status == 0 else {
      _ = ChildProcess.run(["/bin/rm", "-rf", paths.newData])
      throw failure("initdb could not make the cluster in \(paths.data)", ending?.output)
    }
    try Files.write(
      "\ninclude_if_exists = 'speelveld.conf'\n", to: paths.newData + "/postgresql.conf",
      append: true
    )
    // One call for the whole file system instead of one for each of initdb's thousand files.
    if configuration.settings["fsync"] != "off" { Files.synchronise(paths.home) }
    guard rename(paths.newData, paths.data) == 0 else {
      throw Files.failure("cannot move the new cluster to \(paths.data)")
    }
  }

  func writeSettings(_ configuration: Configuration) throws(PostgresError) {
    var settings = [
      "listen_addresses": "", "unix_socket_directories": paths.socketDirectory, "port": "5432",
      "unix_socket_permissions": "0700", "log_timezone": "UTC", "lc_messages": "C",
    ]
    if programs.major >= 14 { settings["recovery_init_sync_method"] = "syncfs" }
    settings.merge(configuration.settings) { _, chosen in chosen }
    let lines = settings.sorted { $0.key < $1.key }.map { key, value in
      "\(key) = '\(value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'\n"
    }
    try Files.write(
      "# Written at every start of the server.\n" + lines.joined(), to: paths.settings)
    try account.take(paths.settings)
  }

  func launch() throws(PostgresError) {
    // A server that was killed needs a moment: its children must notice and let go of its memory.
    for attempt in 1...40 {
      try removeStaleLocks()
      let logStart = Files.size(paths.log)
      let ending = run(
        "pg_ctl", "start", "-D", paths.data, "-l", paths.log, "-w", "-t", "120", "-s")
      if ending?.status == 0 || isRunning { return }
      // Sessions of the killed server may have the last word there, however many.
      let log = Files.read(paths.log, from: logStart)?.split(separator: "\n") ?? []
      let isStillHeld = log.contains {
        $0.contains("is still in use") || $0.contains("already exists")
      }
      guard isStillHeld, attempt < 40 else {
        throw failure(
          "the private PostgreSQL server did not start",
          (ending?.output ?? "") + log.suffix(5).joined(separator: "\n"))
      }
      usleep(250_000)
    }
  }

  /// Removes the lock files of a server whose process is dead or another program's.
  ///
  /// PostgreSQL sees a process that ended and was never collected by its parent as alive, which in
  /// containers without a proper first process is for ever; and after a restart of the machine the number
  /// may be somebody else's. Safe under the start lock: nobody else starts a server here.
  private func removeStaleLocks() throws(PostgresError) {
    for file in [paths.processFile, paths.socketLock] {
      guard let process = Files.firstNumber(in: file), process > 0,
        // `9676 (postgres) S 1 …`; no file where there is no such process, which PostgreSQL sees itself.
        let status = Files.read("/proc/\(process)/stat")
      else { continue }
      let isDead = status.drop(while: { $0 != ")" }).dropFirst(2).first == "Z"
      guard isDead || !status.contains("(postgres)") else { continue }
      guard unlink(file) == 0 else { throw Files.failure("cannot remove \(file)") }
    }
  }

  /// A failure of one of the server's programs, with what it said and what can be done.
  func failure(_ what: String, _ output: String?) -> PostgresError {
    let said = output ?? "the program could not be run"
    let lines = said.split(separator: "\n").map { String($0).trimmedLines }
    let telling = lines.filter { line in
      ["FATAL", "PANIC", "ERROR", "error:", "could not"].contains { line.contains($0) }
    }
    let reason = (telling.isEmpty ? lines : telling).suffix(3).joined(separator: "; ")
    var error = PostgresError(
      .clusterFailed, "\(what): \(reason)", remedy: "see \(paths.log)")
    if said.contains("No space left") {
      error.code = .dataDirectory
      error.remedy = "free space on the disk, or choose another place with --data-dir"
    } else if said.contains("Permission denied") || said.contains("Read-only file system") {
      error.code = .dataDirectory
      error.remedy = "choose a place that \(account.name) may write with --data-dir"
    }
    return error
  }

  func makeDatabase() throws(PostgresError) {
    let session = try Session(connection(to: "postgres"))
    let name = PrivateCluster.database
    let found = try session.command("SELECT 1 FROM pg_database WHERE datname = '\(name)'")
    if found.rowCount == 0 { try session.command("CREATE DATABASE \(name)") }
  }
}
