import SchemeDefinition
import Services
import Synchronization

/// Scheme definitions that were read once, by the hash of their files.
///
/// A definition under a hash never changes, so that what stands here can be shared by every request.
final class SchemeShelf: Sendable {
  static let shared = SchemeShelf()
  private static let most = 20

  private let shelf = Mutex<[String: SchemeDefinition]>([:])

  /// The active definition. Throws a `Refusal` when the scheme is not active.
  func definition(of scheme: String, by office: CaseOffice) async throws -> SchemeDefinition {
    let source = try await office.schemeRecord(scheme).source
    if let known = shelf.withLock({ $0[source] }) { return known }
    let definition = try await office.scheme(scheme)
    shelf.withLock { shelf in
      if shelf.count >= Self.most { shelf.removeAll() }
      shelf[source] = definition
    }
    return definition
  }
}
