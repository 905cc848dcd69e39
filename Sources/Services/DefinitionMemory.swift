import SchemeDefinition
import Synchronization

/// The scheme definitions that an office used last, by the hash of their directories.
///
/// A definition never changes under its hash, so what was read and compiled once serves every later step.
final class DefinitionMemory: Sendable {
  private let known = Mutex<[(source: String, definition: SchemeDefinition)]>([])
  /// A few schemes, and the editions between which cases are being moved.
  private static let limit = 8

  subscript(source: String) -> SchemeDefinition? {
    get { known.withLock { $0.first { $0.source == source }?.definition } }
    set {
      guard let newValue else { return }
      known.withLock { known in
        known.removeAll { $0.source == source }
        known.append((source, newValue))
        if known.count > Self.limit { known.removeFirst() }
      }
    }
  }
}
