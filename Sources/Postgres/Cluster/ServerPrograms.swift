import Glibc

/// The directory with `initdb`, `pg_ctl` and `postgres`, and their major version.
struct ServerPrograms: Hashable {
  let directory: String
  let major: Int

  func path(_ program: String) -> String { directory + "/" + program }

  /// Looks in `hint` only where there is one, else where `pg_config` points and where distributions put
  /// them.
  ///
  /// Prefers the version that made the data directory; else the newest. Throws `server-not-installed`, or
  /// `version-mismatch` where only other versions than the data directory's are there.
  static func find(for dataMajor: Int?, hint: String?) throws(PostgresError) -> ServerPrograms {
    let found = (hint.map { [$0] } ?? candidates()).compactMap(ServerPrograms.init)
    guard !found.isEmpty else {
      throw PostgresError(
        .serverNotInstalled,
        "no PostgreSQL server programs were found (initdb, pg_ctl, postgres)"
          + (hint.map { " in \($0)" } ?? ""),
        remedy: "apt-get install postgresql, or give DATABASE_URL for a server elsewhere")
    }
    guard let dataMajor else {
      return found.dropFirst().reduce(found[0]) { $1.major > $0.major ? $1 : $0 }
    }
    if let match = found.first(where: { $0.major == dataMajor }) { return match }
    let versions = found.map { String($0.major) }.joined(separator: ", ")
    throw PostgresError(
      .versionMismatch,
      "the data directory was made by PostgreSQL \(dataMajor), and installed is \(versions)",
      remedy: "install PostgreSQL \(dataMajor), or move the data over with pg_upgrade or pg_dump")
  }

  private init?(directory: String) {
    for program in ["initdb", "pg_ctl", "postgres"]
    where access(directory + "/" + program, X_OK) != 0 { return nil }
    // `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`
    guard let output = ChildProcess.run([directory + "/postgres", "--version"])?.output,
      let version = output.split(separator: ")").dropFirst().first,
      let major = Int(version.drop(while: { !$0.isNumber }).prefix(while: \.isNumber))
    else { return nil }
    self.directory = directory
    self.major = major
  }

  private static func candidates() -> [String] {
    var directories: [String] = []
    for config in ["/usr/bin/pg_config", "/usr/local/bin/pg_config"] where access(config, X_OK) == 0
    {
      if let ending = ChildProcess.run([config, "--bindir"]), ending.status == 0 {
        directories.append(ending.output.trimmedLines)
      }
    }
    for root in ["/usr/lib/postgresql", "/usr/local/lib/postgresql"] {
      directories += Files.names(in: root).map { "\(root)/\($0)/bin" }
    }
    directories += Files.names(in: "/usr").filter { $0.hasPrefix("pgsql-") }.map {
      "/usr/\($0)/bin"
    }
    directories += ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"]
    var seen: Set<String> = []
    return directories.filter { seen.insert($0).inserted }
  }
}
