import ExactNumbers

/// What keeps a set of applicants from being used.
public enum PoolProblem: Hashable, Sendable {
  case duplicateOrganisation(String)
  case duplicateAlliance(String)
  case unknownLink(organisation: String, link: String)
  case unknownMember(alliance: String, organisation: String)
  case memberTwice(alliance: String, organisation: String)
  case noMembers(alliance: String)
  case leads(alliance: String, count: Int)
  case shares(alliance: String, sum: BasisPoints)
  case outOfRange(subject: String, field: String, value: String)
  case tooMuchTogether
}

/// Every problem of a set of applicants.
public struct PoolError: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [PoolProblem]

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension PoolProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duplicateOrganisation(let id): "Organisation \(id) occurs twice."
    case .duplicateAlliance(let id): "Alliance \(id) occurs twice."
    case .unknownLink(let id, let link):
      "Organisation \(id) names a link with \(link), which is not in the list."
    case .unknownMember(let id, let member):
      "Alliance \(id) has a member \(member) that is not in the list of organisations."
    case .memberTwice(let id, let member): "Alliance \(id) has \(member) as a member twice."
    case .noMembers(let id): "Alliance \(id) has no members."
    case .leads(let id, let count):
      "Alliance \(id) has \(count) lead organisations; it needs exactly one."
    case .shares(let id, let sum):
      "The shares of the members of alliance \(id) make \(sum), not 100%."
    case .outOfRange(let subject, let field, let value):
      "\(subject): \(field) is \(value), which is out of range."
    case .tooMuchTogether:
      "All requests of a year together exceed ten times \(ApplicantPool.greatestAmount) euros."
    }
  }

  static func check(_ organisation: Organisation, into problems: inout [PoolProblem]) {
    func range(_ field: String, _ fits: Bool, _ value: some CustomStringConvertible) {
      guard !fits else { return }
      problems.append(
        .outOfRange(
          subject: "Organisation \(organisation.id)", field: field, value: value.description))
    }
    let income = organisation.income
    range("income", (.zero...ApplicantPool.greatestAmount).contains(income), income)
    range("staff", (0...100_000_000).contains(organisation.staff), organisation.staff)
    range(
      "volunteers", (0...100_000_000).contains(organisation.volunteers), organisation.volunteers)
    range("own income", (.none ... .whole).contains(organisation.ownIncome), organisation.ownIncome)
    if let planned = organisation.plannedOwnIncome {
      range("planned own income", (.none ... .whole).contains(planned), planned)
    }
    range("years active", (0...2_000).contains(organisation.yearsActive), organisation.yearsActive)
  }

  static func check(
    _ alliance: Alliance, number: [String: Int], into problems: inout [PoolProblem]
  ) {
    let id = alliance.id
    if !(.zero...ApplicantPool.greatestAmount).contains(alliance.requested) {
      problems.append(
        .outOfRange(
          subject: "Alliance \(id)", field: "requested", value: alliance.requested.description))
    }
    guard !alliance.members.isEmpty else {
      problems.append(.noMembers(alliance: id))
      return
    }
    var seen: Set<String> = []
    var sum = 0
    for member in alliance.members {
      let organisation = member.organisation
      if !seen.insert(organisation).inserted {
        problems.append(.memberTwice(alliance: id, organisation: organisation))
      }
      if number[organisation] == nil {
        problems.append(.unknownMember(alliance: id, organisation: organisation))
      }
      if !(.none ... .whole).contains(member.share) {
        problems.append(
          .outOfRange(
            subject: "Alliance \(id)", field: "share of \(organisation)",
            value: member.share.description))
      } else {
        sum += member.share.count
      }
    }
    let leads = alliance.members.count { $0.isLead }
    if leads != 1 { problems.append(.leads(alliance: id, count: leads)) }
    if sum != BasisPoints.whole.count {
      problems.append(.shares(alliance: id, sum: BasisPoints(sum)))
    }
  }
}
