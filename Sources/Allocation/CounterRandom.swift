/// Random numbers that are a function of where they are used, not of what was drawn before.
///
/// A number is fixed by a seed and up to three counters (scenario or stream, draw, applicant). Any
/// part of a simulation can so be computed alone, in any order, on any number of threads, with the
/// same result. The mixing is the finalisation step of SplitMix64 (Steele, Lea and Flood 2014). It
/// is not a cipher: draws that must be unpredictable use `CommittedDraw`.
@frozen public struct CounterRandom: Sendable {
  @usableFromInline let state: UInt64

  /// The random numbers of a seed.
  @inlinable public init(seed: UInt64) { state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

  @inlinable init(state: UInt64) { self.state = state }

  /// The sub-sequence of one counter value, independent of those of all other values.
  @inlinable public subscript(_ counter: UInt64) -> CounterRandom {
    CounterRandom(state: Self.mix(state ^ Self.mix(counter &+ 0xD1B5_4A32_D192_ED03)))
  }

  /// The number at a place: 64 bits.
  @inlinable public func bits(_ index: Int) -> UInt64 {
    Self.mix(state &+ UInt64(bitPattern: Int64(index &+ 1)) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A whole number from 0 up to `bound`, without bias beyond one in 2⁶⁴ ÷ `bound`.
  @inlinable public func below(_ bound: UInt64, _ index: Int) -> UInt64 {
    bits(index).multipliedFullWidth(by: bound).high
  }

  @inlinable static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number made from an id's UTF-8 bytes alone (FNV-1a, then mixed).
  public static func key(of id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mix(hash)
  }
}
