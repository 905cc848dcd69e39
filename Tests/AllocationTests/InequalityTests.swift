import Testing

@testable import Allocation

@Suite struct InequalityTests {
  @Test func `gini of one two three four is a quarter`() {
    // Σ(2i−5)x = −3·1 −1·2 +1·3 +3·4 = 10; n·Σx = 40.
    #expect(Inequality.gini([4, 1, 3, 2]) == Figure(millionths: 250_000))
  }

  @Test func `gini is zero for equal amounts and three quarters when one of four has all`() {
    #expect(Inequality.gini([7, 7, 7]) == .zero)
    #expect(Inequality.gini([0, 0, 8, 0]) == Figure(millionths: 750_000))
  }

  @Test func `jain of one two three is six sevenths`() {
    #expect(Inequality.jain([1, 2, 3]) == Figure(millionths: 857_143))
  }

  @Test func `concentration of one and three is five eighths`() {
    #expect(Inequality.concentration([1, 3]) == Figure(millionths: 625_000))
  }

  @Test func `nothing given has no measure`() {
    #expect(Inequality.gini([0, 0]) == nil)
    #expect(Inequality.jain([]) == nil)
    #expect(Inequality.concentration([0]) == nil)
    #expect(Inequality.theil([0, 0], groups: [0, 1]) == nil)
  }

  @Test func `theil of all to one of four is the logarithm of four`() throws {
    let theil = try #require(Inequality.theil([0, 9, 0, 0], groups: [0, 0, 1, 1]))
    #expect(theil.total == Figure(millionths: 1_386_294))
    // One half of the receivers has everything: between is ln 2, and so is within.
    #expect(theil.between == Figure(millionths: 693_147))
    #expect(theil.within == Figure(millionths: 693_147))
  }

  @Test func `theil has no part between groups that get alike`() throws {
    let theil = try #require(Inequality.theil([1, 3, 1, 3], groups: [0, 0, 1, 1]))
    #expect(theil.between == .zero)
    // ½·½·ln ½ + ½·3/2·ln 3/2
    #expect(theil.total == Figure(millionths: 130_812))
  }

  @Test func `success ratio of two in four against three in four is two thirds`() {
    #expect(
      Inequality.successRatio(won: 2, of: 4, against: 3, of: 4) == Figure(millionths: 666_667))
    #expect(Inequality.successRatio(won: 2, of: 4, against: 0, of: 4) == nil)
  }

  @Test func `share counts those marked`() {
    #expect(
      Inequality.share(of: [1, 2, 5], to: [true, true, false]) == Figure(millionths: 375_000))
  }

  @Test func `the logarithm keeps its sum rule`() {
    for (a, b) in [(2.0, 3.0), (0.001, 17.0), (1e9, 1e-9)] {
      let difference =
        Inequality.naturalLogarithm(a * b)
        - (Inequality.naturalLogarithm(a) + Inequality.naturalLogarithm(b))
      #expect(abs(difference) < 1e-13)
    }
  }

  @Test func `figures round half to even and print six decimals`() {
    #expect(Figure(1, 2_000_000) == .zero)
    #expect(Figure(3, 2_000_000) == Figure(millionths: 2))
    #expect(Figure(-1, 4)?.description == "-0.250000")
    #expect(Figure(2, 3)?.rounded(decimals: 2) == "0.67")
    #expect(Figure(-1, 1_000)?.rounded(decimals: 2) == "0.00")
  }
}
