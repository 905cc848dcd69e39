/// Who makes a request, and what that person may do.
public struct Viewer: Hashable, Sendable {
  /// The account's name; it stands as the acting person in events.
  public let id: String
  public let name: String
  public let grants: [RoleGrant]
  /// What an API token was limited to; nil for a signed-in person.
  public let limits: TokenLimits?

  public init(id: String, name: String, grants: [RoleGrant], limits: TokenLimits? = nil) {
    self.id = id
    self.name = name
    self.grants = grants
    self.limits = limits
  }

  /// Whether this viewer may do something in a scheme; with nil, in any scheme at all.
  public func may(_ permission: Permission, in scheme: String?) -> Bool {
    guard limits?.allow(permission, in: scheme) ?? true else { return false }
    return grants.contains { $0.covers(scheme) && $0.role.permissions.contains(permission) }
  }

  /// Whether the scheme exists for this viewer: some permission in it.
  public func knows(scheme: String) -> Bool {
    Permission.allCases.contains { may($0, in: scheme) }
  }

  /// The roles that count in a scheme.
  public func roles(in scheme: String?) -> Set<OfficeRole> {
    Set(grants.filter { $0.covers(scheme) }.map(\.role))
  }
}

/// To what an API token was limited when it was made.
public struct TokenLimits: Hashable, Sendable {
  public let permissions: Set<Permission>
  public let scheme: String?

  public init(permissions: Set<Permission>, scheme: String?) {
    self.permissions = permissions
    self.scheme = scheme
  }

  func allow(_ permission: Permission, in wanted: String?) -> Bool {
    permissions.contains(permission) && (scheme == nil || wanted == nil || scheme == wanted)
  }
}
