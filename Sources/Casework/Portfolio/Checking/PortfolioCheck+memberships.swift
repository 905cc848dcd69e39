import Diagnostics
import LegalCalendar

extension PortfolioCheck {
  func checkMemberships() {
    let known = Set(portfolio.organisations.map(\.id))
    let members = Set(
      portfolio.memberships.filter(\.role.countsAsMember).map { [$0.alliance, $0.organisation] })
    for membership in portfolio.memberships {
      checkParties(membership, known, members)
      if let to = membership.to, to < membership.from {
        report(
          "ends-before-start", "The role ends on \(to), before it starts on \(membership.from).",
          on: membership, "to", remedy: "Swap or mend the dates.")
      }
    }
    let byAlliance = Dictionary(grouping: portfolio.memberships, by: \.alliance)
    for alliance in portfolio.alliances {
      let roles = byAlliance[alliance.id] ?? []
      checkOverlaps(roles)
      checkLead(alliance, roles)
      checkSize(alliance, roles)
    }
    checkLeadLimit()
  }

  private func checkParties(
    _ membership: Membership, _ known: Set<String>, _ members: Set<[String]>
  ) {
    if !known.contains(membership.organisation) {
      report(
        "unknown-organisation", "There is no organisation \"\(membership.organisation)\".",
        on: membership, "organisation",
        remedy: advice(for: membership.organisation, among: known))
    }
    if membership.role == .consortiumMember, membership.within == nil {
      report(
        "missing-field", "A consortium member must say in which member's consortium it is.",
        on: membership, remedy: "Add `within: …` with the id of the member organisation.")
    }
    if let within = membership.within, !members.contains([membership.alliance, within]) {
      report(
        "unknown-consortium", "\"\(within)\" is no member of this alliance.", on: membership,
        "within", remedy: "Name a member of the same alliance.")
    }
  }

  /// One organisation has one role at a time in an alliance.
  private func checkOverlaps(_ roles: [Membership]) {
    for (organisation, own) in Dictionary(grouping: roles, by: \.organisation) {
      let sorted = own.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
      for (first, second) in zip(sorted, sorted.dropFirst())
      where second.from <= first.lastDay {
        report(
          "overlapping-roles",
          "\"\(organisation)\" is \(first.role.rawValue) and \(second.role.rawValue) at once, "
            + "from \(second.from).", on: second, "from",
          remedy: "End the earlier role (`to: …`) before the later one starts.")
      }
    }
  }

  /// An alliance always has one lead (penvoerder).
  private func checkLead(_ alliance: Alliance, _ roles: [Membership]) {
    let leads = roles.filter { $0.role == .lead }.sorted { $0.from < $1.from }
    if leads.isEmpty {
      report(
        "no-lead", "\"\(alliance.name)\" has no lead organisation (SR 2.4).", on: alliance,
        remedy: "Give one of the members `role: lead`.")
    }
    for (first, second) in zip(leads, leads.dropFirst())
    where second.from <= first.lastDay && first.organisation != second.organisation {
      report(
        "two-leads", "\"\(alliance.name)\" has two leads at once, from \(second.from) (SR 2.4).",
        on: second, "role", remedy: "End one of the two, or make it a member.")
    }
  }

  /// Two to five members, more by permission only (SR 2.3); archives and projects stand alone.
  private func checkSize(_ alliance: Alliance, _ roles: [Membership]) {
    guard alliance.kind == .alliance else { return }
    let members = roles.filter(\.role.countsAsMember).sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    var present: [Membership] = []
    for member in members where !alliance.moreThanFiveAllowed {
      present.removeAll { $0.lastDay < member.from }
      present.append(member)
      let count = Set(present.map(\.organisation)).count
      if count > 5 {
        report(
          "too-many-members",
          "\"\(alliance.name)\" has \(count) members from \(member.from); five is the most without "
            + "permission (SR 2.3).", on: member,
          remedy: "Set `more-than-five-allowed: true` if the minister permitted it, or end a role.")
        return
      }
    }
    if listsMembers, Set(members.map(\.organisation)).count < 2 {
      report(
        "too-few-members", "\"\(alliance.name)\" has fewer than two members (SR 2.3).",
        on: alliance, "members", remedy: "Add the other members.")
    }
  }

  /// An organisation leads at most two alliances at a time (SR 2.4).
  private func checkLeadLimit() {
    let leads = portfolio.memberships.filter {
      $0.role == .lead && alliances[$0.alliance]?.kind == .alliance
    }
    for (organisation, own) in Dictionary(grouping: leads, by: \.organisation) {
      var present: [String: CivilDate] = [:]
      for role in own.sorted(by: { ($0.from, $0.id) < ($1.from, $1.id) }) {
        present = present.filter { $0.value >= role.from }
        present[role.alliance] = max(present[role.alliance] ?? role.lastDay, role.lastDay)
        guard present.count > 2 else { continue }
        report(
          "too-many-leads",
          "\"\(organisation)\" leads \(present.count) alliances from \(role.from); two is the most "
            + "(SR 2.4).", on: role, "role", remedy: "Let another member lead one of them.")
        break
      }
    }
  }
}

extension Membership {
  fileprivate var lastDay: CivilDate { to ?? CivilDate(epochDay: Int64(Int32.max)) }
}
