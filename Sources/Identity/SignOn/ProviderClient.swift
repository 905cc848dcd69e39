import AsyncHTTPClient
import NIOCore

/// How the identity provider is reached: a seam, so that tests bring a provider of their own.
public struct ProviderClient: Sendable {
  public struct Reply: Hashable, Sendable {
    public let status: Int
    public let body: [UInt8]

    public init(status: Int, body: [UInt8]) {
      self.status = status
      self.body = body
    }
  }

  public var get: @Sendable (_ address: String) async throws -> Reply
  /// Sends a form.
  public var post: @Sendable (_ address: String, _ form: String) async throws -> Reply

  public init(
    get: @escaping @Sendable (_ address: String) async throws -> Reply,
    post: @escaping @Sendable (_ address: String, _ form: String) async throws -> Reply
  ) {
    self.get = get
    self.post = post
  }

  private static let largest = 1 << 20
  private static let patience = TimeAmount.seconds(10)

  /// Over HTTP; at most 1 MiB and ten seconds an answer.
  public static func http(_ client: HTTPClient = .shared) -> ProviderClient {
    @Sendable func send(_ request: HTTPClientRequest) async throws -> Reply {
      let response = try await client.execute(request, timeout: patience)
      let body = try await response.body.collect(upTo: largest)
      return Reply(status: Int(response.status.code), body: Array(body.readableBytesView))
    }
    return ProviderClient(
      get: { try await send(HTTPClientRequest(url: $0)) },
      post: { address, form in
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        request.body = .bytes(ByteBuffer(string: form))
        return try await send(request)
      })
  }
}
