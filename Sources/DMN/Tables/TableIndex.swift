import FEEL

/// Finds the rules that a row of input values satisfies without testing every entry.
///
/// Each column of constant entries is cut into pieces (`Axis`). A piece knows its rules as a set of bits
/// where that is small enough, and otherwise as a list; the columns' sets are then intersected.
struct TableIndex: Sendable {
  let rowCount: Int
  let wordCount: Int
  let columns: [Column?]
  private let axes: [Axis?]
  /// The bits of all columns one after another, behind a set of all rules; empty when a column keeps lists.
  private let bits: [UInt64]
  /// Where each column's bits begin in `bits`; 0 for a column that is not indexed.
  private let offsets: [Int]

  /// The most words that one column's bits may take.
  private static let bitBudget = 1 << 19
  /// The most entries that one column's lists may hold.
  private static let listBudget = 1 << 21

  final class Column: Sendable {
    let axis: Axis
    /// `wordCount` words per ordinal; empty when the column keeps lists.
    let bits: [UInt64]
    /// Where each ordinal's rules begin in `rows`; empty when there are too many to list.
    let starts: [Int32]
    let rows: [Int32]
    /// Each rule's accepted ordinals, `spans[spanStarts[r]..<spanStarts[r + 1]]`.
    let spanStarts: [Int32]
    let spans: [ClosedRange<Int32>]

    init(
      axis: Axis, bits: [UInt64] = [], starts: [Int32] = [], rows: [Int32] = [],
      spanStarts: [Int32] = [], spans: [ClosedRange<Int32>] = []
    ) {
      self.axis = axis
      self.bits = bits
      self.starts = starts
      self.rows = rows
      self.spanStarts = spanStarts
      self.spans = spans
    }

    func accepts(_ ordinal: Int, row: Int, wordCount: Int) -> Bool {
      if !bits.isEmpty { return bits[ordinal * wordCount + row >> 6] >> UInt64(row & 63) & 1 == 1 }
      let wanted = Int32(truncatingIfNeeded: ordinal)
      for i in Int(spanStarts[row])..<Int(spanStarts[row + 1]) where spans[i].contains(wanted) {
        return true
      }
      return false
    }

    /// How many rules the list of an ordinal holds; nil when there are no lists.
    func listCount(_ ordinal: Int) -> Int? {
      starts.isEmpty ? nil : Int(starts[ordinal + 1] - starts[ordinal])
    }
  }

  /// `columns[c][r]` is rule r's entry in column c; a column is nil when an entry is not constant.
  init(rowCount: Int, columns cells: [[CellTest]?], kinds: [AxisKey.Kind?]) {
    self.rowCount = rowCount
    let words = (rowCount + 63) / 64
    wordCount = words
    columns = zip(cells, kinds).map { cells, kind in
      guard let cells, let axis = Axis(cells, kind: kind) else { return nil }
      return Self.column(axis, cells, wordCount: words)
    }
    axes = columns.map { $0?.axis }
    var joined = (0..<words).map { word -> UInt64 in
      let rest = rowCount - word << 6
      return rest >= 64 ? ~0 : (1 << UInt64(rest)) - 1
    }
    var offsets: [Int] = []
    var isJoined = true
    for column in columns {
      offsets.append(column == nil ? 0 : joined.count)
      guard let column else { continue }
      isJoined = isJoined && !column.bits.isEmpty
      joined += column.bits
    }
    bits = isJoined ? joined : []
    self.offsets = offsets
  }

  private static func column(_ axis: Axis, _ cells: [CellTest], wordCount: Int) -> Column {
    let accepted = cells.map(axis.accepted)
    if axis.ordinalCount * wordCount <= bitBudget {
      var bits = [UInt64](repeating: 0, count: axis.ordinalCount * wordCount)
      for (row, ranges) in accepted.enumerated() {
        for range in ranges {
          for ordinal in range {
            bits[ordinal * wordCount + row >> 6] |= 1 << UInt64(row & 63)
          }
        }
      }
      return Column(axis: axis, bits: bits)
    }
    var spanStarts: [Int32] = [0]
    var spans: [ClosedRange<Int32>] = []
    var total = 0
    for ranges in accepted {
      for range in ranges {
        spans.append(Int32(range.lowerBound)...Int32(range.upperBound))
        total += range.count
      }
      spanStarts.append(Int32(spans.count))
    }
    guard total <= listBudget else {
      return Column(axis: axis, spanStarts: spanStarts, spans: spans)
    }
    var lists = [[Int32]](repeating: [], count: axis.ordinalCount)
    for (row, ranges) in accepted.enumerated() {
      for range in ranges {
        for ordinal in range { lists[ordinal].append(Int32(row)) }
      }
    }
    var starts: [Int32] = [0]
    for list in lists { starts.append(starts[starts.count - 1] + Int32(list.count)) }
    return Column(
      axis: axis, starts: starts, rows: lists.flatMap(\.self), spanStarts: spanStarts, spans: spans)
  }

  /// What `place(of:_:)` gives for a value of a kind that the column does not hold.
  static let foreign = -1

  /// Where a column's rules for a value are kept; `foreign` when the column does not know such values.
  @inline(__always)
  func place(of value: FEELValue, _ column: Int) -> Int {
    guard let axis = axes[column] else { return 0 }
    guard let ordinal = axis.ordinal(of: value) else { return Self.foreign }
    return bits.isEmpty ? ordinal : offsets[column] &+ ordinal &* wordCount
  }

  /// Visits, in order, the rules whose indexed entries all accept the values, until told to stop.
  ///
  /// `places` holds for each column what `place(of:_:)` gave.
  @inline(__always)
  func forEachRow(_ places: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool) {
    bits.isEmpty ? verify(places, visit) : intersect(places, visit)
  }

  @inline(__always)
  private func intersect(_ places: UnsafeMutableBufferPointer<Int>, _ visit: (Int) -> Bool) {
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
    var shortest = -1
    var shortestCount = Int.max
    for c in columns.indices {
      guard let count = columns[c]?.listCount(ordinals[c]), count < shortestCount else { continue }
      (shortest, shortestCount) = (c, count)
    }
    func test(_ row: Int) -> Bool {
      for c in columns.indices where c != shortest {
        guard let column = columns[c] else { continue }
        if !column.accepts(ordinals[c], row: row, wordCount: wordCount) { return false }
      }
      return true
    }
    guard shortest >= 0, let column = columns[shortest] else {
      for row in 0..<rowCount where test(row) {
        if !visit(row) { return }
      }
      return
    }
    let ordinal = ordinals[shortest]
    for i in Int(column.starts[ordinal])..<Int(column.starts[ordinal + 1]) {
      let row = Int(column.rows[i])
      if test(row), !visit(row) { return }
    }
  }
}
