import ExactNumbers
import FEEL

/// One input column, cut into pieces, with the pieces that can occur and those that each rule accepts.
struct AnalysisColumn {
  let axis: Axis
  let label: String
  /// Per rule the accepted pieces that can occur; nil when the entry depends on more than the input.
  let accepted: [[ClosedRange<Int>]?]
  /// The pieces that can occur, as ascending ranges.
  let domain: [ClosedRange<Int>]
  /// A value in each piece that can occur; null stands for a text that occurs nowhere in the column.
  private let samples: [Int: FEELValue]

  init(
    label: String, cells: [CellTest?], allowed: [CellTest], kind: AxisKey.Kind?
  ) {
    self.label = label
    let known = cells.compactMap(\.self)
    let axis = Axis(known + allowed, kind: kind)
    // An axis of no entries cannot fail.
    let used = axis ?? Axis([], kind: kind) ?? Axis.blank
    self.axis = used
    var samples: [Int: FEELValue] = [:]
    var possible: [ClosedRange<Int>] = []
    var permitted = [0...(2 * used.points.count)]
    for test in axis == nil ? [] : allowed {
      permitted = Self.intersection(permitted, used.accepted(test))
    }
    for ordinal in permitted.joined() {
      guard let sample = used.sample(ordinal) else { continue }
      samples[ordinal] = sample
      possible.append(ordinal...ordinal)
    }
    self.samples = samples
    let domain = Axis.merged(possible)
    self.domain = domain
    accepted = cells.map { cell in
      guard axis != nil, let cell else { return axis == nil && cell?.isAny == true ? domain : nil }
      return Self.intersection(used.accepted(cell), domain)
    }
  }

  static func intersection(_ a: [ClosedRange<Int>], _ b: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let low = max(a[i].lowerBound, b[j].lowerBound)
      let high = min(a[i].upperBound, b[j].upperBound)
      if low <= high { result.append(low...high) }
      if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    return result
  }

  /// `label = value` for a piece, as counter-examples print it.
  func example(_ ordinal: Int) -> String {
    switch samples[ordinal] {
    case .null?, nil: "\(label) = any other value"
    case let value?: "\(label) = \(value)"
    }
  }
}

extension Axis {
  /// A value in a piece, nil when the piece is empty; null for a text that is none of the points.
  func sample(_ ordinal: Int) -> FEELValue? {
    if ordinal % 2 == 1 { return points[ordinal / 2].value(kind) }
    let place = ordinal / 2
    if onlyPoints {
      // All that is no point falls into the first piece.
      guard ordinal == 0 else { return nil }
      guard let last = points.last else { return kind == .boolean ? .boolean(true) : .null }
      return Self.other(than: points, above: last, kind)
    }
    let below = place > 0 ? points[place - 1] : nil
    let above = place < points.count ? points[place] : nil
    return Self.between(below, above, kind)
  }

  private static func other(than points: [AxisKey], above last: AxisKey, _ kind: AxisKey.Kind)
    -> FEELValue?
  {
    switch last {
    case .string: return .null
    case .integer where kind == .boolean:
      if points.count == 2 { return nil }
      return .boolean(points[0] == .integer(0))
    default: return between(last, nil, kind)
    }
  }

  private static func between(_ below: AxisKey?, _ above: AxisKey?, _ kind: AxisKey.Kind)
    -> FEELValue?
  {
    switch (below, above) {
    case (.number(let a)?, .number(let b)?):
      return (a + b)?.divided(by: 2).map { .number($0) }
    case (.number(let a)?, nil): return (a + 1).map { .number($0) }
    case (nil, .number(let b)?): return (b - 1).map { .number($0) }
    case (.integer(let a)?, .integer(let b)?):
      return b - a > 1 ? AxisKey.integer(a + 1).value(kind) : nil
    case (.integer(let a)?, nil):
      return kind == .boolean && a >= 1 ? nil : AxisKey.integer(a + 1).value(kind)
    case (nil, .integer(let b)?):
      return kind == .boolean && b <= 0 ? nil : AxisKey.integer(b - 1).value(kind)
    case (.duration(let a)?, .duration(let b)?):
      return b - a > 1 ? AxisKey.duration((a + b) / 2).value(kind) : nil
    case (.duration(let a)?, nil): return AxisKey.duration(a + 1_000_000_000).value(kind)
    case (nil, .duration(let b)?): return AxisKey.duration(b - 1_000_000_000).value(kind)
    case (.string(let a)?, .string(let b)?):
      let next = a + "a"
      return next.utf8.lexicographicallyPrecedes(b.utf8) ? .string(next) : nil
    case (.string(let a)?, nil): return .string(a + "a")
    case (nil, .string(let b)?): return b.isEmpty ? nil : .string("")
    default: return .null
    }
  }
}
