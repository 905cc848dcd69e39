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
  /// Decision models that a draft of the successor takes in, by path; without them it states parameters only.
  public let successorModels: [String: [UInt8]]
  public let metrics: Metrics
  public let logger: Logger
  let document = RenderedDocument()

  /// - Parameters:
  ///   - signOn: single sign-on, where it is configured.
  ///   - doorkeeper: for tests; else the accounts of `identity` decide who enters.
  ///   - routes: for tests; else all of them, as the settings have them.
  public init(
    office: CaseOffice, identity: IdentityOffice, signOn: SignOn? = nil,
    doorkeeper: Doorkeeper? = nil, routes: RouteTable? = nil, settings: DeskSettings,
    successorModels: [String: [UInt8]], metrics: Metrics = Metrics(), logger: Logger
  ) {
    self.office = office
    self.identity = identity
    self.signOn = signOn
    self.doorkeeper = doorkeeper ?? .accounts(identity)
    self.routes = routes ?? .all(openDataIsPublic: settings.openData.isPublic)
    self.settings = settings
    self.successorModels = successorModels
    self.metrics = metrics
    self.logger = logger
  }
}
