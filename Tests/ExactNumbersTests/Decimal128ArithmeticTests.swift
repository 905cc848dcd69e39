import ExactNumbers
import Testing

struct Decimal128ArithmeticTests {
  private func number(_ text: String) throws -> Decimal128 { try #require(Decimal128(text)) }

  @Test(arguments: [
    ("1.20", "1", "2.20"), ("-1", "1", "0"),
    ("1E+50", "1", "1.000000000000000000000000000000000E+50"),
    ("9999999999999999999999999999999999", "1", "1.000000000000000000000000000000000E+34"),
    ("1E+33", "-0.6", "999999999999999999999999999999999.4"),
  ])
  func `a sum keeps the finer exponent and 34 digits`(a: String, b: String, sum: String) throws {
    #expect((try number(a) + number(b))?.description == sum)
  }

  @Test(arguments: [
    ("1.20", "3", "3.60"), ("-2", "0.5", "-1.0"), ("0", "-5", "-0"),
    (
      "1234567890123456789012345678901234", "1234567890123456789012345678901234",
      "1.524157875323883675049535156256667E+66"
    ),
  ])
  func `a product adds the exponents`(a: String, b: String, product: String) throws {
    #expect((try number(a) * number(b))?.description == product)
  }

  @Test(arguments: [
    ("1", "3", "0.3333333333333333333333333333333333"), ("10", "4", "2.5"), ("2.40", "2", "1.20"),
    ("1000", "1E+3", "1.000"), ("2", "3", "0.6666666666666666666666666666666667"),
    ("1E+5", "1", "1E+5"),
  ])
  func `an exact quotient is as short as the operands allow`(
    a: String, b: String, quotient: String
  ) throws {
    #expect(try number(a).divided(by: number(b))?.description == quotient)
  }

  @Test func `a division by zero and a result beyond the format have no value`() throws {
    #expect(Decimal128.one.divided(by: .zero) == nil)
    #expect(Decimal128.greatest + Decimal128.greatest == nil)
    #expect(try number("1E+6144") * 10 == nil)
    #expect(Decimal128("1E+6145") == nil)
    #expect(Decimal128("1E+99999999999999999999999") == nil)
  }

  @Test func `numbers of one value are equal, hash alike and are neither under the other`() throws {
    for (a, b) in [("1.0", "1.00"), ("-0", "0"), ("1E+3", "1000"), ("0E+40", "0.00")] {
      let (left, right) = (try number(a), try number(b))
      #expect(left == right && left.hashValue == right.hashValue && !(left < right))
    }
    #expect(try number("-1E+6000") < number("1E-6000"))
    #expect(try number("9.99") < number("10"))
  }

  @Test(arguments: ["", "-", ".", "1e", "1e+", "NaN", "Infinity", "1.2.3", "1 ", "٣", "0x1"])
  func `other text than a number is not read`(text: String) {
    #expect(Decimal128(text) == nil)
  }

  @Test func `rounding names its direction`() throws {
    let results = try Rounding.allCases.map { rounding in
      try ["2.5", "-2.5", "2.51", "5.1"].map {
        try #require(number($0).rounded(scale: 0, rounding)).description
      }
    }
    let expected: [Rounding: [String]] = [
      .halfEven: ["2", "-2", "3", "5"], .halfUp: ["3", "-3", "3", "5"],
      .halfDown: ["2", "-2", "3", "5"], .up: ["3", "-3", "3", "6"], .down: ["2", "-2", "2", "5"],
      .ceiling: ["3", "-2", "3", "6"], .floor: ["2", "-3", "2", "5"],
      .up05: ["2", "-2", "2", "6"],
    ]
    #expect(results == Rounding.allCases.map { expected[$0] })
  }

  @Test func `rounding to more places than 34 digits allow leaves a number alone`() throws {
    #expect(try number("1.5").rounded(scale: 3)?.description == "1.500")
    #expect(try number("1.5").rounded(scale: 100)?.description == "1.5")
    #expect(try number("1250").rounded(scale: -2)?.plainDescription == "1200")
    #expect(try number("1").rounded(scale: Int.min)?.isZero != false)
  }

  @Test func `a number is an integer only when it is exactly one`() throws {
    #expect(try number("1E+3").int64 == 1000)
    #expect(try number("-12.00").int64 == -12)
    #expect(try number("-9223372036854775808").int64 == Int64.min)
    #expect(try number("9223372036854775808").int64 == nil)
    #expect(try number("0.5").int64 == nil)
  }
}
