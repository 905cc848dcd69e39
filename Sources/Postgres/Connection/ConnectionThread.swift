import Glibc

/// A serial executor that is one dedicated thread.
///
/// libpq calls block. On a thread of its own a connection may wait for a lock without taking one of the
/// few threads that carry all other tasks.
///
/// `@unchecked Sendable`: `jobs`, `isStopped` and `thread` are guarded by `mutex`.
final class ConnectionThread: SerialExecutor, @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let wakeUp: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  private var isStopped = false
  private var thread: pthread_t?

  init() {
    mutex = .allocate(capacity: 1)
    wakeUp = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wakeUp, nil)
    startThread { [self] in runLoop() }
  }

  deinit {
    pthread_cond_destroy(wakeUp)
    pthread_mutex_destroy(mutex)
    wakeUp.deallocate()
    mutex.deallocate()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    pthread_mutex_lock(mutex)
    jobs.append(unowned)
    pthread_mutex_unlock(mutex)
    pthread_cond_signal(wakeUp)
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  func checkIsolated() {
    precondition(isCurrent, "called from outside the connection's thread")
  }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private var isCurrent: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
  }

  /// Lets the thread end after the jobs already given.
  func stop() {
    pthread_mutex_lock(mutex)
    isStopped = true
    pthread_mutex_unlock(mutex)
    pthread_cond_signal(wakeUp)
  }

  private func runLoop() {
    pthread_mutex_lock(mutex)
    thread = pthread_self()
    while true {
      while jobs.isEmpty && !isStopped { pthread_cond_wait(wakeUp, mutex) }
      if jobs.isEmpty { break }
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      pthread_mutex_unlock(mutex)
      for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
      pthread_mutex_lock(mutex)
    }
    pthread_mutex_unlock(mutex)
  }
}

/// Runs `body` on a new detached thread.
func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let status = pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
      return nil
    }, box.toOpaque())
  precondition(status == 0, "the system gives no more threads")
  pthread_detach(thread)
}
