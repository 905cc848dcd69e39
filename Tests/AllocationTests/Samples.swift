import Allocation
import ExactNumbers

/// SplitMix64, for properties over many cases that are the same in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Alliances of one organisation each, unless `pairs`, with the given incomes and requests in euros.
func samplePool(
  _ alliances: [(id: String, income: Int, request: Int)], themes: [String] = ["t"],
  present: Set<String> = []
) throws -> ApplicantPool {
  try ApplicantPool(
    organisations: alliances.map {
      Organisation(
        id: "o-\($0.id)", income: Money(euros: $0.income), ownIncome: BasisPoints(percent: 20),
        yearsActive: 5)
    },
    alliances: alliances.enumerated().map { place, item in
      Alliance(
        id: item.id, theme: themes[place % themes.count],
        isPresentPartner: present.contains(item.id), requested: Money(euros: item.request),
        members: [.init("o-\(item.id)", isLead: true, share: .whole)])
    })
}

/// The present conditions, except that an alliance of one member may apply.
let openEligibility = EligibilityRules(
  yearsActive: 3, ownIncome: EligibilityRules.present.ownIncome, members: 1...5)

/// A sheet with the given points in all, spread from the first criterion on.
func sheet(total: Int) -> ScoreSheet? {
  var scores = Array(repeating: 1, count: 13)
  var left = total - 13
  for place in scores.indices {
    let more = min(4, max(0, left))
    scores[place] += more
    left -= more
  }
  return left == 0 ? ScoreSheet(scores) : nil
}

func randomPool(_ random: inout SplitMix64, count: Int) throws -> ApplicantPool {
  var organisations: [Organisation] = []
  var alliances: [Alliance] = []
  for number in 0..<count {
    let members = Int.random(in: 1...4, using: &random)
    var left = 10_000
    var list: [Alliance.Member] = []
    for member in 0..<members {
      let id = "o\(number)-\(member)"
      organisations.append(
        Organisation(
          id: id, income: Money(cents: .random(in: 0...500_000_000, using: &random)),
          ownIncome: BasisPoints(.random(in: 0...5_000, using: &random)),
          yearsActive: .random(in: 1...20, using: &random),
          links: number > 0 && member == 0 && Bool.random(using: &random) ? ["o0-0"] : []))
      let share = member == members - 1 ? left : Int.random(in: 0...left, using: &random)
      left -= share
      list.append(.init(id, isLead: member == 0, share: BasisPoints(share)))
    }
    alliances.append(
      Alliance(
        id: "a\(number)", theme: "t\(number % 3)",
        requested: Money(cents: .random(in: 1_000_000...200_000_000, using: &random)),
        members: list))
  }
  return try ApplicantPool(organisations: organisations, alliances: alliances)
}

func randomSheets(_ random: inout SplitMix64, count: Int) -> [ScoreSheet] {
  (0..<count).compactMap { _ in
    ScoreSheet((0..<13).map { _ in Int.random(in: 1...5, using: &random) })
  }
}

func lots(of pool: ApplicantPool, seed: UInt64 = 1) -> [UInt64] {
  pool.key.map { CounterRandom(seed: seed)[$0].bits(0) }
}
