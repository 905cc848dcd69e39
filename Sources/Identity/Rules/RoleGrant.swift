/// A role that somebody has for one scheme, or for all.
public struct RoleGrant: Hashable, Sendable {
  public let role: OfficeRole
  /// Nil: every scheme.
  public let scheme: String?

  public init(_ role: OfficeRole, scheme: String? = nil) {
    self.role = role
    self.scheme = scheme
  }

  func covers(_ wanted: String?) -> Bool { scheme == nil || wanted == nil || scheme == wanted }

  func overlaps(_ other: RoleGrant) -> Bool {
    scheme == nil || other.scheme == nil || scheme == other.scheme
  }
}
