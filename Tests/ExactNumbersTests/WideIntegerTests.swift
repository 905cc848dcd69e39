import Testing

@testable import ExactNumbers

struct WideIntegerTests {
  /// Limbs of all zeros and all ones are common, where a digit of quotient is hardest to guess.
  private func integer(_ random: inout SplitMix64, limbs: Int) -> WideInteger {
    WideInteger(
      limbs: (0..<limbs).map { _ in
        switch Int.random(in: 0..<4, using: &random) {
        case 0: 0
        case 1: UInt64.max
        case 2: 1 << 63
        default: random.next()
        }
      })
  }

  @Test func `quotient times divisor and the remainder give the dividend`() {
    var random = SplitMix64(seed: 61)
    for _ in 0..<5000 {
      let dividend = integer(&random, limbs: Int.random(in: 0...9, using: &random))
      let divisor = integer(&random, limbs: Int.random(in: 1...5, using: &random))
      guard !divisor.isZero else { continue }
      let (quotient, remainder) = dividend.divided(by: divisor)
      #expect(quotient * divisor + remainder == dividend)
      #expect(remainder < divisor)
    }
  }

  @Test func `256 bits divide as the wide integers do`() {
    var random = SplitMix64(seed: 62)
    for _ in 0..<5000 {
      let divisor = integer(&random, limbs: 2).low
      let quotient = integer(&random, limbs: 2).low
      guard divisor > 0 else { continue }
      let rest = integer(&random, limbs: 2).low % divisor
      let dividend = UInt256(quotient, times: divisor) + UInt256(low: rest)
      let result = dividend.divided(by: divisor)
      #expect(result.quotient == quotient && result.remainder == rest)
    }
  }

  @Test func `shifts are products and quotients with powers of two`() {
    var random = SplitMix64(seed: 63)
    for _ in 0..<500 {
      let value = integer(&random, limbs: 4)
      let bits = Int.random(in: 0...200, using: &random)
      let power = WideInteger(2).raised(to: bits)
      #expect(value << bits == value * power)
      #expect(value >> bits == value.divided(by: power).quotient)
    }
  }

  @Test func `the digits of a power of ten and of its neighbour are counted`() {
    for n in 1...200 {
      let power = WideInteger.powerOfTen(n)
      #expect(power.digitCount == n + 1)
      #expect((power - WideInteger(1)).digitCount == n)
    }
    for n in 1...76 {
      #expect(UInt256.powerOfTen(n).digitCount == n + 1)
      #expect((UInt256.powerOfTen(n) - UInt256(low: 1)).digitCount == n)
    }
  }
}
