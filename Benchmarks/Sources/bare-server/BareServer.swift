import Foundation
import Hummingbird

/// Answers every GET on / with the bytes of one file: the least that Hummingbird can do, as a yardstick.
@main
struct BareServer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let port = Int(arguments[1]) else {
      FileHandle.standardError.write(Data("bare-server PORT FILE CONTENT-TYPE\n".utf8))
      exit(64)
    }
    let body = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: arguments[2])))
    let headers: HTTPFields = [.contentType: arguments[3]]
    let router = Router()
    router.get("/") { _, _ in
      Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
    try await Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))
    ).runService()
  }
}
