import CLibpq
import Glibc

/// Hears `NOTIFY` on one channel over a connection of its own, and connects again when that is lost.
///
/// Runs on its own thread: it waits on the connection's socket and on `stopped`.
///
/// `@unchecked Sendable`: the thread alone uses the connection; the pipe is made once and
/// written to from anywhere, which the system allows.
final class Listener: @unchecked Sendable {
  private let configuration: PostgresConfiguration
  private let channel: String
  /// The reading end of a pipe; `stopSignal` is the writing end.
  private let stopped: Int32
  private let stopSignal: Int32
  private let yield: @Sendable (ListenEvent) -> Void
  private var isStopped = false

  init(
    _ configuration: PostgresConfiguration, channel: String,
    yield: @escaping @Sendable (ListenEvent) -> Void
  ) {
    self.configuration = configuration
    self.channel = channel
    self.yield = yield
    var pipe: [Int32] = [-1, -1]
    let status = pipe2(&pipe, O_CLOEXEC)
    precondition(status == 0, "the system gives no more file descriptors")
    (stopped, stopSignal) = (pipe[0], pipe[1])
  }

  deinit {
    close(stopped)
    close(stopSignal)
  }

  func start() { startThread { [self] in run() } }

  func stop() {
    var signal: UInt8 = 1
    _ = write(stopSignal, &signal, 1)
  }

  private func run() {
    var delay: Int32 = 50
    while !isStopped {
      do throws(PostgresError) {
        let session = try Session(configuration)
        try session.command("LISTEN \(session.wire.quoted(identifier: channel))")
        delay = 50
        yield(.listening)
        hear(session.wire)
        if !isStopped { yield(.lost) }
      } catch {
        wait(on: nil, milliseconds: delay)
        delay = min(delay * 2, 5000)
      }
    }
  }

  /// Returns when told to stop or when the connection is lost.
  private func hear(_ wire: Wire) {
    while !isStopped {
      while let notification = wire.nextNotification() { yield(.notification(notification)) }
      wait(on: wire.socket, milliseconds: -1)
      guard wire.consumeInput(), wire.isOpen else { return }
    }
  }

  private func wait(on socket: Int32?, milliseconds: Int32) {
    var watched = [pollfd(fd: stopped, events: Int16(POLLIN), revents: 0)]
    if let socket { watched.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
    poll(&watched, nfds_t(watched.count), milliseconds)
    if watched[0].revents != 0 { isStopped = true }
  }
}

/// What a listener tells.
public enum ListenEvent: Hashable, Sendable {
  /// Listening, for the first time or again: what was sent before this was not heard, so look for it.
  case listening
  case notification(Notification)
  /// The connection was lost; the listener tries to connect again.
  case lost
}

extension PostgresPool {
  /// Hears `NOTIFY` on a channel until the stream is dropped or its task is cancelled.
  ///
  /// Uses a connection of its own beside the pool's. Notifications are hints: what is sent while the
  /// connection is down is not heard, and `listening` says when to look again.
  public func listen(_ channel: String) -> AsyncStream<ListenEvent> {
    AsyncStream(bufferingPolicy: .bufferingNewest(10_000)) { continuation in
      let listener = Listener(configuration, channel: channel) { continuation.yield($0) }
      continuation.onTermination = { _ in listener.stop() }
      listener.start()
    }
  }
}
