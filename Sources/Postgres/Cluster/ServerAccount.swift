import Glibc

/// The system account the private server runs under: one's own, or as root an unprivileged one, because
/// PostgreSQL refuses to run as root.
struct ServerAccount {
  let user: uid_t
  let group: gid_t
  let name: String
  /// What stands before a command to run it under this account; empty where it is our own.
  let prefix: [String]

  static func current() throws(PostgresError) -> ServerAccount {
    if geteuid() != 0 {
      let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
      return ServerAccount(user: geteuid(), group: getegid(), name: name, prefix: [])
    }
    for name in ["postgres", "nobody"] {
      guard let entry = getpwnam(name) else { continue }
      let (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
      guard let prefix = prefix(name, user, group) else { break }
      return ServerAccount(user: user, group: group, name: name, prefix: prefix)
    }
    throw PostgresError(
      .clusterFailed,
      "PostgreSQL may not run as root, and there is no way to run it as another user",
      remedy: "install util-linux (setpriv or runuser), or start as an ordinary user")
  }

  private static func prefix(_ name: String, _ user: uid_t, _ group: gid_t) -> [String]? {
    for path in ["/usr/bin/setpriv", "/bin/setpriv"] where access(path, X_OK) == 0 {
      return [path, "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
    }
    for path in ["/usr/sbin/runuser", "/sbin/runuser"] where access(path, X_OK) == 0 {
      return [path, "-u", name, "--"]
    }
    return nil
  }

  /// Gives a file to the account, where it is not our own.
  func take(_ path: String) throws(PostgresError) {
    guard !prefix.isEmpty else { return }
    guard lchown(path, user, group) == 0 else {
      throw Files.failure("cannot give \(path) to the user \(name)")
    }
  }

  /// Throws `data-directory` where this account may not pass through a directory above `path`.
  func checkMayEnter(_ path: String) throws(PostgresError) {
    guard !prefix.isEmpty else { return }
    var partial = ""
    for part in path.split(separator: "/").dropLast() {
      partial += "/" + part
      var status = stat()
      guard stat(partial, &status) == 0 else { return }
      let bit: mode_t =
        status.st_uid == user ? S_IXUSR : status.st_gid == group ? S_IXGRP : S_IXOTH
      guard status.st_mode & bit != 0 else {
        throw PostgresError(
          .dataDirectory, "the server runs as \(name), which may not enter \(partial)",
          remedy:
            "choose a place that \(name) can reach with --data-dir, such as /var/lib/speelveld")
      }
    }
  }
}
