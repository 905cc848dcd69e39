import ExactNumbers

/// One bar of money against its limit: what was paid, what is planned, what is left.
struct ShareChart: Sendable {
  var id: String
  var title: String
  var description: String
  var paid: Money
  var planned: Money
  var limit: Money
  var words: Words

  var svg: SVG {
    let width = 640
    var drawing = SVG(
      width: width + 40, height: 92, id: id, title: title, description: description)
    let whole = max(1, max(limit.cents, paid.cents + planned.cents))
    func length(_ money: Money) -> Int { Int(Int64(width) * max(0, money.cents) / whole) }
    drawing.rect(x: 10, y: 14, width: width, height: 30, css: "frame")
    drawing.rect(x: 10, y: 14, width: length(paid), height: 30, css: "done", rounded: 0)
    drawing.rect(
      x: 10 + length(paid), y: 14, width: length(planned), height: 30, css: "bar1", rounded: 0)
    drawing.text(
      "\(words("betaald", "paid")) \(words.euros(paid))", x: 10, y: 66)
    drawing.text(
      "\(words("gepland", "planned")) \(words.euros(planned))", x: width / 2, y: 66,
      anchor: .middle)
    drawing.text(
      "\(words("verleend", "granted")) \(words.euros(limit))", x: width + 10, y: 66, anchor: .end)
    return drawing
  }
}
