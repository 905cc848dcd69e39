import Diagnostics
import JSONText
import Statechart

/// Where a case stands in its lifecycle, as the casework keeps it: the state in the case's own record
/// and, when its chart remembers more than that, an instance with its timers.
public struct CasePosition: Hashable, Sendable {
  /// The active states without active children, in document order, between spaces.
  public var state: String
  public var instance: CaseInstance?
  public var timers: [CaseTimer]

  public init(state: String, instance: CaseInstance? = nil, timers: [CaseTimer] = []) {
    self.state = state
    self.instance = instance
    self.timers = timers
  }

  /// The names of the active states.
  public var states: [String] { state.split(separator: " ").map(String.init) }
}

extension CasePosition {
  /// The position that a snapshot gives after one that stood at `version`.
  init(
    _ snapshot: Snapshot, in chart: Statechart, edition: String, of id: String, award: String?,
    after version: Int
  ) {
    state = snapshot.activeAtomicStates(in: chart).joined(separator: " ")
    timers = []
    if snapshot.isBare || snapshot.isFinished { return }
    instance = CaseInstance(
      id: id, award: award, chart: edition, version: version + 1,
      snapshot: JSON(chartTree: snapshot.withoutTimers.tree).compact)
    timers = snapshot.timers.map { timer in
      CaseTimer(
        id: "\(id)#\(timer.serial)", instance: id, award: award, serial: timer.serial,
        dueMs: Int(timer.due.milliseconds), event: timer.event, session: timer.session,
        message: JSON(chartTree: timer.tree).compact)
    }
  }

  /// The snapshot to go on from; nil when there is no instance and the state says everything.
  ///
  /// Throws when what was stored cannot be read.
  func snapshot() throws(FindingsError) -> Snapshot? {
    guard let instance else { return nil }
    var waiting: [StoredTimer] = []
    for timer in timers {
      waiting.append(
        StoredTimer(
          session: timer.session, serial: timer.serial,
          due: ChartInstant(milliseconds: Int64(timer.dueMs)), event: timer.event,
          tree: try Self.tree(timer.message)))
    }
    return try Snapshot(tree: Self.tree(instance.snapshot)).attaching(waiting)
  }

  private static func tree(_ text: String) throws(FindingsError) -> ChartValue {
    do {
      return ChartValue(json: try JSON.parse(text))
    } catch {
      throw FindingsError([
        .error(
          "bad-snapshot", "What a case remembers cannot be read: \(error)",
          remedy: "Run ‘speelveld audit verify’; the table was changed outside the program.")
      ])
    }
  }
}

extension JSON {
  /// A snapshot's tree, which holds no value that JSON does not have.
  init(chartTree tree: ChartValue) {
    switch tree {
    case .null: self = .null
    case .boolean(let flag): self = .bool(flag)
    case .number(let text): self = .number(text)
    case .string(let text), .literal(_, let text): self = .string(text)
    case .list(let items): self = .array(items.map { JSON(chartTree: $0) })
    case .context(let members):
      self = .object(members.map { Member($0.name, JSON(chartTree: $0.value)) })
    }
  }
}

extension ChartValue {
  init(json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .number(let text): self = .number(text)
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map { ChartValue(json: $0) })
    case .object(let members):
      self = .context(members.map { Member($0.name, ChartValue(json: $0.value)) })
    }
  }
}
