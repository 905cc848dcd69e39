import HTTPTypes

/// A request as it came in: all that the edge knows of it.
public struct WebRequest: Sendable {
  public var method: HTTPRequest.Method
  /// Path and query, still percent-encoded.
  public var target: String
  public var headers: HTTPFields
  public var body: [UInt8]
  /// The host that was asked, with its port.
  public var host: String
  /// The sender's address, without port; empty where there is none.
  public var peer: String

  public init(
    _ method: HTTPRequest.Method, _ target: String, headers: HTTPFields = [:], body: [UInt8] = [],
    host: String = "", peer: String = ""
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.host = host
    self.peer = peer
  }

  public var rawPath: Substring { target.prefix { $0 != "?" && $0 != "#" } }

  public var rawQuery: Substring {
    let rest = target.drop { $0 != "?" }.dropFirst()
    return rest.prefix { $0 != "#" }
  }

  /// The value of a cookie, or nil.
  func cookie(_ name: String) -> String? {
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let halves = pair.split(separator: "=", maxSplits: 1)
        if halves.count == 2, halves[0].drop(while: { $0 == " " }) == name {
          return String(halves[1])
        }
      }
    }
    return nil
  }
}

/// An answer as it goes out, complete with headers.
public struct WebResponse: Sendable {
  public var status: Int
  public var headers: HTTPFields
  public var body: [UInt8]

  public init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
