/// Where the files of a private cluster are.
struct ClusterPaths: Hashable {
  /// Everything of the cluster; owned by the server's account, closed to others.
  let home: String
  let socketDirectory: String

  var data: String { home + "/data" }
  var newData: String { home + "/data.new" }
  var log: String { home + "/server.log" }
  var startLock: String { home + "/start.lock" }
  var usersLock: String { home + "/users.lock" }
  var versionFile: String { data + "/PG_VERSION" }
  var processFile: String { data + "/postmaster.pid" }
  var socketLock: String { socketDirectory + ClusterPaths.socketName + ".lock" }
  var settings: String { data + "/speelveld.conf" }

  /// A socket's path has at most 107 bytes on Linux; a longer one moves to a short directory under
  /// `runtimeDirectory`, named after the data directory.
  init(dataDirectory: String, account: UInt32, runtimeDirectory: String) {
    home = dataDirectory + "/postgres"
    let beside = home + "/socket"
    if (beside + ClusterPaths.socketName).utf8.count <= 107 {
      socketDirectory = beside
    } else {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in dataDirectory.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      socketDirectory = "\(runtimeDirectory)/speelveld-\(account)-\(String(hash, radix: 16))"
    }
  }

  static let socketName = "/.s.PGSQL.5432"
}
