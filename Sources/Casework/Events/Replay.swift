import LegalCalendar

/// A place where the chain of events is not what it should be.
public struct ChainFault: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable {
    case gap, wrongPrevious, wrongHash, doesNotApply
  }

  public let kind: Kind
  public let sequence: Int64
  public let detail: String

  public var description: String { "Event \(sequence): \(detail)" }
}

/// Folds events into a state, checking the chain on the way.
public struct Replay: Sendable {
  public private(set) var state = SchemeState()
  public private(set) var head = ChainHead.start
  public private(set) var faults: [ChainFault] = []

  public init() {}

  /// Adds the next event. A fault is kept and the fold goes on, so that all faults are known at once.
  public mutating func append(_ event: Event) {
    if event.sequence != head.sequence + 1 {
      faults.append(
        ChainFault(
          kind: .gap, sequence: event.sequence,
          detail: "expected number \(head.sequence + 1); events are missing or out of order"))
    }
    if event.previousHash != head.hash {
      faults.append(
        ChainFault(
          kind: .wrongPrevious, sequence: event.sequence,
          detail: "it does not follow the event before it: the link to the previous hash is broken")
      )
    }
    if !event.isIntact {
      faults.append(
        ChainFault(
          kind: .wrongHash, sequence: event.sequence,
          detail: "its content is not what was recorded: the hash does not match"))
    }
    for change in event.changes {
      do {
        try state.apply(change)
      } catch {
        faults.append(
          ChainFault(kind: .doesNotApply, sequence: event.sequence, detail: "\(error)"))
      }
    }
    head = ChainHead(sequence: event.sequence, hash: event.hash)
  }
}

extension SchemeState {
  /// The records in which two states differ, as `table/key`, in table order.
  public func differences(from other: SchemeState) -> [String] {
    SchemeState.tableHomes.flatMap { differences(from: other, in: $0) }
  }

  private func differences<R: TableHome>(from other: SchemeState, in: R.Type) -> [String] {
    let (mine, theirs) = (self[keyPath: R.home], other[keyPath: R.home])
    let keys = Set(mine.keys).union(theirs.keys)
    return keys.filter { mine[$0] != theirs[$0] }.sorted().map { "\(R.table.rawValue)/\($0)" }
  }
}
