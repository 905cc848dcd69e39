import FEEL

extension TableProgram {
  /// The rules that apply to values that are plainly of their types, in a table that `isPlain`.
  ///
  /// Nil when a value needs a closer look: then the general way has to be taken.
  @inline(__always)
  func plainHits(_ frame: [FEELValue]) -> RuleHits? {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: slots.count) { ordinals in
      for c in slots.indices {
        let slot = slots[c]
        guard plains[c].accepts(frame[slot]) else { return nil }
        ordinals[c] = index.ordinal(of: frame[slot], c)
        if ordinals[c] == TableIndex.foreign { return nil }
      }
      var hits = RuleHits()
      let limit = hitLimit
      index.forEachRow(ordinals) { row in
        hits.append(row)
        return hits.count < limit
      }
      return hits
    }
  }
}
