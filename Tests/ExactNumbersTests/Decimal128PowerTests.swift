import ExactNumbers
import Testing

struct Decimal128PowerTests {
  private func number(_ text: String) throws -> Decimal128 { try #require(Decimal128(text)) }

  @Test(arguments: [
    ("2", "10", "1024"), ("1.5", "2", "2.25"), ("0.20", "2", "0.0400"), ("10", "-2", "0.01"),
    ("2", "-2", "0.25"), ("-2", "3", "-8"), ("-2", "2", "4"), ("7", "0", "1"),
    ("1E+3", "3", "1E+9"), ("1.00", "100", "1.000000000000000000000000000000000"),
    ("4", "0.5", "2.000000000000000000000000000000000"), ("0", "3", "0"), ("-0", "3", "-0"),
  ])
  func `a whole power is exact where 34 digits hold it`(
    base: String, power: String, result: String
  ) throws {
    #expect(try number(base).power(number(power))?.description == result)
  }

  @Test func `powers that are no number have no value`() throws {
    #expect(Decimal128.zero.power(.zero) == nil)
    #expect(Decimal128.zero.power(-1) == nil)
    #expect(try number("-2").power(number("0.5")) == nil)
    #expect(Decimal128(10).power(Decimal128(6145)) == nil)
    #expect(Decimal128(2).power(try number("1E+6000")) == nil)
    #expect(Decimal128(2).power(try number("-1E+6000"))?.isZero == true)
  }

  @Test func `a power that lies between two numbers exactly goes to the even one`() throws {
    // A cube of 35 digits that ends in 5, reached as the 3/2 power of a square.
    for text in ["300000000005", "300000000015", "400000000025"] {
      let root = try number(text)
      let square = try #require(root * root)
      var status = Decimal128.Status()
      let cube = square.multiplied(by: root, rounding: .halfEven, status: &status)
      #expect(status.contains(.inexact))
      #expect(square.power(try number("1.5")) == cube)
    }
    // 5⁵⁰ has 35 digits and ends in 5.
    let large = try #require(Decimal128(2).power(50))
    #expect(Decimal128(2).power(-50) == Decimal128.one.divided(by: large))
  }

  @Test func `an exact root is exact under every rounding`() throws {
    let half = try number("0.5")
    for rounding in Rounding.allCases {
      var status = Decimal128.Status()
      #expect(Decimal128(4).power(half, rounding: rounding, status: &status) == 2)
    }
  }

  @Test func `logarithms and roots of what has none have no value`() throws {
    #expect(Decimal128.zero.ln() == nil)
    #expect(Decimal128(-1).ln() == nil)
    #expect(Decimal128(-1).log10() == nil)
    #expect(Decimal128(-1).squareRoot() == nil)
    #expect(Decimal128.one.ln()?.description == "0")
    #expect(Decimal128(1000).log10()?.description == "3")
    #expect(Decimal128.zero.exp()?.description == "1")
    #expect(try number("1E+6").exp() == nil)
    #expect(try number("-1E+6").exp()?.isZero == true)
  }

  @Test func `arguments at the ends of the ranges do not trap`() throws {
    for exponent in [Int.min, -6177, 6112, Int.max] {
      _ = Decimal128(coefficient: UInt128.max, exponent: exponent)
      _ = Decimal128.one.quantized(exponent: exponent)
      for rounding in Rounding.allCases { _ = Decimal128.one.rounded(scale: exponent, rounding) }
    }
    let edges = try ["1E-6176", "9.999999999999999999999999999999999E+6144", "-1E+6111", "0E+6111"]
      .map(number)
    for a in edges {
      for b in edges {
        _ = (a + b, a - b, a * b, a.divided(by: b), a.power(b), a < b, a.remainder(dividingBy: b))
        _ = (a.fma(b, a), a.exp(), a.ln(), a.log10(), a.squareRoot(), a.int64, a.plainDescription)
      }
    }
  }
}
