import Allocation
import Testing

@Suite struct DrawTests {
  /// A stand-in digest that depends on every byte; the real one is SHA-256.
  let digest: CommittedDraw.Digest = { bytes in
    let key = CounterRandom.key(of: bytes.map { String($0) }.joined(separator: ","))
    return (0..<32).map { UInt8(truncatingIfNeeded: CounterRandom(seed: key).bits($0)) }
  }

  @Test func `whoever has the secret can repeat the draw and check the commitment`() {
    let draw = CommittedDraw(secret: [1, 2, 3], digest: digest)
    let again = CommittedDraw(secret: [1, 2, 3], digest: digest)
    #expect(again.keeps(draw.commitment))
    #expect(again.lot(of: "a") == draw.lot(of: "a"))
    #expect(draw.lot(of: "a") != draw.lot(of: "b"))
    #expect(!CommittedDraw(secret: [1, 2, 4], digest: digest).keeps(draw.commitment))
  }

  @Test func `random numbers depend on seed, counters and place alone`() {
    let random = CounterRandom(seed: 5)
    #expect(random[1][2].bits(3) == CounterRandom(seed: 5)[1][2].bits(3))
    let others = [random[2][1].bits(3), random[1][2].bits(4), CounterRandom(seed: 6)[1][2].bits(3)]
    #expect(!others.contains(random[1][2].bits(3)))
    #expect((0..<1_000).allSatisfy { random.below(7, $0) < 7 })
  }

  @Test func `every lot is as likely as another`() {
    var counts = Array(repeating: 0, count: 10)
    for draw in 0..<50_000 { counts[Int(CounterRandom(seed: 1)[UInt64(draw)].below(10, 0))] += 1 }
    // Standard deviation 67; five of them.
    #expect(counts.allSatisfy { abs($0 - 5_000) < 335 })
  }
}
