import Casework
import NIOCore
import ServiceLifecycle
import UnixSignals

extension DeskServer {
  /// Serves until SIGTERM or SIGINT, then finishes what is under way and returns.
  ///
  /// Throws a `Refusal` when the port is taken or may not be opened.
  public func run(
    beside services: [any Service] = [],
    onRunning: @escaping @Sendable (_ port: Int) async -> Void
  ) async throws {
    let application = application(onRunning: onRunning)
    var configuration = ServiceGroupConfiguration(
      services: services + [application], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: edge.desk.logger)
    configuration.maximumGracefulShutdownDuration = .seconds(30)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw Refusal(
        "cannot-listen",
        nl: "Op \(host):\(port) kan niet geluisterd worden: \(error).",
        en: "Cannot listen on \(host):\(port): \(error).",
        details: ["Choose another with --listen, or stop what uses it."])
    }
  }
}
