import ExactNumbers

/// Organisations joined by their links, whoever names the link and however long the chain or circle.
struct LinkedGroups {
  var group: [Int]
  var income: [Money]

  init(_ organisations: [Organisation], number: [String: Int], problems: inout [PoolProblem]) {
    var parent = Array(organisations.indices)
    func root(_ start: Int) -> Int {
      var node = start
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for (index, organisation) in organisations.enumerated() {
      for link in organisation.links {
        guard let other = number[link] else {
          problems.append(.unknownLink(organisation: organisation.id, link: link))
          continue
        }
        let (a, b) = (root(index), root(other))
        // The lower number becomes the root, so that groups are numbered alike however links are given.
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    group = []
    var sums: [Int128] = []
    var numbered: [Int: Int] = [:]
    for (index, organisation) in organisations.enumerated() {
      let top = root(index)
      let which = numbered[top] ?? sums.count
      if which == sums.count {
        numbered[top] = which
        sums.append(0)
      }
      sums[which] += Int128(organisation.income.cents)
      group.append(which)
    }
    income = sums.map { Money(cents: Int64(clamping: $0)) }
  }
}
