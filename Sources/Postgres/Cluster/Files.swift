import CLibpq
import Glibc

/// The few file operations the private cluster needs.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a directory, sorted; none where it cannot be read.
  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix(while: { $0 != 0 }), as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// In bytes; 0 where there is no such file.
  static func size(_ path: String) -> off_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_size : 0
  }

  /// What stands from a byte on; nil where the file cannot be read.
  static func read(_ path: String, from start: off_t = 0) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard lseek(descriptor, start, SEEK_SET) == start else { return nil }
    var collected: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return count == 0 ? String(decoding: collected, as: UTF8.self) : nil }
      collected.append(contentsOf: buffer[..<count])
    }
  }

  /// The number on a file's first line, as lock files have it.
  static func firstNumber(in path: String) -> Int32? {
    read(path)?.split(separator: "\n").first.flatMap { Int32($0) }
  }

  static func write(_ text: String, to path: String, append: Bool = false) throws(PostgresError) {
    let descriptor = open(
      path, O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0o644)
    guard descriptor >= 0 else { throw failure("cannot write \(path)") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw failure("cannot write \(path)")
    }
  }

  /// Makes a directory and those above it.
  static func makeDirectories(_ path: String, mode: mode_t) throws(PostgresError) {
    var partial = ""
    for part in path.split(separator: "/") {
      partial += "/" + part
      guard !exists(partial), mkdir(partial, mode) != 0, errno != EEXIST else { continue }
      throw failure("cannot make the directory \(partial)")
    }
  }

  /// Brings everything written on the file system of `directory` to the disk.
  static func synchronise(_ directory: String) {
    let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = syncfs(descriptor)
    close(descriptor)
  }

  /// Owner, mode and kind of what stands at a path, symbolic links not followed.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// The last system error as a `data-directory` error with what to do about it.
  static func failure(_ what: String) -> PostgresError {
    let number = errno
    return PostgresError(
      .dataDirectory, "\(what): \(String(cString: strerror(number)))", remedy: remedy(for: number))
  }

  private static func remedy(for number: Int32) -> String {
    switch number {
    case ENOSPC, EDQUOT: "free space on the disk, or choose another place with --data-dir"
    case EROFS: "the file system is read-only; choose another place with --data-dir"
    case EACCES, EPERM: "choose a place you may write with --data-dir, or correct its rights"
    default: "choose another place with --data-dir"
    }
  }
}

/// An advisory lock on a file, held until closed or until the process ends.
///
/// Opened close-on-exec, so that no child keeps it.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(PostgresError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Files.failure("cannot open the lock \(path)") }
  }

  deinit { close(descriptor) }

  borrowing func lock(exclusive: Bool) {
    while flock(descriptor, exclusive ? LOCK_EX : LOCK_SH) != 0 && errno == EINTR {}
  }

  /// False where another holds it.
  borrowing func tryLockExclusive() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
