import Casework
import Foundation
import Identity
import Logging
import Services
import ServiceLifecycle
import Web

/// The desk as this process runs it, put together from its configuration.
struct RunningDesk {
  let server: DeskServer
  let identity: IdentityOffice

  init(_ office: CaseOffice, _ home: Home, _ configuration: ServiceConfiguration) throws {
    let address = try configuration.address()
    let settings = try configuration.deskSettings(port: address.port)
    let level = try configuration.logLevel()
    let logger = Logger(label: "speelveld") { label in
      JSONLogHandler(label: label, level: level, clock: RealClock.now) { line in
        FileHandle.standardError.write(Data(line.utf8))
      }
    }
    // Sessions and links end by the real time, whatever day the casework is on.
    identity = IdentityOffice(
      pool: office.pool, terms: try configuration.sessionTerms(), clock: RealClock.now)
    let desk = Desk(
      office: office, identity: identity,
      signOn: try configuration.signOn(
        publicAddress: settings.publicAddress, clock: RealClock.now),
      settings: settings, successorModels: try home.successorModels(), logger: logger)
    server = DeskServer(desk, host: address.host, port: address.port)
  }

  var logger: Logger { server.edge.desk.logger }

  var address: String { server.edge.desk.settings.publicAddress }

  func address(of link: SignInLink) -> String { address + link.path }

  /// Serves until Ctrl-C or SIGTERM.
  func run(beside services: [any Service] = [], _ whenOpen: @escaping @Sendable () -> Void)
    async throws
  {
    // The service stops by itself, gracefully; the command must not be cancelled under it.
    Interruption.shared.standAside()
    defer { Interruption.shared.comeBack() }
    try await server.run(beside: services) { _ in whenOpen() }
  }
}
