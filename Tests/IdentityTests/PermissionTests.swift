import Identity
import Testing

@Suite struct PermissionTests {
  @Test func `an auditor may change nothing`() {
    #expect(OfficeRole.auditor.permissions.allSatisfy { !$0.changes })
    #expect(OfficeRole.auditor.permissions.contains(.viewCasework))
  }

  @Test func `no role both plans rules' money and hands out roles`() {
    for role in OfficeRole.allCases where role.permissions.contains(.manageAccounts) {
      #expect(role.permissions == [.manageAccounts])
    }
  }

  @Test func `every permission is given by some role`() {
    let given = OfficeRole.allCases.reduce(into: Set<Permission>()) { $0.formUnion($1.permissions) }
    #expect(given == Set(Permission.allCases))
  }

  @Test func `a role counts only in its scheme`() {
    let viewer = Viewer(
      id: "anna", name: "Anna", grants: [RoleGrant(.assessor, scheme: "een")])
    #expect(viewer.may(.handleCases, in: "een"))
    #expect(!viewer.may(.handleCases, in: "twee"))
    #expect(!viewer.knows(scheme: "twee"))
    #expect(viewer.may(.handleCases, in: nil))
  }

  @Test func `a token never allows more than it was limited to`() {
    let limits = TokenLimits(permissions: [.viewCasework], scheme: "een")
    let viewer = Viewer(
      id: "anna", name: "Anna", grants: [RoleGrant(.coordinator)], limits: limits)
    #expect(viewer.may(.viewCasework, in: "een"))
    #expect(!viewer.may(.planTransition, in: "een"))
    #expect(!viewer.may(.viewCasework, in: "twee"))
  }

  @Test(arguments: [
    (OfficeRole.auditor, OfficeRole.coordinator), (.internalControl, .assessor),
    (.administrator, .internalControl),
  ])
  func `roles that must stand apart cannot be held together in one scheme`(
    a: OfficeRole, b: OfficeRole
  ) {
    #expect(SeparationOfDuties.conflict(in: [RoleGrant(a), RoleGrant(b, scheme: "een")]) != nil)
    #expect(
      SeparationOfDuties.conflict(in: [RoleGrant(a, scheme: "twee"), RoleGrant(b, scheme: "een")])
        == nil)
  }
}
