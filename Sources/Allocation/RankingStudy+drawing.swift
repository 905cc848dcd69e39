/// The scores of draws: branch-free loops over plain memory that the compiler turns into vector code.
extension RankingStudy {
  /// The elements worked on in one go; their intermediate values stay in the first cache.
  static let tile = 512

  /// Keys of a draw's random numbers, 64 bits in two halves.
  static func keys(seed: UInt64, draw: Int) -> (UInt32, UInt32) {
    let bits = CounterRandom(seed: seed)[UInt64(draw)].bits(0)
    return (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
  }

  /// Writes the scores of `draws` (at most `group` of them) into `keys`, draw after draw.
  func draw(_ draws: Range<Int>, seed: UInt64, into keys: UnsafeMutablePointer<Float>) {
    let length = draws.count * count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * Self.tile) { room in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Self.tile) { noise in
        guard let room = room.baseAddress, let noise = noise.baseAddress else { return }
        draw(draws, seed, length, keys, room, noise)
      }
    }
  }

  private func draw(
    _ draws: Range<Int>, _ seed: UInt64, _ length: Int, _ keys: UnsafeMutablePointer<Float>,
    _ room: UnsafeMutablePointer<UInt32>, _ noise: UnsafeMutablePointer<Float>
  ) {
    var from = 0
    while from < length {
      let size = min(Self.tile, length - from)
      fill(room, from, size, draws.lowerBound, seed)
      scores.withUnsafeBufferPointer { scores in
        bonus.withUnsafeBufferPointer { bonus in
          guard let scores = scores.baseAddress, let bonus = bonus.baseAddress else { return }
          for place in from..<from + size { keys[place] = bonus[place] }
          for (index, criterion) in criteria.enumerated() {
            Self.add(
              keys + from, scores + index * count * group + from, size, room, noise,
              UInt32(index), criterion, bounds)
          }
        }
      }
      from += size
    }
  }

  /// For each element its number within its draw and the two keys of the draw.
  private func fill(
    _ room: UnsafeMutablePointer<UInt32>, _ from: Int, _ size: Int, _ first: Int, _ seed: UInt64
  ) {
    let stride = UInt32(truncatingIfNeeded: criteria.count)
    var place = 0
    while place < size {
      let (draw, start) = (from + place).quotientAndRemainder(dividingBy: count)
      let (a, b) = Self.keys(seed: seed, draw: first + draw)
      let end = min(size, place + count - start)
      for slot in place..<end {
        room[slot] = UInt32(truncatingIfNeeded: start + slot - place) &* stride
        room[Self.tile + slot] = a
        room[2 * Self.tile + slot] = b
      }
      place = end
    }
  }

  /// Adds a criterion's weighted, bounded, noisy scores to the keys.
  ///
  /// 32 random bits by a counter-based hash with two multiplications, made normal by the inverse error
  /// function in single precision (Giles 2010). The branch for the tails is taken element by element
  /// afterwards, and only in stretches that have one: one element in 300 lies there.
  private static func add(
    _ keys: UnsafeMutablePointer<Float>, _ scores: UnsafePointer<Float>, _ size: Int,
    _ room: UnsafePointer<UInt32>, _ noise: UnsafeMutablePointer<Float>, _ index: UInt32,
    _ criterion: Criterion, _ bounds: ClosedRange<Float>
  ) {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    let (weight, spread) = (criterion.weight, criterion.spread * 1.414_213_5)
    var start = 0
    while start < size {
      let count = min(stretch, size &- start)
      let uniform = noise + tile
      if central(room + start, noise, uniform, count, index) > 0 {
        for i in 0..<count where abs(uniform[i]) > 0.99 {
          let w = logarithm(uniform[i])
          if w >= 5 { noise[i] = farOut(w) * uniform[i] }
        }
      }
      let (keys, scores) = (keys + start, scores + start)
      for i in 0..<count {
        let noisy = scores[i] + spread * noise[i]
        let above = noisy > low ? noisy : low
        keys[i] += weight * (above < high ? above : high)
      }
      start = start &+ count
    }
  }

  /// Noise as if all lay in the middle of the distribution, and how many do not.
  @inline(never)
  private static func central(
    _ room: UnsafePointer<UInt32>, _ noise: UnsafeMutablePointer<Float>,
    _ uniform: UnsafeMutablePointer<Float>, _ count: Int, _ index: UInt32
  ) -> Int32 {
    var rare: Int32 = 0
    for i in 0..<count {
      var x = (room[i] &+ index) ^ room[tile &+ i]
      x ^= x >> 16
      x = x &* 0x7FEB_352D
      x ^= x >> 15
      x = x &+ room[2 &* tile &+ i]
      x = x &* 0x846C_A68B
      x ^= x >> 16
      let odd = Int32(bitPattern: x >> 9) &* 2 &+ 1
      let u = Float(odd) * 0x1p-23 - 1
      let w = logarithm(u)
      uniform[i] = u
      rare = rare &+ (w < 5 ? 0 : 1)
      let a = w - 2.5
      var p: Float = 2.810_226_36e-08
      p = 3.432_739_39e-07 + p * a
      p = -3.523_387_7e-06 + p * a
      p = -4.391_506_54e-06 + p * a
      p = 0.000_218_580_87 + p * a
      p = -0.001_253_725_03 + p * a
      p = -0.004_177_681_64 + p * a
      p = 0.246_640_727 + p * a
      p = 1.501_409_41 + p * a
      noise[i] = p * u
    }
    return rare
  }

  /// The stretch that is looked through for tails.
  private static let stretch = 64
  /// −ln((1 − u)(1 + u)), the logarithm by exponent and polynomial.
  @inline(__always)
  private static func logarithm(_ u: Float) -> Float {
    let q = (1 - u) * (1 + u)
    let bits = Int32(bitPattern: q.bitPattern)
    let exponent = (bits &- 0x3F2A_AAAB) & -8_388_608
    let f = Float(bitPattern: UInt32(bitPattern: bits &- exponent)) - 1
    let s = f * f
    var r = 0.230_836_749 * f - 0.279_208_571
    let t = 0.331_826_031 * f - 0.498_910_338
    r = r * s + t
    return -(r * s + f + Float(exponent) * (0x1p-23 * 0.693_147_182))
  }

  /// The inverse error function over u in the tails.
  private static func farOut(_ w: Float) -> Float {
    let c = w.squareRoot() - 3
    var g: Float = -0.000_200_214_257
    g = 0.000_100_950_558 + g * c
    g = 0.001_349_343_22 + g * c
    g = -0.003_673_428_44 + g * c
    g = 0.005_739_507_73 + g * c
    g = -0.007_622_461_3 + g * c
    g = 0.009_438_870_47 + g * c
    g = 1.001_674_06 + g * c
    return 2.832_976_82 + g * c
  }
}
