import Allocation
import ExactNumbers
import Testing

@Suite struct EligibilityTests {
  func pool(_ change: (inout Organisation) -> Void, members: Int = 2) throws -> ApplicantPool {
    var organisations = (0..<members).map {
      Organisation(
        id: "o\($0)", income: Money(euros: 600_000), ownIncome: BasisPoints(percent: 10),
        yearsActive: 3)
    }
    change(&organisations[0])
    return try ApplicantPool(
      organisations: organisations,
      alliances: [
        Alliance(
          id: "a", theme: "t", requested: Money(euros: 1),
          members: organisations.enumerated().map { place, organisation in
            .init(organisation.id, isLead: place == 0, share: place == 0 ? .whole : .none)
          })
      ])
  }

  @Test func `ten percent own income and three years are just enough`() throws {
    let pool = try pool { _ in }
    #expect(EligibilityRules.present.failures(of: 0, in: pool) == [])
  }

  @Test func `every failure is named at once`() throws {
    let pool = try pool(
      {
        $0.ownIncome = BasisPoints(999)
        $0.yearsActive = 2
      }, members: 6)
    #expect(
      EligibilityRules.present.failures(of: 0, in: pool) == [
        .members(6, allowed: 2...5),
        .yearsActive(organisation: "o0", 2, needed: 3),
        .ownIncome(organisation: "o0", BasisPoints(999), needed: BasisPoints(percent: 10)),
      ])
  }

  @Test func `a growth path counts only when it reaches the share and is allowed`() throws {
    let grows = try pool {
      $0.ownIncome = .none
      $0.plannedOwnIncome = BasisPoints(percent: 10)
    }
    var rules = EligibilityRules.present
    #expect(rules.failures(of: 0, in: grows).isEmpty)
    rules.ownIncome.growthPath = false
    #expect(rules.failures(of: 0, in: grows).count == 1)
  }

  @Test func `a graded share rises without a step`() {
    let rule = OwnIncomeRule(small: .none, large: BasisPoints(percent: 50))
    #expect(rule.threshold(groupIncome: Money(euros: 250_000)) == .none)
    #expect(rule.threshold(groupIncome: Money(euros: 625_000)) == BasisPoints(percent: 25))
    #expect(rule.threshold(groupIncome: Money(euros: 5_000_000)) == BasisPoints(percent: 50))
    var last = BasisPoints.none
    for euros in stride(from: 0, through: 1_200_000, by: 100) {
      let now = rule.threshold(groupIncome: Money(euros: euros))
      #expect((0...1).contains(now.count - last.count))
      last = now
    }
  }

  @Test func `a pool names all its problems at once`() throws {
    let error = try #require(throws: PoolError.self) {
      try ApplicantPool(
        organisations: [
          Organisation(
            id: "o", income: Money(cents: -1), ownIncome: .none, yearsActive: 1, links: ["gone"]),
          Organisation(id: "o", income: .zero, ownIncome: BasisPoints(10_001), yearsActive: -1),
        ],
        alliances: [
          Alliance(
            id: "a", theme: "t", requested: Money(euros: 1),
            members: [.init("o", share: BasisPoints(5_000)), .init("p", share: .none)]),
          Alliance(id: "a", theme: "t", requested: Money(cents: -5), members: []),
        ])
    }
    let problems = Set(error.problems)
    #expect(problems.contains(.duplicateOrganisation("o")))
    #expect(problems.contains(.duplicateAlliance("a")))
    #expect(problems.contains(.unknownLink(organisation: "o", link: "gone")))
    #expect(problems.contains(.unknownMember(alliance: "a", organisation: "p")))
    #expect(problems.contains(.leads(alliance: "a", count: 0)))
    #expect(problems.contains(.shares(alliance: "a", sum: BasisPoints(5_000))))
    #expect(problems.contains(.noMembers(alliance: "a")))
    #expect(error.problems.count { if case .outOfRange = $0 { true } else { false } } == 4)
  }
}
