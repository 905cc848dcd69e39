import Glibc

/// Which PostgreSQL to use: somebody's server, or a private one.
public enum PostgresTarget: Hashable, Sendable {
  /// libpq's connection keywords; empty where its environment variables say it all.
  case server(parameters: [String: String])
  case privateCluster(dataDirectory: String, runtimeDirectory: String, programs: String?)

  /// What was asked for comes first, then the environment, then a private cluster in the usual place.
  ///
  /// - Parameters:
  ///   - address: a `postgresql://` address or libpq keywords, as given on the command line.
  ///   - dataDirectory: where a private cluster was asked for.
  ///   - environment: read for `DATABASE_URL`, libpq's `PG…` variables, `SPEELVELD_PG_BIN`,
  ///     `XDG_DATA_HOME`, `XDG_RUNTIME_DIR` and `HOME`.
  ///   - isRoot: whether we run as root, whose home directory the server's account cannot enter.
  public static func resolve(
    address: String?, dataDirectory: String?, environment: [String: String], isRoot: Bool
  ) -> PostgresTarget {
    func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let address { return .server(parameters: ["dbname": address]) }
    if dataDirectory == nil {
      if let address = given("DATABASE_URL") { return .server(parameters: ["dbname": address]) }
      if ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"].contains(where: { given($0) != nil }) {
        return .server(parameters: [:])
      }
    }
    let home = given("HOME") ?? P_tmpdir
    let usual =
      isRoot
      ? "/var/lib/speelveld" : (given("XDG_DATA_HOME") ?? home + "/.local/share") + "/speelveld"
    return .privateCluster(
      dataDirectory: dataDirectory ?? usual,
      runtimeDirectory: isRoot ? P_tmpdir : given("XDG_RUNTIME_DIR") ?? P_tmpdir,
      programs: given("SPEELVELD_PG_BIN"))
  }

  /// A way to connect, and the private cluster where there is one: stop it when done.
  public func open() throws(PostgresError) -> (
    configuration: PostgresConfiguration, cluster: PrivateCluster?
  ) {
    switch self {
    case .server(let parameters): return (PostgresConfiguration(parameters: parameters), nil)
    case .privateCluster(let dataDirectory, let runtimeDirectory, let programs):
      var configuration = PrivateCluster.Configuration(dataDirectory: dataDirectory)
      configuration.runtimeDirectory = runtimeDirectory
      configuration.programs = programs
      let cluster = try PrivateCluster.start(configuration)
      return (cluster.connection, cluster)
    }
  }
}
