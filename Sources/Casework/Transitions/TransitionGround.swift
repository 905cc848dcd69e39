/// What a plan stands on, and which later events pull it away.
///
/// An event matters when it changed a record that the planner reads: the scheme, an award in the plan,
/// or that award's periods, reports, payments, obligations and exceptions. A signal or a sent reminder does not.
public struct TransitionGround: Sendable {
  private static let tables: Set<Table> = [
    .scheme, .award, .period, .report, .payment, .obligation, .exception, .alliance,
  ]

  private let awards: Set<String>
  private let recipients: Set<String>

  public init(plan rows: [TransitionRow], recipients: Set<String>) {
    awards = Set(rows.compactMap(\.award))
    self.recipients = recipients
  }

  /// One line per event that changed the ground, naming event, actor and record.
  public func disturbances(in events: [Event]) -> [String] {
    events.flatMap { event in
      event.changes.filter(touches).map { change in
        "event \(event.sequence), \(event.at), \(event.actor): \(event.kind) changed "
          + "\(change.table.rawValue) \(change.key)" + Self.difference(change)
      }
    }
  }

  private func touches(_ change: Change) -> Bool {
    guard Self.tables.contains(change.table) else { return false }
    switch change.table {
    case .scheme: return true
    case .alliance: return recipients.contains(change.key)
    case .award: return awards.contains(change.key) || change.before == nil
    default:
      let award = (change.after ?? change.before)?["award"]?.string
      return award.map(awards.contains) ?? false
    }
  }

  private static func difference(_ change: Change) -> String {
    guard let before = change.before?.members, let after = change.after else {
      return change.before == nil ? " (new)" : " (removed)"
    }
    let parts = before.compactMap { member -> String? in
      guard let now = after[member.name], now != member.value else { return nil }
      return "\(member.name) \(member.value.compact) → \(now.compact)"
    }
    return " (" + parts.joined(separator: ", ") + ")"
  }
}
