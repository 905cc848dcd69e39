/// PostgreSQL's binary `numeric`: digits in base 10,000 with a weight, a sign and a display scale.
///
/// The value is `coefficient × 10^exponent`. A positive exponent is written out, because the display
/// scale cannot be negative.
struct NumericWire: Hashable {
  var negative: Bool
  var coefficient: UInt128
  var exponent: Int

  func append(to buffer: inout [UInt8]) {
    // Align the coefficient to groups of four decimal digits around the decimal point.
    let shift = ((exponent % 4) + 4) % 4
    var digits: [Int16] = []
    var lowest = (exponent - shift) / 4
    var rest = coefficient
    // The first group takes 4 - shift digits of the coefficient, moved up by the shift.
    let scale: UInt128 = [1, 10, 100, 1000][shift]
    let firstModulus = 10_000 / scale
    if rest > 0 {
      digits.append(Int16(rest % firstModulus * scale))
      rest /= firstModulus
    }
    while rest > 0 {
      digits.append(Int16(rest % 10_000))
      rest /= 10_000
    }
    while digits.first == 0 {
      digits.removeFirst()
      lowest += 1
    }
    let weight = digits.isEmpty ? 0 : lowest + digits.count - 1
    buffer.appendBigEndian(Int16(digits.count))
    buffer.appendBigEndian(Int16(weight))
    buffer.appendBigEndian(UInt16(negative && !digits.isEmpty ? 0x4000 : 0))
    buffer.appendBigEndian(UInt16(max(0, -exponent)))
    for digit in digits.reversed() { buffer.appendBigEndian(digit) }
  }

  /// Nil for NaN, infinity, and values of more than 38 digits or that a 128-bit coefficient cannot hold.
  init?(_ cell: PostgresCell) {
    guard cell.count >= 8 else { return nil }
    let count = Int(cell.integer(at: 0, as: Int16.self))
    let weight = Int(cell.integer(at: 2, as: Int16.self))
    let sign = cell.integer(at: 4, as: UInt16.self)
    let scale = Int(cell.integer(at: 6, as: UInt16.self))
    guard sign == 0 || sign == 0x4000, count >= 0, cell.count == 8 + 2 * count else { return nil }
    var value: UInt128 = 0
    for index in 0..<count {
      let digit = UInt128(cell.integer(at: 8 + 2 * index, as: UInt16.self))
      let (product, a) = value.multipliedReportingOverflow(by: 10_000)
      let (sum, b) = product.addingReportingOverflow(digit)
      guard !a, !b else { return nil }
      value = sum
    }
    // The value is now × 10,000^(weight - count + 1); bring it to the display scale.
    var power = value == 0 ? -scale : 4 * (weight - count + 1)
    while power > -scale {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { break }
      (value, power) = (product, power - 1)
    }
    while power < -scale, value % 10 == 0 { (value, power) = (value / 10, power + 1) }
    self.init(negative: sign == 0x4000, coefficient: value, exponent: power)
  }

  init(negative: Bool, coefficient: UInt128, exponent: Int) {
    self.negative = negative
    self.coefficient = coefficient
    self.exponent = exponent
  }
}
