import Identity
import Logging
import Services

/// All that answers requests: the use cases, the door, the routes and how they were set up.
public struct Desk: Sendable {
  public let office: CaseOffice
  public let identity: IdentityOffice
  public let signOn: SignOn?
  public let doorkeeper: Doorkeeper
  public let routes: RouteTable
  public let settings: DeskSettings
  public let metrics: Metrics
  public let logger: Logger

  /// - Parameters:
  ///   - signOn: single sign-on, where it is configured.
  ///   - doorkeeper: for tests; else the accounts of `identity` decide who enters.
  ///   - routes: for tests; else all of them, as the settings have them.
  public init(
    office: CaseOffice, identity: IdentityOffice, signOn: SignOn? = nil,
    doorkeeper: Doorkeeper? = nil, routes: RouteTable? = nil, settings: DeskSettings,
    metrics: Metrics = Metrics(), logger: Logger
  ) {
    self.office = office
    self.identity = identity
    self.signOn = signOn
    self.doorkeeper = doorkeeper ?? .accounts(identity)
    self.routes = routes ?? .all(openDataIsPublic: settings.openData.isPublic)
    self.settings = settings
    self.metrics = metrics
    self.logger = logger
  }
}
