import ExactNumbers

extension Decimal128: PostgresEncodable {
  public var postgresValue: PostgresValue { .decimal(self) }
}

/// Reads `numeric` and the integer types; `numeric` keeps its trailing zeros.
extension Decimal128: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Decimal128 {
    let cell = try required(cell)
    guard cell.type == .numeric else { return Decimal128(try Int.decode(cell)) }
    // Rounding in silence would change an amount, so more digits than 34 are refused.
    guard let wire = NumericWire(cell)?.shortened, wire.coefficient < NumericWire.coefficientLimit,
      let value = Decimal128(
        coefficient: wire.coefficient, exponent: wire.exponent, negative: wire.negative)
    else {
      throw PostgresError(
        .decoding, "the numeric is no finite number of at most 34 digits",
        remedy: "round it in the SQL, or read it as text")
    }
    return value
  }
}

/// Euro cents, in an `int8` column.
extension Money: PostgresEncodable {
  public var postgresValue: PostgresValue { .int(cents) }
}

extension Money: PostgresDecodable {
  public static func decode(_ cell: PostgresCell?) throws(PostgresError) -> Money {
    Money(cents: try Int64.decode(cell))
  }
}

extension NumericWire {
  /// 10^34.
  static let coefficientLimit: UInt128 = 10_000_000_000_000_000 * 1_000_000_000_000_000_000

  /// Without the zeros at its end that 34 digits have no room for.
  var shortened: NumericWire {
    var wire = self
    while wire.coefficient >= NumericWire.coefficientLimit, wire.coefficient % 10 == 0 {
      wire.coefficient /= 10
      wire.exponent += 1
    }
    return wire
  }

  init(_ value: Decimal128) {
    self.init(
      negative: value.isNegative, coefficient: value.coefficient, exponent: value.exponent)
  }
}
