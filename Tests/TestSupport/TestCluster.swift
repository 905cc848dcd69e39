import Glibc
import LegalCalendar
import Postgres

/// The PostgreSQL server of this test process: private, in a temporary directory, gone when the process is.
///
/// Started on first use. Works as root and as an ordinary user.
public enum TestCluster {
  private static let started: Result<PrivateCluster, PostgresError> = start()

  public static func shared() throws -> PrivateCluster { try started.get() }

  private static func start() -> Result<PrivateCluster, PostgresError> {
    let chosen = getenv("TMPDIR").map { String(cString: $0) }
    var failure = PostgresError(.clusterFailed, "no directory for temporary files")
    // As root the server's account may be unable to enter a private TMPDIR.
    for directory in [chosen, P_tmpdir, "/var/tmp"].compactMap(\.self) {
      do throws(PostgresError) {
        return .success(
          try PrivateCluster.temporary(
            under: directory, prefix: "speelveld-test-", settings: ["max_connections": "200"]))
      } catch {
        failure = error
        if error.code != .dataDirectory { break }
      }
    }
    return .failure(failure)
  }
}
