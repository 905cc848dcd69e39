import Glibc

extension PrivateCluster {
  /// A cluster for the life of this process, under `directory`, which should be one for temporary files.
  ///
  /// Not durable: it trades safety after a crash for speed. A watcher beside this process stops the server
  /// and removes all files when the process ends, however it ends; what an earlier watcher left behind (the
  /// machine went down) is removed first.
  public static func temporary(
    under directory: String, prefix: String, settings: [String: String] = [:]
  ) throws(PostgresError) -> PrivateCluster {
    removeAbandoned(under: directory, prefix: prefix)
    let unique = "\(prefix)\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 36))"
    var configuration = Configuration(dataDirectory: "\(directory)/\(unique)")
    configuration.settings = [
      "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    ].merging(settings) { _, chosen in chosen }
    let cluster = try start(configuration)
    cluster.startWatcher(removing: configuration.dataDirectory)
    return cluster
  }

  private func startWatcher(removing directory: String) {
    // The input gives nothing; it ends with this process, and then `read` returns.
    let script = """
      trap '' INT TERM HUP
      read -r _
      directory=$1; shift
      "$@"; rm -rf -- "$directory"
      """
    let stop =
      account.prefix + [
        "\(programs.path("pg_ctl"))", "stop", "-D", paths.data, "-m", "immediate", "-w", "-s",
      ]
    _ = ChildProcess.startWatcher(["/bin/sh", "-c", script, "watcher", directory] + stop)
  }

  /// Removes clusters nobody uses that are older than ten minutes, younger ones may just be starting.
  private static func removeAbandoned(under directory: String, prefix: String) {
    for name in Files.names(in: directory) where name.hasPrefix(prefix) {
      let path = "\(directory)/\(name)"
      guard let status = Files.status(path), status.st_uid == geteuid(),
        status.st_mtim.tv_sec < time(nil) - 600
      else { continue }
      do {
        let users = try FileLock(path + "/postgres/users.lock")
        guard users.tryLockExclusive() else { continue }
        let file = path + "/postgres/data/postmaster.pid"
        if let process = Files.firstNumber(in: file), process > 1,
          Files.read("/proc/\(process)/stat")?.contains("(postgres)") == true
        {
          kill(process, SIGQUIT)
        }
      } catch {
        // Without a lock file it never came so far as to have a server.
      }
      _ = ChildProcess.run(["/bin/rm", "-rf", path])
    }
  }
}
