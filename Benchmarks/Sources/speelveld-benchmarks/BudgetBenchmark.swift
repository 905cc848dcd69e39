import Allocation
import Crypto
import Foundation
import JSONText

/// Votes under a budget by equal shares, and the exact optimum of a selection under many conditions.
///
/// Both need `--inputs`, so that the same instances can be given to other programs; `digest` and `objective` say
/// whether the answers are the same.
enum BudgetBenchmark {
  static func run(_ options: Options) async throws {
    guard let folder = options.inputs else { return }
    if options.wants("budget", "equal-shares") { try equalShares(folder, options.runs ?? 7) }
    if options.wants("budget", "optimum") { try optimum(folder, options.runs ?? 5) }
  }

  private static func equalShares(_ folder: URL, _ runs: Int) throws {
    for (projects, voters) in [(100, 1_000), (100, 10_000), (1_000, 1_000), (1_000, 10_000)] {
      let text = try String(
        contentsOf: folder.appending(path: "votes-\(projects)x\(voters).pb"), encoding: .utf8)
      let parts = try BudgetText(text)
      var chosen: [Int] = []
      for whole in [true, false] {
        let loaded = try parts.vote()
        let samples = Timing.perTurn(runs: runs) { _ in
          // From ballots to the result, or the rule alone.
          chosen = whole ? (try? parts.vote())?.equalShares() ?? [] : loaded.equalShares()
        }
        Output.report(
          "budget", whole ? "equal-shares" : "equal-shares.rule",
          [
            ("projects", .int(projects)), ("voters", .int(voters)), ("chosen", .int(chosen.count)),
            ("digest", .string(digest(chosen))),
          ], unit: "us", samples)
      }
    }
  }

  /// The first 12 hex digits of the SHA-256 of the chosen numbers in rising order, joined by commas.
  private static func digest(_ chosen: [Int]) -> String {
    let text = chosen.sorted().map(String.init).joined(separator: ",")
    return String(
      SHA256.hash(data: Data(text.utf8)).map {
        String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
      }.joined().prefix(12))
  }

  private static func optimum(_ folder: URL, _ runs: Int) throws {
    for count in [100, 1_000, 10_000] {
      let file = folder.appending(path: "knapsack-\(count).json")
      let round = try RoundText(
        JSON.parse(bytes: [UInt8](try Data(contentsOf: file)), file: file.path))
      var (wall, processor): ([Double], [Double]) = ([], [])
      var solution: SelectionOptimum.Solution?
      for run in 0...runs {
        let before = Timing.processorSeconds
        let (outcome, seconds) = Timing.seconds(of: { round.program.solve(nodes: 10_000_000) })
        guard case .found(let found) = outcome else {
          throw BrokenBenchmark("No optimum of \(count): is the solver library installed?")
        }
        if run > 0 {
          wall.append(seconds * 1000)
          processor.append((Timing.processorSeconds - before) * 1000)
        }
        solution = found
      }
      let params: [(String, JSON)] = [
        ("applications", .int(count)), ("objective", .int(Int(solution?.value ?? -1))),
        ("chosen", .int(solution?.chosen.count { $0 } ?? 0)),
        ("proven", .bool(solution?.isProven ?? false)),
      ]
      Output.report("budget", "optimum", params, unit: "ms", wall)
      Output.report("budget", "optimum.cpu", params, unit: "ms", processor)
    }
  }
}

/// Costs, budget and ballots of a vote in the Pabulib format.
struct BudgetText {
  var costs: [Int64] = []
  var budget: Int64 = 0
  var ballots: [[Int]] = []

  init(_ text: String) throws {
    var section = ""
    var numbers: [Substring: Int] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      if fields.count == 1 {
        section = String(line)
      } else if section == "META", fields[0] == "budget" {
        budget = Int64(fields[1]) ?? 0
      } else if section == "PROJECTS", let cost = Int64(fields[1]) {
        numbers[fields[0]] = costs.count
        costs.append(cost)
      } else if section == "VOTES", fields[0] != "voter_id" {
        ballots.append((fields.last ?? "").split(separator: ",").compactMap { numbers[$0] })
      }
    }
  }

  func vote() throws -> BudgetVote {
    guard let vote = BudgetVote(costs: costs, budget: budget, ballots: ballots) else {
      throw BrokenBenchmark("The vote cannot be.")
    }
    return vote
  }
}

/// A round of applications with caps per region, a least share for small, a limit per applicant and pairs.
struct RoundText {
  let program: SelectionProgram

  init(_ json: JSON) {
    func whole(_ name: String) -> [Int64] { json[name]?.array?.map { $0.int ?? 0 } ?? [] }
    let (costs, values) = (whole("cost"), whole("value"))
    let (regions, applicants) = (whole("region"), whole("applicant"))
    let small = json["small"]?.array?.map { $0.bool ?? false } ?? []
    func money(_ items: [Int], least: Int64? = nil, most: Int64? = nil)
      -> SelectionProgram.Condition
    { .init(items: items, weights: items.map { costs[$0] }, least: least, most: most) }
    let all = Array(costs.indices)
    var conditions = [money(all, most: json["budget"]?.int)]
    for region in Set(regions).sorted() {
      conditions.append(
        money(all.filter { regions[$0] == region }, most: json["region_cap"]?.int))
    }
    conditions.append(money(all.filter { small[$0] }, least: json["small_min"]?.int))
    let most = json["max_per_applicant"]?.int ?? .max
    for (_, items) in Dictionary(grouping: all, by: { applicants[$0] }).sorted(by: {
      $0.key < $1.key
    })
    where items.count > most {
      conditions.append(.init(count: items, most: most))
    }
    for pair in json["exclusive"]?.array ?? [] {
      conditions.append(.init(count: pair.array?.map { Int($0.int ?? 0) } ?? [], most: 1))
    }
    program = SelectionProgram(values: values, costs: costs, conditions: conditions)
  }
}
