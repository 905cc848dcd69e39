import Allocation
import Foundation
import JSONText

/// Monte Carlo ranking under a pot: four criteria with noise, a bonus for small applicants, a threshold.
enum AllocationBenchmark {
  static func run(_ options: Options) async throws {
    guard options.wants("allocation", "ranking") else { return }
    for (applicants, draws) in [(12, 100_000), (200, 100_000), (2_000, 10_000), (20_000, 1_000)] {
      let study = try options.inputs.map { try read($0, applicants) } ?? generated(applicants)
      guard let study else { throw BrokenBenchmark("The study of \(applicants) cannot be.") }
      Memory.startAnew()
      let memory = Memory.peak
      var results: Set<RankingSums> = []
      for threads in [1, 2, 7] {
        var samples: [Double] = []
        var processor: [Double] = []
        for run in 0...(options.runs ?? 7) {
          let before = Timing.processorSeconds
          let (sums, seconds) = await Timing.seconds {
            await total(study, draws: draws, threads: threads)
          }
          guard let sums, sums.gini.count == draws else {
            throw BrokenBenchmark("The study lost draws.")
          }
          guard run > 0 else {
            results.insert(sums)
            continue
          }
          samples.append(seconds * 1000)
          processor.append((Timing.processorSeconds - before) * 1000)
        }
        let params: [(String, JSON)] = [
          ("applicants", .int(applicants)), ("draws", .int(draws)), ("threads", .int(threads)),
        ]
        Output.report("allocation", "ranking", params, unit: "ms", samples)
        Output.report("allocation", "ranking.cpu", params, unit: "ms", processor)
      }
      guard results.count == 1, let result = results.first else {
        throw BrokenBenchmark("Threads change the result.")
      }
      let params: [(String, JSON)] = [("applicants", .int(applicants)), ("draws", .int(draws))]
      Output.report(
        "allocation", "ranking.memory", params, unit: "MB", [Memory.peak - min(memory, Memory.peak)]
      )
      report(result, params)
    }
  }

  /// The figures by which others' results are compared: grants a draw, and the means of both measures.
  private static func report(_ sums: RankingSums, _ params: [(String, JSON)]) {
    let draws = Double(sums.draws.count)
    func mean(_ list: [some BinaryInteger]) -> Double {
      list.reduce(0) { $0 + Double($1) } / draws
    }
    Output.report("allocation", "ranking.funded", params, unit: "grants", [mean(sums.granted)])
    Output.report("allocation", "ranking.gini", params, unit: "", [mean(sums.gini) / 1_000_000])
    Output.report(
      "allocation", "ranking.small-share", params, unit: "", [mean(sums.smallShare) / 1_000_000])
  }

  /// Draws cut in blocks, four for each thread, and put together in their order.
  private static func total(_ study: RankingStudy, draws: Int, threads: Int) async -> RankingSums? {
    guard threads > 1 else { return study.run(0..<draws, seed: 1) }
    let size = (draws + threads * 4 - 1) / (threads * 4)
    let blocks = stride(from: 0, to: draws, by: size).map { $0..<min($0 + size, draws) }
    let parts = await withTaskGroup(of: RankingSums.self) { group in
      for block in blocks { group.addTask { study.run(block, seed: 1) } }
      return await group.reduce(into: [RankingSums]()) { $0.append($1) }
    }
    let ordered = parts.sorted { $0.draws.lowerBound < $1.draws.lowerBound }
    guard var whole = ordered.first else { return nil }
    for part in ordered.dropFirst() { whole.append(part) }
    return whole
  }

  private static let criteria = zip(
    [0.40, 0.25, 0.20, 0.15] as [Float], [0.9, 0.8, 1.1, 0.7] as [Float]
  ).map {
    RankingStudy.Criterion(weight: $0, spread: $1)
  }

  private static func study(_ applicants: [RankingStudy.Applicant], pot: Int64) -> RankingStudy? {
    RankingStudy(
      applicants: applicants, criteria: criteria, bounds: 0...10, threshold: 5.5, pot: pot,
      partFrom: BasisPoints(5_000))
  }

  private static func generated(_ count: Int) -> RankingStudy? {
    var random = SplitMix64(seed: 13 + UInt64(count))
    let applicants = (0..<count).map { _ in
      let isSmall = random.int(0..<10) < 4
      return RankingStudy.Applicant(
        scores: (0..<4).map { _ in Float(random.int(400..<951)) / 100 },
        request: Int32(random.int(50..<751) * 100), bonus: isSmall ? 0.35 : 0, isSmall: isSmall)
    }
    let asked = applicants.reduce(Int64(0)) { $0 + Int64($1.request) }
    return study(applicants, pot: asked * 35 / 100)
  }

  /// Reads `ranking-N.json`: base scores, amounts asked, who is small; the cap is applied to the amounts.
  private static func read(_ folder: URL, _ count: Int) throws -> RankingStudy? {
    let file = folder.appending(path: "ranking-\(count).json")
    let json = try JSON.parse(bytes: [UInt8](try Data(contentsOf: file)), file: file.path)
    func float(_ value: JSON) -> Float {
      if case .number(let text) = value { Float(text) ?? 0 } else { 0 }
    }
    let cap = json["cap"]?.int ?? .max
    let bases = json["base"]?.array ?? []
    let asked = json["ask"]?.array ?? []
    let small = json["small"]?.array ?? []
    let bonus = json["bonus"].map(float) ?? 0
    let applicants = bases.indices.map { index in
      let isSmall = small[index].bool ?? false
      return RankingStudy.Applicant(
        scores: bases[index].array?.map(float) ?? [],
        request: Int32(min(asked[index].int ?? 0, cap)), bonus: isSmall ? bonus : 0,
        isSmall: isSmall)
    }
    return study(applicants, pot: json["budget"]?.int ?? 0)
  }
}
