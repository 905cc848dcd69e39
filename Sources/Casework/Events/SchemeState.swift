/// Everything the casework knows of one scheme at one moment: the fold of its events.
public struct SchemeState: Hashable, Sendable {
  public var schemes: [String: SchemeRecord] = [:]
  public var ceilings: [String: Ceiling] = [:]
  public var organisations: [String: Organisation] = [:]
  public var alliances: [String: Alliance] = [:]
  public var memberships: [String: Membership] = [:]
  public var awards: [String: Award] = [:]
  public var periods: [String: Period] = [:]
  public var reports: [String: Report] = [:]
  public var payments: [String: Payment] = [:]
  public var obligations: [String: Obligation] = [:]
  public var ledger: [String: LedgerEntry] = [:]
  public var reminders: [String: Reminder] = [:]
  public var letters: [String: Letter] = [:]
  public var objections: [String: Objection] = [:]
  public var permissions: [String: ConsentRequest] = [:]
  public var exceptions: [String: TransitionException] = [:]
  public var activities: [String: Activity] = [:]
  public var goals: [String: Goal] = [:]
  public var indicators: [String: Indicator] = [:]
  public var signals: [String: Signal] = [:]
  public var recommendations: [String: Recommendation] = [:]
  public var commitments: [String: Commitment] = [:]
  public var instances: [String: CaseInstance] = [:]
  public var timers: [String: CaseTimer] = [:]

  public init() {}

  /// The home of each table's records, in insertion order (parents first).
  ///
  /// The one place that lists all tables; everything that treats them alike starts here.
  public static let tableHomes: [any TableHome.Type] = [
    SchemeRecord.self, Ceiling.self, Organisation.self, Alliance.self, Membership.self, Award.self,
    Period.self, Report.self, Payment.self, Obligation.self, LedgerEntry.self, Reminder.self,
    Letter.self, Objection.self, ConsentRequest.self, TransitionException.self, Activity.self,
    Goal.self, Indicator.self, Signal.self, Recommendation.self, Commitment.self,
    CaseInstance.self, CaseTimer.self,
  ]
}

/// A record that has a place in the scheme's state.
public protocol TableHome: Record {
  static var home: FieldPath<SchemeState, [String: Self]> { get }
}

extension SchemeRecord: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.schemes }
}
extension Ceiling: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.ceilings }
}
extension Organisation: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> {
    \.organisations
  }
}
extension Alliance: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.alliances }
}
extension Membership: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.memberships }
}
extension Award: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.awards }
}
extension Period: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.periods }
}
extension Report: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.reports }
}
extension Payment: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.payments }
}
extension Obligation: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.obligations }
}
extension LedgerEntry: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.ledger }
}
extension ConsentRequest: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.permissions }
}
extension Reminder: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.reminders }
}
extension Letter: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.letters }
}
extension Objection: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.objections }
}
extension TransitionException: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.exceptions }
}
extension Activity: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.activities }
}
extension Goal: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.goals }
}
extension Indicator: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.indicators }
}
extension Signal: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.signals }
}
extension Recommendation: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> {
    \.recommendations
  }
}
extension Commitment: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.commitments }
}
extension CaseInstance: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.instances }
}
extension CaseTimer: TableHome {
  public static var home: FieldPath<SchemeState, [String: Self]> { \.timers }
}
