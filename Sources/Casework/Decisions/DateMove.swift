import JSONText
import LegalCalendar

/// A date that a change moves: what it belongs to, from when to when.
public struct DateMove: Hashable, Sendable {
  public enum What: String, Hashable, Sendable, CaseIterable {
    case obligation, report, payment, reminder
  }

  public let what: What
  public let key: String
  /// The kind of obligation, report or payment, or the step of the ladder.
  public let kind: String
  public let award: String?
  /// Nil for one that is new.
  public let before: CivilDate?
  /// Nil for one that falls away.
  public let after: CivilDate?

  public var json: JSON {
    [
      "what": .string(what.rawValue), "key": .string(key), "kind": .string(kind),
      "award": award.map(JSON.string) ?? .null,
      "before": before.map { .string($0.description) } ?? .null,
      "after": after.map { .string($0.description) } ?? .null,
    ]
  }
}

extension DateMove {
  /// The dates that changes move, in the order of the changes; a reminder that is planned anew for a moved
  /// date is one move, not a cancellation and a plan.
  public static func moves(in changes: [Change]) -> [DateMove] {
    var moves = changes.compactMap(dated)
    moves += reminders(in: changes)
    return moves
  }

  private static func dated(_ change: Change) -> DateMove? {
    let what: What
    switch change.table {
    case .obligation: what = .obligation
    case .report: what = .report
    case .payment: what = .payment
    default: return nil
    }
    let isOpen = what != .obligation || change.after?["state"]?.string == "open"
    let wasOpen = what != .obligation || change.before?["state"]?.string == "open"
    let before = wasOpen ? date(change.before, "due") : nil
    let after = isOpen ? date(change.after, "due") : nil
    guard before != after else { return nil }
    let record = change.after ?? change.before
    return DateMove(
      what: what, key: change.key, kind: record?["kind"]?.string ?? "",
      award: record?["award"]?.string, before: before, after: after)
  }

  private static func reminders(in changes: [Change]) -> [DateMove] {
    struct Step: Hashable {
      let obligation: String
      let name: String
    }
    var order: [Step] = []
    var old: [Step: CivilDate] = [:]
    var new: [Step: CivilDate] = [:]
    for change in changes where change.table == .reminder {
      let record = change.after ?? change.before
      let step = Step(
        obligation: record?["obligation"]?.string ?? "", name: record?["step"]?.string ?? "")
      if old[step] == nil, new[step] == nil { order.append(step) }
      if change.before?["state"]?.string == "planned" { old[step] = date(change.before, "sendOn") }
      if change.after?["state"]?.string == "planned" { new[step] = date(change.after, "sendOn") }
    }
    return order.compactMap { step in
      guard old[step] != new[step] else { return nil }
      return DateMove(
        what: .reminder, key: step.obligation, kind: step.name, award: nil, before: old[step],
        after: new[step])
    }
  }

  private static func date(_ record: JSON?, _ field: String) -> CivilDate? {
    record?[field]?.string.flatMap { CivilDate(iso: $0) }
  }
}
