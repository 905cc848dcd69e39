import Synchronization

/// Tells on a terminal how far a long piece of work is; silent for anything under half a second.
public final class Progress: Sendable {
  private struct State {
    var shown = false
    var lastTenths = -1
  }

  private let console: Console
  private let label: String
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  public init(_ label: String, on console: Console) {
    self.label = label
    self.console = console
  }

  /// `done` of `total` units are finished; may be called from any thread.
  public func update(_ done: Int, of total: Int) {
    guard console.showsProgress, total > 0, ContinuousClock.now - started > .milliseconds(500)
    else {
      return
    }
    let tenths = done * 1000 / total
    let elapsed = ContinuousClock.now - started
    state.withLock { state in
      guard tenths != state.lastTenths else { return }
      state.lastTenths = tenths
      state.shown = true
      let seconds =
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      let left = done > 0 ? Int(seconds * Double(total - done) / Double(done)) : 0
      let percent = "\(tenths / 10) %"
      console.rawNote("\r\u{1B}[K\(label): \(percent)" + (left > 0 ? ", \(left) s" : ""))
    }
  }

  public func finish() {
    state.withLock { state in
      if state.shown { console.rawNote("\r\u{1B}[K") }
      state.shown = false
    }
  }
}
