import Glibc
import Postgres

/// A new directory that every account may enter; removed afterwards.
func withDirectory(_ body: (String) async throws -> Void) async throws {
  var template = Array((P_tmpdir + "/speelveld-cluster-XXXXXX").utf8CString)
  guard mkdtemp(&template) != nil else {
    throw PostgresError(.dataDirectory, "no directory for temporary files")
  }
  let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  chmod(path, 0o755)
  defer { system("rm -rf -- '\(path)'") }
  try await body(path)
}

func notDurable(_ directory: String) -> PrivateCluster.Configuration {
  var configuration = PrivateCluster.Configuration(dataDirectory: directory)
  configuration.settings = ["fsync": "off", "max_connections": "20", "shared_buffers": "1MB"]
  return configuration
}

/// Runs one statement on a cluster over a pool of its own.
func execute(_ sql: String, _ cluster: PrivateCluster) async throws {
  let pool = PostgresPool(cluster.connection)
  defer { pool.shutdown() }
  try await pool.transaction { try $0.executeScript(sql) }
}

/// The number that a query gives.
func answer(_ sql: String, _ cluster: PrivateCluster) async throws -> Int? {
  let pool = PostgresPool(cluster.connection)
  defer { pool.shutdown() }
  return try await pool.read { try $0.scalar(Statement(sql: sql), as: Int.self) }
}
