import JSONText

extension TransitionRow {
  /// The event that applies this row; nil for a row that changes nothing.
  public func draft(run: String) -> EventDraft? {
    guard !changes.isEmpty else { return nil }
    return EventDraft(
      kind: award == nil ? "scheme.moved" : "award.moved",
      subject: award.map { "award/\($0)" } ?? "scheme",
      data: Receipt.data(
        receipts,
        [JSON.Member("run", .string(run)), JSON.Member("outcome", .string(outcome.rawValue))]),
      changes: changes)
  }
}

extension Event {
  /// The event that takes this one back: the inverse of its changes, last first.
  public func undoing(run: String) -> EventDraft {
    EventDraft(
      kind: "\(kind).undone", subject: subject,
      data: ["run": .string(run), "undoes": .int(sequence)],
      changes: changes.reversed().map(\.inverse))
  }
}
