/// What a portfolio file holds: the parties, the awards and what surrounds them, as records.
public struct Portfolio: Hashable, Sendable {
  public var scheme: String
  public var ceilings: [Ceiling] = []
  public var organisations: [Organisation] = []
  public var alliances: [Alliance] = []
  public var memberships: [Membership] = []
  public var awards: [Award] = []
  public var periods: [Period] = []
  public var reports: [Report] = []
  public var activities: [Activity] = []
  public var goals: [Goal] = []
  public var indicators: [Indicator] = []
  public var signals: [Signal] = []
  public var recommendations: [Recommendation] = []
  public var commitments: [Commitment] = []
  /// Empty when the file says nothing of contacts; those that are known then stay.
  public var contacts: [Contact] = []

  public init(scheme: String) { self.scheme = scheme }
}
