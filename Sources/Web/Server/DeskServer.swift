import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The desk as an HTTP server: carries requests to the edge and answers back, nothing else.
///
/// Hummingbird's router and middleware are not used: their answers to errors bypass one's own headers.
public struct DeskServer: Sendable {
  public let edge: Edge
  public let host: String
  public let port: Int

  public init(_ desk: Desk, host: String, port: Int) {
    edge = Edge(desk)
    self.host = host
    self.port = port
  }

  /// The service to run; `onRunning` is told the port it listens on.
  public func application(
    onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    var limits = HTTP1Channel.Configuration.DecoderConfiguration()
    limits.maxHeaderFieldSize = 16 * 1024
    limits.maxHeaderListSize = 32 * 1024
    limits.maxHeaderFieldCount = 100
    // Ends connections on which a head or body stops coming.
    let idle = TimeAmount.nanoseconds(edge.desk.settings.bodyTime.wholeNanoseconds)
    return Application(
      responder: EdgeResponder(edge: edge),
      server: .http1(
        configuration: .init(idleTimeout: idle, httpDecoderConfiguration: limits)),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(4096)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: edge.desk.logger)
  }
}

/// Keeps the connection, to know the sender and to close it on one who is too slow.
struct ConnectionContext: Hummingbird.RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

struct EdgeResponder: HTTPResponder {
  let edge: Edge

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    let settings = edge.desk.settings
    var peer = context.channel.remoteAddress?.ipAddress ?? ""
    if settings.trustsProxy, ["127.0.0.1", "::1"].contains(peer),
      let forwarded = request.headers[.field("X-Forwarded-For")]?.split(separator: ",").last
    {
      peer = String(forwarded.trimmingBlanks)
    }
    let own = WebRequest(
      request.method, request.head.path ?? "/", headers: request.headers,
      host: request.head.authority ?? "", peer: peer)
    let body = request.body
    let response = await edge.respond(to: own) { limit in
      try await Self.read(body, limit: limit, within: settings.bodyTime)
    }
    return Self.response(response, on: context.channel)
  }

  private static func read(
    _ body: RequestBody, limit: Int, within time: Duration
  ) async throws -> [UInt8] {
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var bytes: [UInt8] = []
        for try await buffer in body {
          guard bytes.count + buffer.readableBytes <= limit else { throw Edge.BodyFault.tooLarge }
          bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: time)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let bytes = first else {
        throw Edge.BodyFault.tooSlow
      }
      return bytes
    }
  }

  private static func response(_ own: WebResponse, on channel: any Channel) -> Response {
    let status = HTTPResponse.Status(code: own.status)
    // What is still to come of a refused body is not waited for.
    guard own.status == 408 || own.status == 413 else {
      let body =
        own.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: own.body))
      var response = Response(status: status, headers: own.headers, body: body)
      if own.status == 204 || own.status == 304 { response.headers[.contentLength] = nil }
      return response
    }
    var headers = own.headers
    headers[.connection] = "close"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(contentLength: own.body.count) { writer in
        try await writer.write(ByteBuffer(bytes: own.body))
        try await writer.finish(nil)
        channel.close(promise: nil)
      })
  }
}

extension Duration {
  var wholeNanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
