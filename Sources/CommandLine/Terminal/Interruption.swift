import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C does: cancels a command at work in the database, and ends any other at once.
///
/// A cancelled command rolls its transaction back, lets the private server stop, and ends with status 2. A
/// second Ctrl-C does not wait for that; PostgreSQL then rolls back by itself.
final class Interruption: Sendable {
  static let shared = Interruption()

  private struct State {
    var task: Task<Void, Never>?
    var sessions = 0
    var isCancelled = false
    var standsAside = false
  }

  private let state = Mutex(State())

  /// Runs the whole program under the watch for Ctrl-C.
  func watch(_ program: @escaping @Sendable () async -> Void) async {
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { self.interrupt() }
    source.resume()
    let task = Task { await program() }
    state.withLock { $0.task = task }
    await task.value
    source.cancel()
  }

  /// Between these two Ctrl-C cancels instead of ending the process.
  func beginSession() { state.withLock { $0.sessions += 1 } }
  func endSession() { state.withLock { $0.sessions -= 1 } }

  /// From here on somebody else answers Ctrl-C: a service that stops gracefully. A second one still ends
  /// the process.
  func standAside() { state.withLock { $0.standsAside = true } }
  func comeBack() { state.withLock { $0.standsAside = false } }

  private func interrupt() {
    let mustEnd = state.withLock { state in
      if state.standsAside, !state.isCancelled {
        state.isCancelled = true
        return false
      }
      defer { state.isCancelled = true }
      guard !state.isCancelled, state.sessions > 0, let task = state.task else { return true }
      task.cancel()
      return false
    }
    if mustEnd { _exit(ExitStatus.cancelled.rawValue) }
  }
}

/// Runs the program; the only thing that the executable does.
public func runSpeelveld() async {
  await Interruption.shared.watch { await SpeelveldCommand.main() }
}
