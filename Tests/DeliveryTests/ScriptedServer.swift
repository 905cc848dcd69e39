import Foundation
import Glibc
import Synchronization

/// A server on the loopback interface that answers as a test scripts it, and remembers what it heard.
final class ScriptedServer: Sendable {
  enum Answer: Sendable {
    case say(String)
    /// Says it and closes.
    case sayAndClose(String)
    /// Reads on and never answers.
    case silence
  }

  /// What was heard: a command line, or the content between DATA and the full stop.
  enum Heard: Hashable, Sendable {
    case connection
    case line(String)
    case content(String)

    var text: String {
      switch self {
      case .connection: "(connection)"
      case .line(let text), .content(let text): text
      }
    }
  }

  let port: Int
  private let listening: Int32
  private let heard = Mutex<[Heard]>([])
  private let script: @Sendable (Heard, _ earlier: [Heard]) -> Answer

  var log: [Heard] { heard.withLock { $0 } }
  var commands: [String] { log.map(\.text) }

  init(_ script: @escaping @Sendable (Heard, _ earlier: [Heard]) -> Answer) throws {
    self.script = script
    listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let fd = listening
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(fd, $0, length) == 0 && listen(fd, 16) == 0 && getsockname(fd, $0, &length) == 0
      }
    }
    guard bound else { throw CocoaError(.fileReadUnknown) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(fd, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { [self] in converse(client) }
      }
    }
  }

  func stop() {
    shutdown(listening, Int32(SHUT_RDWR))
    close(listening)
  }

  private func note(_ what: Heard) -> Answer {
    let earlier = heard.withLock { log in
      defer { log.append(what) }
      return log
    }
    return script(what, earlier)
  }

  /// True while the conversation goes on.
  private func answer(_ answer: Answer, _ client: Int32) -> Bool {
    switch answer {
    case .silence: return true
    case .say(let text), .sayAndClose(let text):
      _ = Array(text.utf8).withUnsafeBytes {
        send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if case .sayAndClose = answer { return false }
      return true
    }
  }

  private func converse(_ client: Int32) {
    defer { close(client) }
    guard answer(note(.connection), client) else { return }
    var buffer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var isContent = false
    while true {
      let count = recv(client, &chunk, chunk.count, 0)
      guard count > 0 else { return }
      buffer += chunk[..<count]
      while let unit = takeUnit(&buffer, isContent: isContent) {
        let said = note(isContent ? .content(unit) : .line(unit))
        isContent = false
        if case .say(let text) = said, text.hasPrefix("354") { isContent = true }
        guard answer(said, client) else { return }
      }
    }
  }

  private func takeUnit(_ buffer: inout [UInt8], isContent: Bool) -> String? {
    let end = Array((isContent ? "\r\n.\r\n" : "\r\n").utf8)
    guard buffer.count >= end.count,
      let start = (0...(buffer.count - end.count)).first(where: {
        buffer[$0...].starts(with: end)
      })
    else { return nil }
    defer { buffer.removeFirst(start + end.count) }
    return String(decoding: buffer[..<start] + (isContent ? end[..<2] : []), as: UTF8.self)
  }

  /// A mail server that accepts everything, except as `override` says.
  static func smtp(
    _ override: @escaping @Sendable (Heard, _ earlier: [Heard]) -> Answer? = { _, _ in nil }
  ) throws -> ScriptedServer {
    try ScriptedServer { heard, earlier in
      if let answer = override(heard, earlier) { return answer }
      switch heard {
      case .connection: return .say("220 sink.example ESMTP\r\n")
      case .content: return .say("250 2.0.0 queued\r\n")
      case .line(let line):
        switch line.prefix(4).uppercased() {
        case "EHLO": return .say("250-sink.example\r\n250-8BITMIME\r\n250 SIZE 1000000\r\n")
        case "DATA": return .say("354 go on\r\n")
        case "QUIT": return .sayAndClose("221 bye\r\n")
        default: return .say("250 2.1.0 ok\r\n")
        }
      }
    }
  }
}

func withServer<T>(_ server: ScriptedServer, _ body: (ScriptedServer) async throws -> T)
  async throws -> T
{
  defer { server.stop() }
  return try await body(server)
}
