/// Horizontal bars with, where known, a range as a line and what is compared with as a mark.
///
/// Values are millionths of `unit`; the table beside it says the same.
struct BarChart: Sendable {
  struct Bar: Sendable {
    var label: String
    var value: Int64
    var low: Int64?
    var high: Int64?
    var before: Int64?
  }

  var id: String
  var title: String
  var description: String
  var bars: [Bar]
  /// How a value is written.
  var show: @Sendable (Int64) -> String

  private static let left = 260
  private static let plot = 480
  private static let row = 34

  var svg: SVG {
    let known = bars.flatMap { bar -> [Int64] in [bar.value, bar.high ?? 0, bar.before ?? 0] }
    let most = max(1, known.max() ?? 1)
    let height = bars.count * Self.row + 14
    var drawing = SVG(
      width: Self.left + Self.plot + 120, height: height, id: id, title: title,
      description: description)
    func x(_ value: Int64) -> Int {
      // In parts, so that a sum of money times the width does not overflow.
      Self.left + Int(max(0, value) / 1000 * Int64(Self.plot) / max(1, most / 1000))
    }
    drawing.line(Self.left, 4, Self.left, height - 4, css: "axis")
    for (index, bar) in bars.enumerated() {
      let y = index * Self.row + 8
      drawing.text(bar.label, x: Self.left - 10, y: y + 16, anchor: .end)
      drawing.rect(
        x: Self.left, y: y, width: x(bar.value) - Self.left, height: 22, css: "bar1", rounded: 0)
      if let low = bar.low, let high = bar.high {
        drawing.line(x(low), y + 11, x(high), y + 11, css: "range")
      }
      if let before = bar.before {
        drawing.line(x(before), y - 3, x(before), y + 25, css: "before")
      }
      let end = max(x(bar.value), x(bar.high ?? 0))
      drawing.text(show(bar.value), x: end + 8, y: y + 16)
    }
    return drawing
  }
}
