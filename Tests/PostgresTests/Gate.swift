import Glibc
import Synchronization

/// A signal between a task and a closure on a connection's thread, which cannot await.
///
/// `@unchecked Sendable`: a POSIX semaphore is made to be used from any thread.
final class Gate: @unchecked Sendable {
  private let semaphore: UnsafeMutablePointer<sem_t>
  private let waiting = Mutex<(isOpen: Bool, tasks: [CheckedContinuation<Void, Never>])>(
    (false, []))

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func open() {
    sem_post(semaphore)
    let tasks = waiting.withLock { state in
      defer { state = (true, []) }
      return state.tasks
    }
    for task in tasks { task.resume() }
  }

  /// Blocks the thread: only on a connection's own.
  func wait() { while sem_wait(semaphore) != 0 && errno == EINTR {} }

  func opened() async {
    await withCheckedContinuation { continuation in
      let isOpen = waiting.withLock { state in
        if !state.isOpen { state.tasks.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
