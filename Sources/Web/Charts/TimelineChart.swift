import LegalCalendar

/// Spans of days under each other on one axis of years: how schemes and their grants overlap.
///
/// The same spans stand in the table beside it. Kinds differ by pattern as well as colour, and each bar
/// carries its name.
struct TimelineChart: Sendable {
  struct Span: Sendable {
    enum Kind: String, Sendable { case inForce = "bar1", runOff = "bar2", successor = "bar3" }

    var label: String
    var from: CivilDate
    /// Last day.
    var to: CivilDate
    var kind: Kind
  }

  struct Mark: Sendable {
    var label: String
    var day: CivilDate
  }

  var id: String
  var title: String
  var description: String
  var spans: [Span]
  var marks: [Mark] = []
  var today: CivilDate?
  var todayWord: String

  private static let left = 230
  private static let plot = 700
  private static let row = 34

  var svg: SVG {
    let first = (spans.map(\.from) + marks.map(\.day)).min() ?? CivilDate(epochDay: 0)
    let last = (spans.map(\.to) + marks.map(\.day)).max() ?? first
    let start = first.year
    let end = last.year + 1
    let zero = CivilDate(year: start, month: 1, day: 1) ?? first
    let total = max(1, zero.days(until: CivilDate(year: end, month: 1, day: 1) ?? last))
    func x(_ day: CivilDate) -> Int { Self.left + zero.days(until: day) * Self.plot / total }
    let height = (spans.count + marks.count) * Self.row + 70
    var drawing = SVG(
      width: Self.left + Self.plot + 20, height: height, id: id, title: title,
      description: description)
    let base = height - 48
    for year in start...end {
      guard let day = CivilDate(year: year, month: 1, day: 1) else { continue }
      drawing.line(x(day), 8, x(day), base, css: "grid")
      if year < end || end - start < 12 {
        drawing.text(String(year), x: x(day), y: height - 30, anchor: .middle, css: "soft")
      }
    }
    for (index, span) in spans.enumerated() {
      let y = index * Self.row + 12
      drawing.text(span.label, x: Self.left - 10, y: y + 16, anchor: .end)
      drawing.rect(
        x: x(span.from), y: y, width: max(3, x(span.to.adding(days: 1)) - x(span.from)),
        height: 22, css: span.kind.rawValue)
    }
    for (index, mark) in marks.enumerated() {
      let y = (spans.count + index) * Self.row + 23
      drawing.text(mark.label, x: Self.left - 10, y: y + 5, anchor: .end)
      drawing.circle(x(mark.day), y, radius: 7, css: "part")
    }
    if let today, today >= zero, x(today) <= Self.left + Self.plot {
      drawing.line(x(today), 4, x(today), base, css: "today")
      drawing.text(todayWord, x: x(today), y: height - 10, anchor: .middle)
    }
    return drawing
  }
}
