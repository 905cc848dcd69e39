import Testing

@testable import Allocation

@Suite struct RankingStudyTests {
  func study(_ random: inout SplitMix64, count: Int, spread: Float = 1) throws -> RankingStudy {
    let applicants = (0..<count).map { _ in
      RankingStudy.Applicant(
        scores: (0..<4).map { _ in Float.random(in: 3...9, using: &random) },
        request: .random(in: 50...750, using: &random),
        bonus: Bool.random(using: &random) ? 0.3 : 0,
        isSmall: Bool.random(using: &random))
    }
    return try #require(
      RankingStudy(
        applicants: applicants,
        criteria: [0.4, 0.3, 0.2, 0.1].map { .init(weight: $0, spread: spread) },
        bounds: 0...10, threshold: 5.5,
        pot: applicants.reduce(0) { $0 + Int64($1.request) } * 35 / 100,
        partFrom: BasisPoints(percent: 50)))
  }

  /// The same from the scores of a draw, by plain sorting.
  func slow(_ study: RankingStudy, keys: [Float]) -> (paid: [Int64], gini: Figure?, share: Figure?)
  {
    var paid = Array(repeating: Int64(0), count: study.count)
    var left = study.pot
    for slot in keys.indices.sorted(by: { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }) {
      guard keys[slot] >= study.threshold else { break }
      let asked = Int64(study.request[slot])
      if asked > left {
        if left > 0, left * 2 >= asked { paid[slot] = left }
        break
      }
      paid[slot] = asked
      left -= asked
    }
    return (
      paid, Inequality.gini(paid), Inequality.share(of: paid, to: study.small.map { $0 != 0 })
    )
  }

  @Test(arguments: [1, 2, 12, 48, 49, 200, 700])
  func `every draw pays as plain sorting does`(_ count: Int) throws {
    var random = SplitMix64(UInt64(count))
    let study = try study(&random, count: count)
    var granted = Array(repeating: Int64(0), count: count)
    var paid = granted
    let draws = 40
    let sums = study.run(0..<draws, seed: 9)
    for number in 0..<draws {
      var keys = Array(repeating: Float(0), count: count * study.group)
      keys.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { study.draw(number..<number + 1, seed: 9, into: base) }
      }
      let one = slow(study, keys: Array(keys.prefix(count)))
      for (slot, original) in study.place.enumerated() {
        granted[original] += one.paid[slot] > 0 ? 1 : 0
        paid[original] += one.paid[slot]
      }
      let gini = one.gini?.millionths ?? 0
      let share = one.share?.millionths ?? 0
      #expect(abs(Int64(sums.gini[number]) - gini) <= 1)
      #expect(abs(Int64(sums.smallShare[number]) - share) <= 1)
    }
    #expect(sums.granted == granted)
    #expect(sums.paid == paid)
  }

  @Test(arguments: [1, 2, 3, 11, 12, 31, 47, 48])
  func `draws side by side are those one after the other`(_ count: Int) throws {
    var random = SplitMix64(UInt64(count) + 70)
    for round in 0..<6 {
      // Equal requests, requests of nothing and equal scores are where an order could go wrong.
      let applicants = (0..<count).map { _ in
        RankingStudy.Applicant(
          scores: (0..<3).map { _ in Float(Int.random(in: 4...7, using: &random)) },
          request: .random(in: 0...3, using: &random) * 40, bonus: 0,
          isSmall: Bool.random(using: &random))
      }
      let asked = applicants.reduce(Int64(0)) { $0 + Int64($1.request) }
      func study(times factor: Int32) throws -> RankingStudy {
        let larger = applicants.map { one in
          var one = one
          one.request *= factor
          return one
        }
        return try #require(
          RankingStudy(
            applicants: larger,
            criteria: [0.5, 0.3, 0.2].map { .init(weight: $0, spread: round < 2 ? 0 : 1) },
            bounds: 0...10, threshold: 5,
            pot: (asked * Int64([0, 35, 60, 100, 35, 7][round]) / 100 + Int64(round))
              * Int64(factor),
            partFrom: [BasisPoints.none, .whole, BasisPoints(3_333)][round % 3]))
      }
      let short = try study(times: 1)
      // Amounts too large for sums of 32 bits: each draw is made for itself.
      let long = try study(times: 500_000)
      #expect(short.isShort && (asked < 68 || !long.isShort))
      let (side, after) = (short.run(5..<205, seed: 11), long.run(5..<205, seed: 11))
      #expect(side.granted == after.granted)
      #expect(side.paid.map { $0 * 500_000 } == after.paid)
      #expect(side.gini == after.gini && side.smallShare == after.smallShare)
    }
  }

  @Test func `draws in parts are the draws of the whole`() throws {
    var random = SplitMix64(4)
    for count in [3, 12, 600] {
      let study = try study(&random, count: count)
      var parts = study.run(0..<7, seed: 1)
      parts.append(study.run(7..<50, seed: 1))
      parts.append(study.run(50..<120, seed: 1))
      #expect(parts == study.run(0..<120, seed: 1))
    }
  }

  @Test func `the noise has mean zero, its spread and normal tails`() throws {
    // One criterion far inside its bounds: the score is the noise itself.
    let applicants = (0..<1_000).map { _ in
      RankingStudy.Applicant(scores: [0], request: 1, bonus: 0, isSmall: false)
    }
    let study = try #require(
      RankingStudy(
        applicants: applicants, criteria: [.init(weight: 1, spread: 2)], bounds: -1_000...1_000,
        threshold: -500, pot: 10, partFrom: .whole))
    var (sum, squares, beyond) = (0.0, 0.0, 0)
    var keys = Array(repeating: Float(0), count: 1_000)
    for draw in 0..<500 {
      keys.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { study.draw(draw..<draw + 1, seed: 3, into: base) }
      }
      for key in keys {
        sum += Double(key)
        squares += Double(key) * Double(key)
        if abs(key) > 4 { beyond += 1 }
      }
    }
    #expect(abs(sum / 500_000) < 0.015)
    #expect(abs(squares / 500_000 - 4) < 0.04)
    // Two standard deviations: 4.55% of 500,000, give or take five errors.
    #expect(abs(beyond - 22_750) < 740)
  }

  @Test func `a seed gives the same sums whatever the processor can do`() throws {
    var random = SplitMix64(21)
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for count in [12, 700] {
      let sums = try study(&random, count: count).run(0..<300, seed: 5)
      for number in sums.granted + sums.paid + sums.gini.map(Int64.init) {
        digest = (digest ^ UInt64(bitPattern: number)) &* 0x100_0000_01B3
      }
    }
    // Taken from a copy for the oldest processors; the newest must not differ in a bit.
    #expect(digest == 7_473_483_670_150_674_948)
  }

  @Test func `without noise every draw is the same`() throws {
    var random = SplitMix64(8)
    let study = try study(&random, count: 30, spread: 0)
    let sums = study.run(0..<10, seed: 1)
    #expect(sums.granted.allSatisfy { $0 == 0 || $0 == 10 })
    #expect(Set(sums.gini).count == 1)
  }

  @Test func `what is no number or does not match is refused`() {
    let one = RankingStudy.Applicant(scores: [.nan], request: 1, bonus: 0, isSmall: false)
    let two = RankingStudy.Applicant(scores: [1, 2], request: 1, bonus: 0, isSmall: false)
    for applicant in [one, two] {
      #expect(
        RankingStudy(
          applicants: [applicant], criteria: [.init(weight: 1, spread: 1)], bounds: 0...10,
          threshold: 0, pot: 1, partFrom: .none) == nil)
    }
  }
}
