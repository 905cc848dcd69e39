/// The name of an element or attribute: a namespace (empty for none) and a local name.
///
/// The prefix is kept so that a document is written as it was read; it is no part of the identity.
public struct XMLName: Sendable, CustomStringConvertible {
  public var namespace: String
  public var local: String
  public var prefix: String

  public init(namespace: String = "", local: String, prefix: String = "") {
    self.namespace = namespace
    self.local = local
    self.prefix = prefix
  }

  /// The name as written: `prefix:local` or `local`.
  public var qualified: String { prefix.isEmpty ? local : "\(prefix):\(local)" }

  public var description: String { namespace.isEmpty ? local : "{\(namespace)}\(local)" }
}

extension XMLName: Hashable {
  public static func == (a: XMLName, b: XMLName) -> Bool {
    a.local == b.local && a.namespace == b.namespace
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(local)
    hasher.combine(namespace)
  }
}
