import Foundation
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import Web

/// What only a real socket can show.
@Suite struct LiveServerTests {
  /// Runs the desk on a port of its own; `body` gets the port.
  func serving(_ settings: DeskSettings, _ body: @escaping @Sendable (Int) async throws -> Void)
    async throws
  {
    let known = Set(EdgeTests.routes.map(\.label))
    let desk = deskWithoutDatabase(
      RouteTable.all().routes.filter { !known.contains($0.label) } + EdgeTests.routes,
      settings: settings)
    let server = DeskServer(desk, host: "127.0.0.1", port: 0)
    let (ports, running) = AsyncStream.makeStream(of: Int.self)
    let group = ServiceGroup(
      configuration: .init(
        services: [server.application { port in running.yield(port) }],
        logger: desk.logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for await port in ports {
        try await body(port)
        break
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test func `a body that is too large is refused before it is read`() async throws {
    var settings = DeskSettings()
    settings.maximumBody = 1000
    try await serving(settings) { port in
      let answer = try RawClient.exchange(
        port,
        head: """
          POST /v1/regelingen/een/overgangen HTTP/1.1\r
          Host: x\r
          Authorization: Bearer token\r
          Content-Type: application/json\r
          Content-Length: 100000000\r
          \r

          """)
      #expect(answer.hasPrefix("HTTP/1.1 413"))
      #expect(answer.contains("application/problem+json"))
      #expect(answer.lowercased().contains("api-version: 1.0.0"))
    }
  }

  @Test func `a body in chunks cannot grow past the limit either`() async throws {
    var settings = DeskSettings()
    settings.maximumBody = 1000
    try await serving(settings) { port in
      let chunk = "200\r\n" + String(repeating: "x", count: 512) + "\r\n"
      let answer = try RawClient.exchange(
        port,
        head: """
          POST /v1/regelingen/een/overgangen HTTP/1.1\r
          Host: x\r
          Authorization: Bearer token\r
          Content-Type: application/json\r
          Transfer-Encoding: chunked\r
          \r

          """ + chunk + chunk + chunk)
      #expect(answer.hasPrefix("HTTP/1.1 413"))
    }
  }

  @Test func `a body that does not come is given up`() async throws {
    var settings = DeskSettings()
    settings.bodyTime = .milliseconds(200)
    try await serving(settings) { port in
      let answer = try RawClient.exchange(
        port,
        head: """
          POST /v1/regelingen/een/overgangen HTTP/1.1\r
          Host: x\r
          Authorization: Bearer token\r
          Content-Type: application/json\r
          Content-Length: 10\r
          \r
          {
          """)
      // Answered, or the connection was closed: it is never held.
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 408"))
    }
  }

  @Test(arguments: [
    "/../../etc/passwd", "/stijl/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
    "/stijl/%00", "/..%5c..%5cetc",
  ])
  func `no path leads out of the desk`(path: String) async throws {
    try await serving(DeskSettings()) { port in
      let answer = try RawClient.exchange(
        port, head: "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 404") || answer.hasPrefix("HTTP/1.1 400"))
      #expect(!answer.contains("root:"))
    }
  }

  @Test func `the server names neither itself nor its parts`() async throws {
    try await serving(DeskSettings()) { port in
      let answer = try RawClient.exchange(
        port, head: "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200"))
      #expect(!answer.lowercased().contains("server:"))
    }
  }
}

/// Sends bytes and reads what comes until the other side closes, or nothing comes for five seconds.
enum RawClient {
  static func exchange(_ port: Int, head: String) throws -> String {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var wait = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
    let bytes = Array(head.utf8)
    _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count <= 0 { break }
      text += buffer.prefix(count)
      if text.count > 100_000 { break }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
