/// Whom somebody may hand out roles to.
extension Viewer {
  /// Whether this viewer may give or take a role in a scheme; with nil, a role in every scheme.
  public func manages(scheme: String?) -> Bool {
    limits == nil
      && grants.contains { grant in
        grant.role.permissions.contains(.manageAccounts)
          && (grant.scheme == nil || (scheme != nil && grant.scheme == scheme))
      }
  }

  /// Whether all that an account may do lies within what this viewer manages.
  ///
  /// Nobody manages their own account: whoever hands out roles gets theirs from somebody else.
  public func manages(_ account: Account) -> Bool {
    account.id != id
      && (account.grants.isEmpty
        ? grants.contains { $0.role.permissions.contains(.manageAccounts) }
        : account.grants.allSatisfy { manages(scheme: $0.scheme) })
  }
}
