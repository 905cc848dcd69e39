import Foundation
import Glibc
import Synchronization

/// Stands between a program and PostgreSQL and passes everything on, until it kills the program at one of the
/// statements of a step.
///
/// Counted are the statements that change something, COMMIT included, from the first that asks for a scheme's turn:
/// what the program does before that belongs to no step. The statement for which the program is killed does
/// not reach the server, unless it `letsThrough`; then the program dies before it can read the answer.
final class KillingRelay: Sendable {
  /// What to name as `PGHOST`.
  let host: String
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var limit = Int.max
    var letsThrough = false
    var hasBegun = false
    var count = 0
    var killedAt: String?
  }

  /// - Parameters:
  ///   - server: the directory of the server's socket.
  ///   - folder: where the relay's own is to be; its path must be short.
  init(to server: String, in folder: URL) throws {
    host = folder.path
    let listener = try unixSocket(at: host + "/.s.PGSQL.5432", Glibc.bind)
    guard listen(listener, 16) == 0 else { throw POSIXError(.ECONNREFUSED) }
    self.listener = listener
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let upstream = try? unixSocket(at: server + "/.s.PGSQL.5432", Glibc.connect) else {
          close(client)
          continue
        }
        Thread.detachNewThread { pump(upstream, client) }
        Thread.detachNewThread { [self] in watch(client, upstream) }
      }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Kills the next program at its step's statement of this number, from 1.
  func arm(_ limit: Int, letsThrough: Bool = false) {
    state.withLock { $0 = State(limit: limit, letsThrough: letsThrough) }
  }

  /// The start of the statement at which the program was killed; nil where it came to its end.
  var killedAt: String? { state.withLock { $0.killedAt } }

  /// Passes on what the program sends, frame by frame.
  private func watch(_ client: Int32, _ upstream: Int32) {
    var frames = FrameReader(client)
    while let frame = frames.next() {
      let isLast = frame.statement.map(mustKill) ?? false
      if isLast, !state.withLock({ $0.letsThrough }) { break }
      guard send(upstream, frame.bytes) else { break }
      if isLast { break }
    }
    if killedAt != nil { kill(peer(of: client), SIGKILL) }
    shutdown(upstream, Int32(SHUT_WR))
  }

  private func mustKill(_ statement: String) -> Bool {
    state.withLock { state in
      if statement.contains("pg_advisory_lock") { state.hasBegun = true }
      let word = statement.prefix(6).lowercased()
      guard state.hasBegun, word != "select", word != "begin " else { return false }
      state.count += 1
      guard state.count == state.limit else { return false }
      state.killedAt = statement
      return true
    }
  }
}

/// A frame of PostgreSQL's protocol as the program sent it (PostgreSQL manual, §55.7).
private struct FrameReader {
  struct Frame {
    let bytes: [UInt8]
    /// The statement that it has the server run.
    let statement: String?
  }

  private let socket: Int32
  private var hasStarted = false
  private var prepared: [String: String] = [:]
  private var bound = ""

  init(_ socket: Int32) { self.socket = socket }

  mutating func next() -> Frame? {
    let head = hasStarted ? 1 : 0
    guard let start = receive(socket, head + 4) else { return nil }
    let length = start.suffix(4).reduce(0) { $0 << 8 | Int($1) }
    guard let body = receive(socket, length - 4) else { return nil }
    defer { hasStarted = true }
    return Frame(bytes: start + body, statement: hasStarted ? statement(start[0], body) : nil)
  }

  private mutating func statement(_ kind: UInt8, _ body: [UInt8]) -> String? {
    let texts = body.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    switch (kind, texts.count) {
    case (UInt8(ascii: "Q"), _): return texts[0]
    case (UInt8(ascii: "P"), 2...): prepared[texts[0]] = texts[1]
    case (UInt8(ascii: "B"), 2...): bound = texts[1]
    case (UInt8(ascii: "E"), _): return prepared[bound] ?? ""
    default: break
    }
    return nil
  }
}

private func unixSocket(
  at path: String, _ use: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
) throws -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
    guard path.utf8.count < place.count else { return false }
    place.copyBytes(from: Array(path.utf8))
    return true
  }
  let result = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  guard fits, result == 0 else {
    close(descriptor)
    throw POSIXError(.EADDRNOTAVAIL)
  }
  return descriptor
}

/// The process at the other end of a socket.
private func peer(of socket: Int32) -> pid_t {
  // struct ucred: process, user, group.
  var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
  var size = socklen_t(MemoryLayout.size(ofValue: credentials))
  getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size)
  return credentials.0
}

private func receive(_ socket: Int32, _ count: Int) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: max(0, count))
  var filled = 0
  while filled < count {
    let got = bytes.withUnsafeMutableBytes { buffer in
      recv(socket, buffer.baseAddress?.advanced(by: filled), count - filled, 0)
    }
    guard got > 0 else { return nil }
    filled += got
  }
  return bytes
}

private func send(_ socket: Int32, _ bytes: [UInt8]) -> Bool {
  var sent = 0
  while sent < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in
      Glibc.send(
        socket, buffer.baseAddress?.advanced(by: sent), bytes.count - sent,
        Int32(MSG_NOSIGNAL))
    }
    guard count > 0 else { return false }
    sent += count
  }
  return true
}

/// Passes on the server's answers until it ends.
private func pump(_ upstream: Int32, _ client: Int32) {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let got = buffer.withUnsafeMutableBytes { recv(upstream, $0.baseAddress, $0.count, 0) }
    guard got > 0, send(client, Array(buffer.prefix(got))) else { break }
  }
  shutdown(client, Int32(SHUT_RDWR))
}
