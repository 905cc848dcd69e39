import Glibc
import Postgres
import TestSupport
import Testing

/// Clusters started and stopped for real, each in a directory of its own.
@Suite(.serialized) struct PrivateClusterTests {
  @Test func `a stopped cluster keeps its data, and the last user stops it`() async throws {
    try await withDirectory { directory in
      let first = try PrivateCluster.start(notDurable(directory))
      try await execute("CREATE TABLE kept AS SELECT 7 AS number", first)
      let second = try PrivateCluster.start(notDurable(directory))
      #expect(first.serverProcess == second.serverProcess)
      first.stop()
      #expect(try await answer("SELECT number::int8 FROM kept", second) == 7)
      second.stop()
      #expect(second.serverProcess == nil)
      let gone = await #expect(throws: PostgresError.self) { try await answer("SELECT 1", second) }
      #expect(gone?.code == .connectionFailed)
      let third = try PrivateCluster.start(notDurable(directory))
      defer { third.stop() }
      #expect(try await answer("SELECT number::int8 FROM kept", third) == 7)
    }
  }

  @Test func `a killed server is recovered with everything that was stored`() async throws {
    try await withDirectory { directory in
      // Killing a process loses nothing that the system holds, so the disk need not be waited for.
      let killed = try PrivateCluster.start(notDurable(directory))
      try await execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number", killed)
      let process = try #require(killed.serverProcess)
      #expect(kill(process, SIGKILL) == 0)
      let recovered = try PrivateCluster.start(
        PrivateCluster.Configuration(dataDirectory: directory))
      defer { recovered.stop() }
      #expect(recovered.serverProcess != process)
      #expect(try await answer("SELECT count(*) FROM kept", recovered) == 1000)
      killed.stop()
      #expect(try await answer("SELECT count(*) FROM kept", recovered) == 1000)
    }
  }

  /// At SIGQUIT the server drops its clients without a goodbye that names an SQLSTATE.
  @Test(arguments: [SIGKILL, SIGQUIT])
  func `a pool goes on after its server was ended at once and started again`(_ signal: Int32)
    async throws
  {
    try await withDirectory { directory in
      let cluster = try PrivateCluster.start(notDurable(directory))
      let pool = PostgresPool(cluster.connection)
      defer { pool.shutdown() }
      #expect(try await pool.read { try $0.scalar("SELECT 1::int8", as: Int.self) } == 1)
      let process = try #require(cluster.serverProcess)
      kill(process, signal)
      while (try? await answer("SELECT 1", cluster)) != nil {}
      let again = try PrivateCluster.start(notDurable(directory))
      defer { again.stop() }
      #expect(try await pool.read { try $0.scalar("SELECT 2::int8", as: Int.self) } == 2)
    }
  }

  @Test func `those who start at the same moment share one server`() async throws {
    try await withDirectory { directory in
      let processes = try await withThrowingTaskGroup(of: PrivateCluster.self) { group in
        for _ in 0..<2 { group.addTask { try PrivateCluster.start(notDurable(directory)) } }
        return try await group.reduce(into: [PrivateCluster]()) { $0.append($1) }
      }
      #expect(Set(processes.map(\.serverProcess)).count == 1)
      for cluster in processes { cluster.stop() }
    }
  }

  @Test func `a process that dies leaves the server to the next`() async throws {
    try await withDirectory { directory in
      await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
        _ = try PrivateCluster.start(notDurable(directory))
        raise(SIGKILL)
      }
      let cluster = try PrivateCluster.start(notDurable(directory))
      #expect(try await answer("SELECT 1::int8", cluster) == 1)
      cluster.stop()
      #expect(cluster.serverProcess == nil)
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: [false, true])
  func `a temporary cluster goes with its process, however that ends`(isStopped: Bool) async throws
  {
    try await withDirectory { directory in
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [directory = directory as String, isStopped = isStopped as Bool] in
        let cluster = try PrivateCluster.temporary(under: directory, prefix: "t-")
        if isStopped { cluster.stop() }
        raise(SIGKILL)
      }
      // rmdir says when the watcher has removed everything.
      while rmdir(directory) != 0 { await Task.yield() }
      mkdir(directory, 0o755)
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to become an ordinary user"))
  func `an ordinary user has a cluster under the own account`() async throws {
    await #expect(processExitsWith: .success) {
      let user = try #require(getpwnam("nobody"))
      try #require(setgid(user.pointee.pw_gid) == 0 && setuid(user.pointee.pw_uid) == 0)
      try await withDirectory { directory in
        let cluster = try PrivateCluster.start(notDurable(directory))
        #expect(try await answer("SELECT 5::int8", cluster) == 5)
        var status = stat()
        #expect(stat(cluster.dataDirectory, &status) == 0 && status.st_uid == geteuid())
        cluster.stop()
      }
    }
  }

  @Test func `the socket is closed to other users`() async throws {
    let cluster = try TestCluster.shared()
    let directory = try #require(cluster.connection.parameters["host"])
    var status = stat()
    try #require(stat(directory, &status) == 0)
    #expect(status.st_mode & 0o077 == 0)
    #expect(
      try await answer(
        "SELECT count(*) FROM pg_settings WHERE name = 'listen_addresses' AND setting = ''", cluster
      ) == 1)
  }

  @Test func `a path too long for a socket moves the socket`() async throws {
    try await withDirectory { directory in
      let deep = directory + "/" + String(repeating: "lang", count: 30)
      var configuration = notDurable(deep)
      configuration.runtimeDirectory = directory
      let cluster = try PrivateCluster.start(configuration)
      defer { cluster.stop() }
      let socket = try #require(cluster.connection.parameters["host"])
      #expect(socket.utf8.count < 92)
      #expect(try await answer("SELECT 1::int8", cluster) == 1)
    }
  }

  @Test func `data of another version of PostgreSQL is left alone`() async throws {
    try await withDirectory { directory in
      makeDataDirectory(in: directory)
      let file = try #require(fopen("\(directory)/postgres/data/PG_VERSION", "w"))
      fputs("9\n", file)
      fclose(file)
      let error = #expect(throws: PostgresError.self) {
        try PrivateCluster.start(notDurable(directory))
      }
      #expect(error?.code == .versionMismatch)
      #expect(error?.message.contains("PostgreSQL 9") == true)
      #expect(error?.remedy?.contains("pg_upgrade") == true)
    }
  }

  @Test func `a directory with other files is left alone`() async throws {
    try await withDirectory { directory in
      makeDataDirectory(in: directory)
      let error = #expect(throws: PostgresError.self) {
        try PrivateCluster.start(notDurable(directory))
      }
      #expect(error?.code == .dataDirectory)
      #expect(error?.message.contains("is no PostgreSQL cluster") == true)
    }
  }

  @Test func `a directory that cannot be made says what to do`() async throws {
    let error = #expect(throws: PostgresError.self) {
      try PrivateCluster.start(notDurable("/proc/speelveld"))
    }
    #expect(error?.code == .dataDirectory)
    #expect(error?.remedy?.contains("--data-dir") == true)
  }

  @Test(.enabled(if: geteuid() == 0, "as an ordinary user the account is one's own"))
  func `a directory the server's account cannot enter is refused by name`() async throws {
    try await withDirectory { directory in
      #expect(mkdir(directory + "/closed", 0o700) == 0)
      let error = #expect(throws: PostgresError.self) {
        try PrivateCluster.start(notDurable(directory + "/closed/data"))
      }
      #expect(error?.code == .dataDirectory)
      #expect(error?.message.contains("may not enter \(directory)/closed") == true)
    }
  }

  @Test func `programs that are not there are said to be missing`() async throws {
    try await withDirectory { directory in
      var configuration = notDurable(directory)
      configuration.programs = "/nonexistent"
      let error = #expect(throws: PostgresError.self) { try PrivateCluster.start(configuration) }
      #expect(error?.code == .serverNotInstalled)
    }
  }

  /// What the cluster would make, closed to other users.
  private func makeDataDirectory(in directory: String) {
    mkdir(directory + "/postgres", 0o700)
    mkdir(directory + "/postgres/data", 0o700)
  }
}
