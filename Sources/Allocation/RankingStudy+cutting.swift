import CRankingKernels

/// Finds where a draw ends, without sorting more than it must.
extension RankingStudy {
  /// Room for it, kept from draw to draw.
  struct Bench {
    private var sums: [Int64]
    private var bins: [UInt16]
    private var candidates: [Int32]
    private let low: Float
    private let scale: Float

    init(count: Int, study: RankingStudy) {
      var size = 16
      while size < count, size < 2_048 { size *= 2 }
      let most =
        study.criteria.reduce(Float(0)) { sum, criterion in
          sum
            + max(
              criterion.weight * study.bounds.upperBound, criterion.weight * study.bounds.lowerBound
            )
        } + (study.bonus.max() ?? 0)
      low = study.threshold
      scale = most > low ? Float(size - 1) / (most - low) : 0
      sums = Array(repeating: 0, count: size + 1)
      bins = Array(repeating: 0, count: count)
      candidates = Array(repeating: 0, count: count + 1)
    }

    mutating func cut(_ view: View, _ study: RankingStudy) -> Cut {
      view.count <= 48 ? byInsertion(view, study) : byHistogram(view, study)
    }

    private static func precedes(_ view: View, _ a: Int32, _ b: Int32) -> Bool {
      let (left, right) = (view.keys[Int(a)], view.keys[Int(b)])
      return left != right ? left > right : a < b
    }

    /// Puts a candidate in its place among the `size` that stand in order.
    @inline(__always)
    private static func insert(
      _ slot: Int32, _ size: Int, _ list: UnsafeMutablePointer<Int32>, _ view: View
    ) {
      var hole = size
      while hole > 0, precedes(view, slot, list[hole - 1]) {
        list[hole] = list[hole - 1]
        hole -= 1
      }
      list[hole] = slot
    }

    private mutating func byInsertion(_ view: View, _ study: RankingStudy) -> Cut {
      candidates.withUnsafeMutableBufferPointer { list in
        guard let list = list.baseAddress else { return Cut(slot: view.count, key: 0, paid: 0) }
        var size = 0
        for slot in 0..<view.count where view.keys[slot] >= study.threshold {
          Self.insert(Int32(slot), size, list, view)
          size += 1
        }
        return Self.walk(list, size, study.pot, view, study)
      }
    }

    private static func walk(
      _ list: UnsafePointer<Int32>, _ size: Int, _ pot: Int64, _ view: View, _ study: RankingStudy
    ) -> Cut {
      var left = pot
      for index in 0..<size {
        let slot = Int(list[index])
        let asked = Int64(view.request[slot])
        if asked > left {
          let enough = left > 0 && study.partFrom.isReached(by: left, of: asked)
          return Cut(slot: slot, key: view.keys[slot], paid: enough ? left : 0)
        }
        left -= asked
      }
      return Cut(slot: view.count, key: 0, paid: 0)
    }

    /// Sums requests by score class, finds the class in which the pot ends, and orders that one alone.
    private mutating func byHistogram(_ view: View, _ study: RankingStudy) -> Cut {
      let classes = sums.count - 1
      let (low, scale) = (low, scale)
      return sums.withUnsafeMutableBufferPointer { sums in
        bins.withUnsafeMutableBufferPointer { bins in
          candidates.withUnsafeMutableBufferPointer { list in
            guard let sums = sums.baseAddress, let bins = bins.baseAddress,
              let list = list.baseAddress
            else { return Cut(slot: view.count, key: 0, paid: 0) }
            for index in 0...classes { sums[index] = 0 }
            ranking_classes(view.keys, bins, Int32(view.count), low, scale, Int32(classes))
            for slot in 0..<view.count { sums[Int(bins[slot])] &+= Int64(view.request[slot]) }
            var left = study.pot
            var index = classes
            while index >= 1, sums[index] <= left {
              left -= sums[index]
              index -= 1
            }
            guard index >= 1 else { return Cut(slot: view.count, key: 0, paid: 0) }
            let size = Int(ranking_members(bins, list, Int32(view.count), UInt16(index)))
            for place in 1..<max(1, size) { Self.insert(list[place], place, list, view) }
            return Self.walk(list, size, left, view, study)
          }
        }
      }
    }
  }
}
