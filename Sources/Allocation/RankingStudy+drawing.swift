import CRankingKernels

/// The scores of draws.
extension RankingStudy {
  /// The elements worked on in one go; their random numbers' places stay in the first cache.
  static let tile = 512

  /// Keys of a draw's random numbers, 64 bits in two halves.
  static func keys(_ random: CounterRandom, draw: Int) -> (UInt32, UInt32) {
    let bits = random[UInt64(draw)].bits(0)
    return (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
  }

  /// Writes the scores of `draws` (at most `group` of them) into `keys`, draw after draw.
  func draw(_ draws: Range<Int>, seed: UInt64, into keys: UnsafeMutablePointer<Float>) {
    let length = draws.count * count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * Self.tile) { room in
      scores.withUnsafeBufferPointer { scores in
        bonus.withUnsafeBufferPointer { bonus in
          guard let room = room.baseAddress, let scores = scores.baseAddress,
            let bonus = bonus.baseAddress
          else { return }
          let places = ranking_places(
            number: room, a: room + Self.tile, b: room + 2 * Self.tile)
          var from = 0
          while from < length {
            let size = min(Self.tile, length - from)
            fill(room, from, size, draws.lowerBound, seed)
            (keys + from).update(from: bonus + from, count: size)
            for (index, criterion) in criteria.enumerated() {
              ranking_add_noise(
                keys + from, scores + index * count * group + from, places, Int32(size),
                UInt32(index), criterion.weight, criterion.spread, bounds.lowerBound,
                bounds.upperBound)
            }
            from += size
          }
        }
      }
    }
  }

  /// For each element its number within its draw and the two keys of the draw.
  private func fill(
    _ room: UnsafeMutablePointer<UInt32>, _ from: Int, _ size: Int, _ first: Int, _ seed: UInt64
  ) {
    let stride = UInt32(truncatingIfNeeded: criteria.count)
    let random = CounterRandom(seed: seed)
    var (draw, start) = from.quotientAndRemainder(dividingBy: count)
    var place = 0
    while place < size {
      let (a, b) = Self.keys(random, draw: first + draw)
      let length = min(size - place, count - start)
      let number = UInt32(truncatingIfNeeded: start) &* stride
      let room = room + place
      for step in 0..<UInt32(truncatingIfNeeded: length) {
        room[Int(step)] = number &+ step &* stride
      }
      (room + Self.tile).update(repeating: a, count: length)
      (room + 2 * Self.tile).update(repeating: b, count: length)
      place += length
      draw += 1
      start = 0
    }
  }
}
