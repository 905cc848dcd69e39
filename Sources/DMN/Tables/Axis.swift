import ExactNumbers
import FEEL

/// The values of one column cut into pieces that all its entries treat alike.
///
/// With k points the ordinals are 0…2k: an odd one, 2i+1, is the point i itself, an even one, 2i, lies
/// between the points i-1 and i. The ordinal 2k+1 stands for null.
final class Axis: Sendable {
  let kind: AxisKey.Kind
  let points: [AxisKey]
  /// Whether no entry orders values: then all values that are no point are alike, ordinal 0.
  let onlyPoints: Bool
  private let numbers: [Decimal128]
  private let integers: [Int64]
  private let places: [AxisKey: Int]

  var nullOrdinal: Int { 2 * points.count + 1 }
  var ordinalCount: Int { 2 * points.count + 2 }

  /// The axis on which all values are alike.
  static let blank = Axis()

  private init() {
    kind = .string
    points = []
    onlyPoints = true
    numbers = []
    integers = []
    places = [:]
  }

  /// Nil when the entries are not all about one ordered kind.
  init?(_ cells: [CellTest], kind expected: AxisKey.Kind? = nil) {
    var kind = expected
    var keys: Set<AxisKey> = []
    var ordered = false
    for range in cells.lazy.flatMap(\.ranges) {
      if range.start != range.end || !range.startIncluded { ordered = true }
      for end in [range.lower, range.upper] {
        guard let end else { continue }
        guard let (found, key) = AxisKey.of(end), kind == nil || kind == found else { return nil }
        kind = found
        keys.insert(key)
      }
    }
    self.kind = kind ?? .string
    onlyPoints = !ordered
    points = keys.sorted(by: AxisKey.precedes)
    numbers = points.compactMap { if case .number(let x) = $0 { x } else { nil } }
    integers = points.compactMap { if case .integer(let x) = $0 { x } else { nil } }
    var places: [AxisKey: Int] = [:]
    if kind == .string || points.count > 32 {
      for (place, key) in points.enumerated() { places[key] = place }
    }
    self.places = places
  }

  /// The piece that holds a value; nil for a value of another kind.
  @inline(__always)
  func ordinal(of value: FEELValue) -> Int? {
    switch value {
    case .number(let number) where kind == .number: return search(numbers, number)
    case .date(let date) where kind == .date: return search(integers, Int64(date.epochDay))
    case .null: return nullOrdinal
    default: return ordinalOfOther(value)
    }
  }

  private func ordinalOfOther(_ value: FEELValue) -> Int? {
    guard let (found, key) = AxisKey.of(value), found == kind else {
      return points.isEmpty ? 0 : nil
    }
    if let place = places[key] { return 2 * place + 1 }
    if onlyPoints, !places.isEmpty { return 0 }
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle] == key { return 2 * middle + 1 }
      if AxisKey.precedes(points[middle], key) { low = middle + 1 } else { high = middle }
    }
    return onlyPoints ? 0 : 2 * low
  }

  @inline(__always)
  private func search<T: Comparable>(_ sorted: [T], _ wanted: T) -> Int {
    sorted.withUnsafeBufferPointer { buffer in
      var low = 0
      var high = buffer.count
      while low < high {
        let middle = (low &+ high) / 2
        if buffer[middle] < wanted { low = middle &+ 1 } else { high = middle }
      }
      if low < buffer.count, buffer[low] == wanted { return 2 &* low &+ 1 }
      return onlyPoints ? 0 : 2 &* low
    }
  }

  /// The pieces that an entry accepts, as ascending closed ranges of ordinals.
  func accepted(_ cell: CellTest) -> [ClosedRange<Int>] {
    let top = 2 * points.count
    var inside: [ClosedRange<Int>] = []
    for range in cell.ranges {
      let first = range.lower.flatMap(point).map { $0 + (range.startIncluded ? 0 : 1) } ?? 0
      let last = range.upper.flatMap(point).map { $0 - (range.endIncluded ? 0 : 1) } ?? top
      if first <= last { inside.append(first...last) }
    }
    inside = Self.merged(inside)
    if cell.isNegated {
      var outside: [ClosedRange<Int>] = []
      var next = 0
      for range in inside {
        if range.lowerBound > next { outside.append(next...(range.lowerBound - 1)) }
        next = range.upperBound + 1
      }
      if next <= top { outside.append(next...top) }
      inside = outside
    }
    if cell.acceptsNull { inside = Self.merged(inside + [nullOrdinal...nullOrdinal]) }
    return inside
  }

  private func point(_ value: FEELValue) -> Int? {
    guard let (_, key) = AxisKey.of(value) else { return nil }
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if AxisKey.precedes(points[middle], key) { low = middle + 1 } else { high = middle }
    }
    return 2 * low + 1
  }

  static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
