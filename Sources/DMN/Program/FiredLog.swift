import Synchronization

/// Gathers the rules that fire during one evaluation, also inside functions that FEEL calls.
final class FiredLog: Sendable {
  private let fired = Mutex<[TableProgram.Rule]>([])

  func append(_ rule: TableProgram.Rule) { fired.withLock { $0.append(rule) } }

  var all: [FiredRule] { fired.withLock { $0.map(\.trace) } }
}
