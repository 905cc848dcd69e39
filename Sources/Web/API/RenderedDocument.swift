import Synchronization

/// The bytes of the API's description: a third of a megabyte that depends on routes and settings only, and is
/// asked for by everybody. Made once.
final class RenderedDocument: Sendable {
  private let kept = Mutex<[UInt8]?>(nil)

  func bytes(_ make: () -> [UInt8]) -> [UInt8] {
    kept.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
  }
}
