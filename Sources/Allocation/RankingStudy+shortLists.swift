import CRankingKernels

/// Short lists, drawn side by side: a draw of a dozen applicants alone costs more in calls than in work.
extension RankingStudy {
  /// Whether one call of the kernel can make many draws: few applicants, and sums that fit 32 bits.
  static func isShort(_ requests: [Int32]) -> Bool {
    requests.count <= RANKING_SHORT
      && requests.reduce(Int64(0)) { $0 + Int64($1) } * Int64(RANKING_LANES) < 1 << 31
  }

  /// What must be left of the pot for a part of a request.
  static func leastPart(of request: Int32, from share: BasisPoints) -> Int32 {
    let least = (Int128(request) * Int128(share.count) + 9_999) / 10_000
    return Int32(clamping: max(1, least))
  }

  /// Makes the draws of a range; the same bits as one draw after the other.
  func runShort(_ draws: Range<Int>, seed: UInt64, into sums: inout RankingSums) {
    let lanes = RANKING_LANES
    var hits = Array(repeating: Int32(0), count: count)
    var parts = Array(repeating: Int64(0), count: count)
    var measures = Array(repeating: Int32(0), count: 2 * lanes)
    var keys = Array(repeating: UInt32(0), count: 2 * lanes)
    withList { list in
      measures.withUnsafeMutableBufferPointer { measures in
        keys.withUnsafeMutableBufferPointer { keys in
          guard let gini = measures.baseAddress, let a = keys.baseAddress else { return }
          let (share, b) = (gini + lanes, a + lanes)
          let random = CounterRandom(seed: seed)
          var start = draws.lowerBound
          while start < draws.upperBound {
            let size = min(lanes, draws.upperBound - start)
            for lane in 0..<size {
              (a[lane], b[lane]) = Self.keys(random, draw: start + lane)
            }
            ranking_short_list(list, a, b, Int32(size), &hits, &parts, gini, share)
            sums.gini.append(contentsOf: UnsafeBufferPointer(start: gini, count: size))
            sums.smallShare.append(contentsOf: UnsafeBufferPointer(start: share, count: size))
            start += size
          }
        }
      }
    }
    put(hits, parts, into: &sums)
  }

  private func withList(_ body: (UnsafePointer<ranking_list>) -> Void) {
    scores.withUnsafeBufferPointer { scores in
      bonus.withUnsafeBufferPointer { bonus in
        request.withUnsafeBufferPointer { request in
          small.withUnsafeBufferPointer { small in
            leastPart.withUnsafeBufferPointer { leastPart in
              criteria.map(\.weight).withUnsafeBufferPointer { weight in
                criteria.map(\.spread).withUnsafeBufferPointer { spread in
                  let asked = request.reduce(Int64(0)) { $0 + Int64($1) }
                  var list = ranking_list(
                    count: Int32(count), criteria: Int32(criteria.count),
                    stride: Int32(count * group), scores: scores.baseAddress,
                    weight: weight.baseAddress, spread: spread.baseAddress,
                    bonus: bonus.baseAddress, request: request.baseAddress,
                    small: small.baseAddress, least_part: leastPart.baseAddress,
                    low: bounds.lowerBound, high: bounds.upperBound, threshold: threshold,
                    pot: Int32(clamping: min(pot, asked)))
                  body(&list)
                }
              }
            }
          }
        }
      }
    }
  }
}
