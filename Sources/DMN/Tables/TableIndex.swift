import FEEL

/// Finds the rules that a row of input values satisfies without testing every entry.
///
/// Each column of constant entries is cut into pieces (`Axis`). A piece knows its rules as a set of bits
/// where that is small enough, and otherwise as a list; the columns' sets are then intersected. All columns
/// share their arrays, so that a search touches no reference counts.
struct TableIndex: Sendable {
  let rowCount: Int
  let wordCount: Int
  /// Whether each column is indexed.
  let isIndexed: [Bool]
  private let axes: [Axis?]
  private let columns: [Column]
  /// The keys of all columns' lookups.
  private let keys: [UInt64]
  /// A set of all rules, and then for each column one set per ordinal.
  private let bits: [UInt64]
  /// For each column that has no bits: where the list of each ordinal begins, the lists, where the spans of
  /// each rule begin, the spans.
  private let lists: [Int32]

  /// The most words that one column's bits may take.
  private static let bitBudget = 1 << 19
  /// The most entries that one column's lists may hold.
  private static let listBudget = 1 << 21

  /// Where a column's parts begin in the shared arrays; -1 for what it does not have.
  struct Column: Sendable {
    var lookup: ColumnLookup
    var bits = -1
    var starts = -1
    var spanStarts = -1
  }

  /// `cells[c][r]` is rule r's entry in column c; a column is nil when an entry is not constant.
  init(rowCount: Int, columns cells: [[CellTest]?], kinds: [AxisKey.Kind?]) {
    self.rowCount = rowCount
    let words = (rowCount + 63) / 64
    wordCount = words
    var bits = (0..<words).map { word -> UInt64 in
      let rest = rowCount - word << 6
      return rest >= 64 ? ~0 : (1 << UInt64(rest)) - 1
    }
    var lists: [Int32] = []
    var keys: [UInt64] = []
    axes = zip(cells, kinds).map { cells, kind in cells.flatMap { Axis($0, kind: kind) } }
    columns = zip(axes, cells).map { axis, cells in
      var column = Column(lookup: ColumnLookup(axis, keys: &keys))
      guard let axis, let cells else { return column }
      let accepted = cells.map(axis.accepted)
      if axis.ordinalCount * words <= Self.bitBudget {
        column.bits = bits.count
        Self.append(accepted, axis.ordinalCount * words, words, to: &bits)
      } else {
        Self.append(accepted, axis.ordinalCount, &column, to: &lists)
      }
      return column
    }
    isIndexed = axes.map { $0 != nil }
    self.keys = keys
    self.bits = bits
    self.lists = lists
  }

  private static func append(
    _ accepted: [[ClosedRange<Int>]], _ size: Int, _ words: Int, to bits: inout [UInt64]
  ) {
    let start = bits.count
    bits += [UInt64](repeating: 0, count: size)
    for (row, ranges) in accepted.enumerated() {
      for ordinal in ranges.joined() {
        bits[start + ordinal * words + row >> 6] |= 1 << UInt64(row & 63)
      }
    }
  }

  private static func append(
    _ accepted: [[ClosedRange<Int>]], _ ordinalCount: Int, _ column: inout Column,
    to lists: inout [Int32]
  ) {
    if accepted.joined().reduce(0, { $0 + $1.count }) <= listBudget {
      var rows = [[Int32]](repeating: [], count: ordinalCount)
      for (row, ranges) in accepted.enumerated() {
        for ordinal in ranges.joined() { rows[ordinal].append(Int32(row)) }
      }
      column.starts = lists.count
      var next = lists.count + ordinalCount + 1
      for row in rows {
        lists.append(Int32(next))
        next += row.count
      }
      lists.append(Int32(next))
      lists += rows.joined()
    }
    column.spanStarts = lists.count
    var next = lists.count + accepted.count + 1
    for ranges in accepted {
      lists.append(Int32(next))
      next += 2 * ranges.count
    }
    lists.append(Int32(next))
    for range in accepted.joined() {
      lists += [Int32(range.lowerBound), Int32(range.upperBound)]
    }
  }

  /// What `ordinal(of:_:)` gives for a value of a kind that the column does not hold.
  static let foreign = ColumnLookup.unplaced

  /// The piece of a column that holds a value; 0 when the column is not indexed.
  @inline(__always)
  func ordinal(of value: FEELValue, _ column: Int) -> Int {
    let ordinal = keys.withUnsafeBufferPointer { columns[column].lookup.ordinal(of: value, $0) }
    if ordinal >= 0 { return ordinal }
    return ordinalByAxis(value, column)
  }

  @inline(never)
  private func ordinalByAxis(_ value: FEELValue, _ column: Int) -> Int {
    axes[column]?.ordinal(of: value) ?? Self.foreign
  }

  /// Visits, in order, the rules whose indexed entries all accept the values, until told to stop.
  ///
  /// `ordinals` holds for each column what `ordinal(of:_:)` gave; it is used up.
  @inline(__always)
  func forEachRow(_ ordinals: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool) {
    if lists.isEmpty { intersect(ordinals, visit) } else { verify(ordinals, visit) }
  }

  @inline(__always)
  private func intersect(_ places: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool) {
    columns.withUnsafeBufferPointer { columns in
      for c in columns.indices {
        places[c] = columns[c].bits < 0 ? 0 : columns[c].bits &+ places[c] &* wordCount
      }
    }
    bits.withUnsafeBufferPointer { bits in
      for word in 0..<wordCount {
        var set = bits[word]
        for place in places { set &= bits[place &+ word] }
        while set != 0 {
          if !visit(word << 6 &+ set.trailingZeroBitCount) { return }
          set &= set &- 1
        }
      }
    }
  }

  /// Walks the shortest list and asks the other columns about each of its rules.
  private func verify(_ ordinals: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool) {
    columns.withUnsafeBufferPointer { columns in
      lists.withUnsafeBufferPointer { lists in
        bits.withUnsafeBufferPointer { bits in
          var shortest = -1
          var rows = 0..<0
          for c in columns.indices where columns[c].starts >= 0 {
            let start = columns[c].starts &+ ordinals[c]
            let found = Int(lists[start])..<Int(lists[start &+ 1])
            if shortest < 0 || found.count < rows.count { (shortest, rows) = (c, found) }
          }
          func test(_ row: Int) -> Bool {
            for c in columns.indices where c != shortest {
              let column = columns[c]
              if column.bits >= 0 {
                let word = bits[column.bits &+ ordinals[c] &* wordCount &+ row >> 6]
                if word >> UInt64(row & 63) & 1 == 0 { return false }
              } else if column.spanStarts >= 0 {
                let wanted = Int32(truncatingIfNeeded: ordinals[c])
                var span = Int(lists[column.spanStarts &+ row])
                let end = Int(lists[column.spanStarts &+ row &+ 1])
                while span < end, lists[span &+ 1] < wanted { span += 2 }
                if span == end || lists[span] > wanted { return false }
              }
            }
            return true
          }
          guard shortest >= 0 else {
            for row in 0..<rowCount where test(row) {
              if !visit(row) { return }
            }
            return
          }
          for place in rows {
            let row = Int(lists[place])
            if test(row), !visit(row) { return }
          }
        }
      }
    }
  }
}
