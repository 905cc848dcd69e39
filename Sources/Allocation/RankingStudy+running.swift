import CRankingKernels

/// The selection in each draw.
extension RankingStudy {
  /// Makes the draws of a range.
  public func run(_ draws: Range<Int>, seed: UInt64) -> RankingSums {
    var sums = RankingSums(
      draws: draws, granted: Array(repeating: 0, count: count),
      paid: Array(repeating: 0, count: count), gini: [], smallShare: [])
    sums.gini.reserveCapacity(draws.count)
    sums.smallShare.reserveCapacity(draws.count)
    guard count > 0, !draws.isEmpty else {
      sums.gini = draws.map { _ in 0 }
      sums.smallShare = sums.gini
      return sums
    }
    if isShort {
      runShort(draws, seed: seed, into: &sums)
      return sums
    }
    var keys = Array(repeating: Float(0), count: count * group)
    var hits = Array(repeating: Int32(0), count: count)
    var parts = Array(repeating: Int64(0), count: count)
    var bench = Bench(count: count, study: self)
    keys.withUnsafeMutableBufferPointer { keys in
      hits.withUnsafeMutableBufferPointer { hits in
        request.withUnsafeBufferPointer { request in
          small.withUnsafeBufferPointer { small in
            guard let keys = keys.baseAddress, let hits = hits.baseAddress,
              let request = request.baseAddress, let small = small.baseAddress
            else { return }
            let view = View(keys: keys, hits: hits, request: request, small: small, count: count)
            run(draws, seed, view, &bench, &parts, &sums)
          }
        }
      }
    }
    put(hits, parts, into: &sums)
    return sums
  }

  /// Grants and money in the order given: each grant is the request, a part less by what `parts` holds.
  func put(_ hits: [Int32], _ parts: [Int64], into sums: inout RankingSums) {
    for (slot, original) in place.enumerated() {
      sums.granted[original] = Int64(hits[slot])
      sums.paid[original] = Int64(hits[slot]) * Int64(request[slot]) + parts[slot]
    }
  }

  private func run(
    _ draws: Range<Int>, _ seed: UInt64, _ view: View, _ bench: inout Bench,
    _ parts: inout [Int64], _ sums: inout RankingSums
  ) {
    var start = draws.lowerBound
    while start < draws.upperBound {
      let some = start..<min(start + group, draws.upperBound)
      draw(some, seed: seed, into: view.keys)
      for number in 0..<some.count {
        var one = view
        one.keys = view.keys + number * count
        let cut = bench.cut(one, self)
        let partly = cut.paid > 0
        if partly {
          view.hits[cut.slot] += 1
          parts[cut.slot] += cut.paid - Int64(request[cut.slot])
        }
        let (gini, share) = one.pay(cut, threshold)
        sums.gini.append(gini)
        sums.smallShare.append(share)
      }
      start = some.upperBound
    }
  }

  /// Where a draw ends: the applicant who did not fit, with what it still gets; `slot` is the count
  /// when all fit.
  struct Cut {
    var slot: Int
    var key: Float
    var paid: Int64
  }

  /// Plain memory of a draw.
  struct View {
    var keys: UnsafeMutablePointer<Float>
    var hits: UnsafeMutablePointer<Int32>
    var request: UnsafePointer<Int32>
    var small: UnsafePointer<Int32>
    var count: Int

    /// Counts who is paid and measures how evenly, both in millionths.
    ///
    /// Requests rise with the place, so the rank of an amount is a running count and nothing is sorted;
    /// a part is put where it belongs in that order.
    func pay(_ cut: Cut, _ threshold: Float) -> (gini: Int32, share: Int32) {
      var seat = count
      if cut.paid > 0 {
        // The first request above the part, by halving.
        var (low, high) = (0, count)
        while low < high {
          let middle = (low + high) / 2
          if Int64(request[middle]) < cut.paid { low = middle + 1 } else { high = middle }
        }
        seat = low
      }
      var tally = ranking_tally()
      let all = cut.slot == count
      let key = all ? threshold : cut.key
      // Equal scores win in front of the cut only; when all fit, everywhere.
      let turn = all ? count : cut.slot
      func add(_ range: Range<Int>) {
        ranking_pay(
          keys + range.lowerBound, request + range.lowerBound, small + range.lowerBound,
          hits + range.lowerBound, Int32(range.count), range.lowerBound < turn ? key : key.nextUp,
          &tally)
      }
      func putPart() {
        guard cut.paid > 0 else { return }
        tally.winners += 1
        tally.total += cut.paid
        tally.ranked += tally.winners * cut.paid
        if small[cut.slot] != 0 { tally.small += cut.paid }
      }
      if seat < turn {
        add(0..<seat)
        putPart()
        add(seat..<turn)
        add(turn..<count)
      } else {
        add(0..<turn)
        add(turn..<seat)
        putPart()
        add(seat..<count)
      }
      return Self.measures(tally, of: count)
    }

    private static func measures(_ tally: ranking_tally, of count: Int) -> (Int32, Int32) {
      guard tally.total > 0 else { return (0, 0) }
      let n = Double(count)
      let (sum, lead) = (Double(tally.total), Double(count) - Double(tally.winners))
      let gini = (2 * (Double(tally.ranked) + lead * sum) - (n + 1) * sum) / (n * sum)
      return (Int32(gini * 1_000_000 + 0.5), Int32(Double(tally.small) / sum * 1_000_000 + 0.5))
    }
  }
}
