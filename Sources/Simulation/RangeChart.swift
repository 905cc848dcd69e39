import Allocation
import Diagnostics

/// Horizontal bars with, where known, the middle 90% of draws as a line: an accessible SVG.
///
/// Shares or amounts on an axis from 0. The same figures stand in the table beside it, so
/// the picture says nothing that the text does not.
struct RangeChart {
  struct Bar {
    var label: String
    var value: Int64?
    var low: Int64?
    var high: Int64?
    /// What is compared with, drawn as a small mark.
    var before: Int64?
  }

  var id: String
  var title: String
  var description: String
  var bars: [Bar]
  var language: Language
  var unit = Unit.share

  enum Unit {
    /// Millionths, shown as a percentage.
    case share
    /// Cents, shown as whole euros.
    case euros

    func text(_ value: Int64, _ language: Language) -> String {
      self == .share ? language.percent(value) : language.euros(value)
    }
  }

  private static let labelWidth: Int64 = 190
  private static let plotWidth: Int64 = 420
  private static let rowHeight = 26

  var svg: String {
    let known = bars.flatMap { [$0.value, $0.high, $0.before].compactMap { $0 } }
    // The axis ends at the next tenth, or million euros, above what is shown.
    let step: Int64 = unit == .share ? 100_000 : 100_000_000
    let most = max(step, ((known.max() ?? 0) + step - 1) / step * step)
    let height = bars.count * Self.rowHeight + 34
    func x(_ value: Int64) -> Int64 {
      Self.labelWidth + Int64(Int128(max(0, value)) * Int128(Self.plotWidth) / Int128(most))
    }
    var out = """
      <svg viewBox="0 0 680 \(height)" role="img" aria-labelledby="\(id)-t \(id)-d" \
      xmlns="http://www.w3.org/2000/svg">
      <title id="\(id)-t">\(Safe.text(title))</title>
      <desc id="\(id)-d">\(Safe.text(description))</desc>

      """
    for step in 0...4 {
      let value = most * Int64(step) / 4
      out += """
        <line x1="\(x(value))" x2="\(x(value))" y1="4" y2="\(height - 26)" class="grid"/>
        <text x="\(x(value))" y="\(height - 10)" text-anchor="middle">\(unit.text(value, language))</text>

        """
    }
    for (row, bar) in bars.enumerated() { out += draw(bar, row * Self.rowHeight + 6, x) }
    return out + "</svg>\n"
  }

  private func draw(_ bar: Bar, _ top: Int, _ x: (Int64) -> Int64) -> String {
    let middle = top + 10
    var out = """
      <text x="\(Self.labelWidth - 8)" y="\(middle + 4)" text-anchor="end">\(Safe.text(bar.label))</text>

      """
    if let value = bar.value {
      out += """
        <rect x="\(x(0))" y="\(top)" width="\(x(value) - x(0))" height="20" class="bar"/>

        """
    }
    if let low = bar.low, let high = bar.high {
      out += """
        <line x1="\(x(low))" x2="\(x(high))" y1="\(middle)" y2="\(middle)" class="range"/>

        """
    }
    if let before = bar.before {
      out += """
        <line x1="\(x(before))" x2="\(x(before))" y1="\(top - 1)" y2="\(top + 21)" class="before"/>

        """
    }
    if let value = bar.value {
      let edge = max(x(value), bar.high.map(x) ?? 0)
      out += """
        <text x="\(edge + 6)" y="\(middle + 4)">\(unit.text(value, language))</text>

        """
    }
    return out
  }
}
