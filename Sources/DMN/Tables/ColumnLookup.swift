import ExactNumbers
import FEEL

/// The way from a value to its piece of an axis, without references, over keys that all columns of a table
/// keep side by side.
///
/// Numbers, dates and durations in months are integers in ascending order; texts are a hash table. What does
/// not fit is left to the axis.
struct ColumnLookup: Sendable {
  enum Form: UInt8, Sendable {
    /// The column is not indexed: it has one piece.
    case none
    case numbers, dates, booleans, texts
    /// Only the axis knows.
    case axis
  }

  private(set) var form = Form.none
  /// Whether values between two points matter.
  private var isOrdered = false
  /// The power of ten that numbers are counted in, as decimal places.
  private var places = 0
  /// Where the keys begin.
  private var start = 0
  /// The number of integers, or the bits of a hash.
  private var size = 0
  private var nullOrdinal = 0

  private static let preferredPlaces = [6, 5, 4, 3, 2, 1, 0, 7, 8, 9, 10, 11, 12]

  /// Appends its keys.
  init(_ axis: Axis?, keys: inout [UInt64]) {
    guard let axis else { return }
    form = .axis
    isOrdered = !axis.onlyPoints
    start = keys.count
    size = axis.points.count
    nullOrdinal = axis.nullOrdinal
    switch axis.kind {
    case .number: count(axis, &keys)
    case .date, .boolean:
      for case .integer(let key) in axis.points { keys.append(UInt64(bitPattern: key)) }
      form = axis.kind == .date ? .dates : .booleans
    case .string where axis.onlyPoints: hash(axis, &keys)
    default: break
    }
  }

  /// Numbers are counted in a unit in which all points are whole, and most values asked for.
  private mutating func count(_ axis: Axis, _ keys: inout [UInt64]) {
    for places in Self.preferredPlaces {
      let counted = axis.points.map { point -> Int64? in
        guard case .number(let number) = point, let units = number.units(places: places),
          units.magnitude < 1 << 53 || places == 0
        else { return nil }
        return units
      }
      guard !counted.contains(nil) else { continue }
      self.places = places
      form = .numbers
      keys += counted.map { UInt64(bitPattern: $0 ?? 0) }
      return
    }
  }

  /// Three words per place: the text's two, and its count and ordinal together; 0 when the place is free.
  private mutating func hash(_ axis: Axis, _ keys: inout [UInt64]) {
    let texts = axis.points.compactMap { point -> TextKey? in
      if case .string(let text) = point { TextKey(text) } else { nil }
    }
    guard texts.count == axis.points.count else { return }
    form = .texts
    size = max(1, Int.bitWidth - (2 * texts.count).leadingZeroBitCount)
    var table = [UInt64](repeating: 0, count: 3 << size)
    for (place, text) in texts.enumerated() {
      var slot = text.slot(bits: size)
      while table[3 * slot + 2] != 0 { slot = (slot + 1) & ((1 << size) - 1) }
      table[3 * slot] = text.head
      table[3 * slot + 1] = text.tail
      table[3 * slot + 2] = UInt64(2 * place + 1) << 8 | UInt64(text.count + 1)
    }
    keys += table
  }

  /// What `ordinal(of:_:)` gives for a value of a kind that the column does not hold, and for one that only
  /// the axis can place.
  static let unplaced = -1

  @inline(__always)
  func ordinal(of value: FEELValue, _ keys: UnsafeBufferPointer<UInt64>) -> Int {
    switch form {
    case .none: return 0
    case .numbers:
      if case .number(let number) = value, let units = number.units(places: places) {
        return search(units, keys)
      }
    case .texts:
      if case .string(let text) = value {
        // All the column's texts are short, so a long one is none of them.
        guard let key = TextKey(text) else { return 0 }
        return find(key, keys)
      }
    case .dates:
      if case .date(let date) = value { return search(date.epochDay, keys) }
    case .booleans:
      if case .boolean(let flag) = value { return search(flag ? 1 : 0, keys) }
    case .axis: break
    }
    if case .null = value { return nullOrdinal }
    return Self.unplaced
  }

  @inline(__always)
  private func search(_ wanted: Int64, _ keys: UnsafeBufferPointer<UInt64>) -> Int {
    var low = 0
    var count = size
    while count > 0 {
      let half = count / 2
      let middle = low &+ half
      let isBelow = Int64(bitPattern: keys[start &+ middle]) < wanted
      low = isBelow ? middle &+ 1 : low
      count = isBelow ? count &- half &- 1 : half
    }
    if low < size, Int64(bitPattern: keys[start &+ low]) == wanted { return 2 &* low &+ 1 }
    return isOrdered ? 2 &* low : 0
  }

  @inline(__always)
  private func find(_ key: TextKey, _ keys: UnsafeBufferPointer<UInt64>) -> Int {
    let mask = 1 << size &- 1
    let count = UInt64(truncatingIfNeeded: key.count &+ 1)
    var slot = key.slot(bits: size)
    while true {
      let place = start &+ 3 &* slot
      let note = keys[place &+ 2]
      if note == 0 { return 0 }
      if note & 0xFF == count, keys[place] == key.head, keys[place &+ 1] == key.tail {
        return Int(truncatingIfNeeded: note >> 8)
      }
      slot = (slot &+ 1) & mask
    }
  }
}
