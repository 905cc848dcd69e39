import Glibc

/// Carries a task's cancellation to the unit of work it started, and to no other.
///
/// Two races are closed. A cancel before a statement is sent: the flag is looked at before sending. A
/// cancel that would land on a later statement: cancels are sent under the same lock that marks the
/// statement as under way, so none is sent after its result was read; and where one may have come too
/// late to be seen, `isConnectionInDoubt` has the connection thrown away.
///
/// `@unchecked Sendable`: everything is guarded by `mutex`.
final class CancelToken: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let finished: UnsafeMutablePointer<pthread_cond_t>
  private var isRequested = false
  private var handle: WireCancelHandle?
  private var cancelsSent = 0
  private var cancelsSeen = 0

  init() {
    mutex = .allocate(capacity: 1)
    finished = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(finished, nil)
  }

  deinit {
    pthread_cond_destroy(finished)
    pthread_mutex_destroy(mutex)
    finished.deallocate()
    mutex.deallocate()
  }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Whether the task was cancelled.
  var wasRequested: Bool { locked { isRequested } }

  /// Asks for cancellation; returns at once and sends from a thread of its own.
  func request() {
    let mustSend = locked {
      isRequested = true
      return handle != nil
    }
    if mustSend { startThread { [self] in sendUntilFinished() } }
  }

  /// The statement was sent; from now on a cancel reaches it.
  func begin(_ handle: WireCancelHandle) {
    let mustSend = locked {
      self.handle = handle
      return isRequested
    }
    if mustSend { startThread { [self] in sendUntilFinished() } }
  }

  /// The statement's last result was read. `wasCancelled` says that it was a cancellation.
  func end(wasCancelled: Bool) {
    locked {
      handle = nil
      if wasCancelled { cancelsSeen += 1 }
      pthread_cond_broadcast(finished)
    }
  }

  /// Whether a cancel was sent whose effect was not seen.
  var isConnectionInDoubt: Bool { locked { cancelsSent > min(cancelsSeen, 1) } }

  /// A cancel that reaches the server before the statement does is lost, so it is repeated.
  private func sendUntilFinished() {
    locked {
      while let handle {
        _ = handle.cancel()
        cancelsSent += 1
        var limit = timespec()
        clock_gettime(CLOCK_REALTIME, &limit)
        limit.tv_nsec += 200_000_000
        if limit.tv_nsec >= 1_000_000_000 {
          limit.tv_sec += 1
          limit.tv_nsec -= 1_000_000_000
        }
        if pthread_cond_timedwait(finished, mutex, &limit) == 0 { break }
      }
    }
  }
}
