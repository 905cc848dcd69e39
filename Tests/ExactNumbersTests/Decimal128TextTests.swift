import ExactNumbers
import Testing

struct Decimal128TextTests {
  @Test(arguments: [
    ("123", "123", "123", "123"), ("-0.00", "-0.00", "-0.00", "-0.00"),
    ("123E+1", "1.23E+3", "1.23E+3", "1230"), ("123E+3", "1.23E+5", "123E+3", "123000"),
    ("123E-10", "1.23E-8", "12.3E-9", "0.0000000123"), ("-12E-1", "-1.2", "-1.2", "-1.2"),
    ("0E+3", "0E+3", "0E+3", "0"), ("0E-8", "0E-8", "0.00E-6", "0.00000000"),
    ("0E+2", "0E+2", "0.0E+3", "0"), ("-5E-6", "-0.000005", "-0.000005", "-0.000005"),
    ("5E-7", "5E-7", "500E-9", "0.0000005"), ("7E+2", "7E+2", "700", "700"),
    (
      "1234567890123456789012345678901234", "1234567890123456789012345678901234",
      "1234567890123456789012345678901234", "1234567890123456789012345678901234"
    ),
    (
      "1.000000000000000000000000000000001", "1.000000000000000000000000000000001",
      "1.000000000000000000000000000000001", "1.000000000000000000000000000000001"
    ),
  ])
  func `a number is written in three forms`(
    text: String, scientific: String, engineering: String, plain: String
  ) throws {
    let number = try #require(Decimal128(text))
    #expect(number.description == scientific)
    #expect(number.engineeringDescription == engineering)
    #expect(number.plainDescription == plain)
  }

  @Test func `every form reads back as the same value, the scientific one as the same digits`()
    throws
  {
    var random = SplitMix64(seed: 51)
    for _ in 0..<3000 {
      let high = UInt128(random.next() >> 16)
      let coefficient =
        (high << 64 | UInt128(random.next())) >> Int.random(in: 0..<112, using: &random)
      let number = try #require(
        Decimal128(
          coefficient: coefficient, exponent: Int.random(in: -60...60, using: &random),
          negative: Bool.random(using: &random)))
      let again = try #require(Decimal128(number.description))
      #expect(again.coefficient == number.coefficient && again.exponent == number.exponent)
      #expect(again.isNegative == number.isNegative)
      #expect(Decimal128(number.engineeringDescription) == number)
      if number.exponent <= 0 { #expect(Decimal128(number.plainDescription) == number) }
    }
  }

  @Test(arguments: [
    ("10000000000000000000000000000000005", "1.000000000000000000000000000000000E+34"),
    ("100000000000000000000000000000000050", "1.000000000000000000000000000000000E+35"),
    (
      "100000000000000000000000000000000050000000000000001",
      "1.000000000000000000000000000000001E+50"
    ),
    ("0.00000000000000000000000000000000000000000000000000012", "1.2E-52"),
    ("000000000000000000000000000000000000000000000000000012", "12"), (".5", "0.5"), ("5.", "5"),
    ("+1e2", "1E+2"), ("1E-6176", "1E-6176"), ("1E-6177", "0E-6176"),
    ("0E+99999999999999999999", "0E+6111"),
  ])
  func `digits beyond 34 are rounded half even`(text: String, result: String) {
    #expect(Decimal128(text)?.description == result)
  }
}
