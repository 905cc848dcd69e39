import ExactNumbers
import Testing

struct MoneyTests {
  private func amount(_ random: inout SplitMix64) -> Money {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: Money(cents: Int64.random(in: Int64.min...Int64.max, using: &random))
    case 1: Money(cents: Int64.random(in: -3...3, using: &random))
    default: Money(cents: Int64.random(in: -10_000_000_00...10_000_000_00, using: &random))
    }
  }

  @Test func `parts of an amount add up to it and differ by a cent at most`() throws {
    var random = SplitMix64(seed: 31)
    for _ in 0..<2000 {
      let whole = amount(&random)
      let parts = whole.split(into: Int.random(in: 1...40, using: &random))
      #expect(try Money.sum(parts) == whole)
      let smallest = try #require(parts.map(\.cents).min())
      let largest = try #require(parts.map(\.cents).max())
      #expect(largest - smallest <= 1)
      let sizes = parts.map(\.cents.magnitude)
      #expect(sizes == sizes.sorted(by: >), "the extra cents go to the earlier parts")
    }
  }

  @Test func `weighted shares add up and are under a cent from the exact share`() throws {
    var random = SplitMix64(seed: 32)
    for _ in 0..<2000 {
      let whole = amount(&random)
      let weights = (0..<Int.random(in: 1...25, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt64.random(in: 0...9, using: &random)
          : UInt64.random(in: 0...UInt64.max, using: &random)
      }
      let shares = whole.allocate(weights: weights)
      #expect(shares.count == weights.count)
      #expect(try Money.sum(shares) == whole)
      let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
      guard total > 0 else { continue }
      for (share, weight) in zip(shares, weights) {
        let exact = UInt128(whole.cents.magnitude) * UInt128(weight)
        let floor = UInt64(exact / total)
        #expect(share.cents.magnitude == floor || share.cents.magnitude == floor + 1)
        if exact % total == 0 { #expect(share.cents.magnitude == floor) }
      }
    }
  }

  @Test func `a share of different weights does not depend on their order`() throws {
    var random = SplitMix64(seed: 33)
    for _ in 0..<500 {
      let whole = amount(&random)
      let weights = Array(Set((0..<12).map { _ in UInt64.random(in: 1...1000, using: &random) }))
      // Equal remainders go by position, so only lists without them are compared.
      let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
      let remainders = weights.map { UInt128(whole.cents.magnitude) * UInt128($0) % total }
      guard Set(remainders).count == weights.count else { continue }
      let shuffled = weights.shuffled(using: &random)
      let first = Dictionary(
        uniqueKeysWithValues: zip(weights, whole.allocate(weights: weights)))
      let second = Dictionary(
        uniqueKeysWithValues: zip(shuffled, whole.allocate(weights: shuffled)))
      #expect(first == second)
    }
  }

  @Test func `no weight at all shares evenly, and no part gives nothing`() {
    #expect(Money(cents: 100).allocate(weights: [0, 0, 0]).map(\.cents) == [34, 33, 33])
    #expect(Money(cents: 100).allocate(weights: []).isEmpty)
    #expect(Money(cents: 100).split(into: 0).isEmpty)
    #expect(Money(cents: -100).split(into: 3).map(\.cents) == [-34, -33, -33])
    #expect(Money(cents: 5).allocate(weights: [1, 1]).map(\.cents) == [3, 2])
  }

  @Test func `a sum does not depend on the order of its amounts`() throws {
    var random = SplitMix64(seed: 34)
    // On the way up the running total leaves 64 bits; the whole sum does not.
    var amounts = [Money(cents: Int64.max), Money(cents: Int64.max), Money(cents: -Int64.max)]
    amounts += (0..<50).map { _ in Money(cents: -Int64.random(in: 0...1000, using: &random)) }
    let sum = try Money.sum(amounts)
    for _ in 0..<20 { #expect(try Money.sum(amounts.shuffled(using: &random)) == sum) }
  }

  @Test func `an amount out of range is an error and not a wrong amount`() {
    let greatest = Money(cents: Int64.max)
    #expect(throws: MoneyError.self) { try greatest + Money(cents: 1) }
    #expect(throws: MoneyError.self) { try Money(cents: Int64.min) - Money(cents: 1) }
    #expect(throws: MoneyError.self) { try Money.sum([greatest, greatest]) }
    #expect(throws: MoneyError.self) { try greatest.times(Ratio(2)) }
  }

  @Test(arguments: [
    ("1234.56", 123_456), ("1234", 123_400), ("0.5", 50), ("-0.05", -5),
    ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
  ])
  func `an amount is read as it is written`(text: String, cents: Int64) {
    #expect(Money(parsing: text)?.cents == cents)
    #expect(Money(parsing: Money(cents: cents).description)?.cents == cents)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "1.234", "1,50", "1e3", "+1", " 1", "1.2.3", "92233720368547758.08",
  ])
  func `other text than an amount is not read`(text: String) {
    #expect(Money(parsing: text) == nil)
  }

  @Test(arguments: [
    (Rounding.halfEven, 12, -12), (.halfUp, 13, -13), (.halfDown, 12, -12), (.up, 13, -13),
    (.down, 12, -12), (.ceiling, 13, -12), (.floor, 12, -13),
  ])
  func `a share is rounded to the cent as named`(rounding: Rounding, up: Int64, down: Int64) throws
  {
    let half = try #require(Ratio(1, 2))
    #expect(try Money(cents: 25).times(half, rounding: rounding).cents == up)
    #expect(try Money(cents: -25).times(half, rounding: rounding).cents == down)
  }

  @Test func `euros become decimal numbers and back without loss`() throws {
    var random = SplitMix64(seed: 35)
    for _ in 0..<1000 {
      let money = amount(&random)
      #expect(Money(exactly: money.decimal) == money)
      #expect(money.decimal.description == money.description)
    }
    #expect(Money(exactly: try #require(Decimal128("0.005"))) == nil)
    #expect(Money(try #require(Decimal128("0.025")), rounding: .halfUp)?.cents == 3)
    #expect(Money(try #require(Decimal128("1E+30")), rounding: .halfUp) == nil)
  }
}
