import Allocation
import ExactNumbers

extension Population {
  /// The population as a file that `parse` reads back to an equal one.
  public var csv: String {
    var text = CSVText.line(PopulationColumn.header)
    var inAlliance: Set<Int> = []
    for (index, alliance) in pool.alliances.enumerated() {
      for (place, member) in pool.members[index].enumerated() {
        inAlliance.insert(member.organisation)
        let isLead = alliance.members[place].isLead
        var fields = [alliance.id, isLead ? "lead" : "member"]
        fields += organisation(member.organisation, share: member.share)
        if isLead {
          fields += [
            alliance.theme, present[index] == .zero ? "" : short(present[index]),
            short(alliance.requested),
          ]
          let start = index * Criterion.all
          fields += merit[start..<start + Criterion.all].map {
            Money(cents: Int64($0)).description
          }
        } else {
          fields += Array(repeating: "", count: 3 + Criterion.all)
        }
        text += CSVText.line(fields)
      }
    }
    for number in pool.organisations.indices where !inAlliance.contains(number) {
      text += CSVText.line(
        ["", ""] + organisation(number, share: nil)
          + Array(repeating: "", count: 3 + Criterion.all))
    }
    return text
  }

  private func organisation(_ number: Int, share: BasisPoints?) -> [String] {
    let organisation = pool.organisations[number]
    func percent(_ share: BasisPoints) -> String { String(share.description.dropLast()) }
    return [
      organisation.id, share.map(percent) ?? "", short(organisation.income),
      short(Money(cents: Int64(organisation.staff))), String(organisation.volunteers),
      percent(organisation.ownIncome), organisation.plannedOwnIncome.map(percent) ?? "",
      String(organisation.yearsActive), organisation.links.joined(separator: " "),
    ]
  }

  private func short(_ amount: Money) -> String {
    amount.cents % 100 == 0 ? "\(amount.cents / 100)" : amount.description
  }
}
