import ExactNumbers
import Testing

struct RatioTests {
  private func ratio(_ random: inout SplitMix64) throws -> Ratio {
    let top = Int64.random(in: -100_000...100_000, using: &random)
    let bottom = Int64.random(in: 1...100_000, using: &random)
    return try #require(Ratio(top, Bool.random(using: &random) ? bottom : -bottom))
  }

  @Test func `sums and products obey the laws of fractions`() throws {
    var random = SplitMix64(seed: 41)
    for _ in 0..<1000 {
      let (a, b, c) = (try ratio(&random), try ratio(&random), try ratio(&random))
      #expect(a + b == b + a)
      #expect(a * b == b * a)
      let sum: Ratio? = a + b
      #expect(try #require(sum) - b == a)
      // The terms of three fractions may outgrow 64 bits on one side only.
      if let bc = b + c, let left = bc * a, let x = a * b, let y = a * c, let right = x + y {
        #expect(left == right)
      }
      if b != .zero, let product = a * b { #expect(product / b == a) }
      if a < b, let lower = a + c, let upper = b + c { #expect(lower < upper) }
    }
  }

  @Test func `a fraction is held in lowest terms with a positive denominator`() throws {
    let ratio = try #require(Ratio(6, -8))
    #expect(ratio.numerator == -3)
    #expect(ratio.denominator == 4)
    #expect(ratio.description == "-3/4")
    #expect(Ratio(0, 7) == .zero)
    #expect(Ratio(1, 0) == nil)
    #expect(Ratio(Int64.min, -1) == nil)
    #expect(Ratio(Int64.min, Int64.min) == .one)
    #expect(Ratio.one / .zero == nil)
    #expect(Ratio(percent: 25) == Ratio(1, 4))
  }

  @Test func `the order is that of the cross products, also at the edges`() throws {
    let big = try #require(Ratio(Int64.max, Int64.max - 1))
    let next = try #require(Ratio(Int64.max - 1, Int64.max - 2))
    #expect(big < next)
    #expect(try #require(Ratio(-1, 3)) < .zero)
  }

  @Test func `a result that needs more than 64 bits is missing and not wrong`() throws {
    let small = try #require(Ratio(1, Int64.max))
    let other = try #require(Ratio(1, Int64.max - 1))
    #expect(small * other == nil)
    #expect(small + other == nil)
    #expect(Ratio(Int64.max) + Ratio.one == nil)
  }

  @Test func `a decimal number is its fraction`() throws {
    #expect(Ratio(exactly: try #require(Decimal128("0.250"))) == Ratio(1, 4))
    #expect(Ratio(exactly: try #require(Decimal128("-12E+2"))) == Ratio(-1200))
    #expect(Ratio(exactly: try #require(Decimal128("1E+100"))) == nil)
    #expect(Ratio(exactly: try #require(Decimal128("0E+100"))) == .zero)
    #expect(try #require(Ratio(1, 3)).decimal.description == "0.3333333333333333333333333333333333")
  }
}
