import CLibpq

/// libpq's means to ask the server to stop what a connection is doing.
///
/// `@unchecked Sendable`: the object is a copy of the connection's address that never changes, and
/// libpq documents PQcancel as safe from any thread.
final class WireCancelHandle: @unchecked Sendable {
  private let handle: OpaquePointer

  init?(_ handle: OpaquePointer?) {
    guard let handle else { return nil }
    self.handle = handle
  }

  deinit { PQfreeCancel(handle) }

  /// Blocks until the server has taken the request; whether it had an effect shows in the statement.
  func cancel() -> Bool {
    var buffer = [CChar](repeating: 0, count: 256)
    return PQcancel(handle, &buffer, Int32(buffer.count)) == 1
  }
}
