import Identity
import Logging
import Services

/// All that answers requests: the use cases, the door, the routes and how they were set up.
public struct Desk: Sendable {
  public let office: CaseOffice
  public let doorkeeper: Doorkeeper
  public let routes: RouteTable
  public let settings: DeskSettings
  public let metrics: Metrics
  public let logger: Logger

  public init(
    office: CaseOffice, doorkeeper: Doorkeeper, routes: RouteTable, settings: DeskSettings,
    metrics: Metrics = Metrics(), logger: Logger
  ) {
    self.office = office
    self.doorkeeper = doorkeeper
    self.routes = routes
    self.settings = settings
    self.metrics = metrics
    self.logger = logger
  }
}
