import Mustache

/// A drawing that we made ourselves: the one kind of value that a page shows without escaping.
///
/// Built from parts that escape every text, so that nothing a user wrote becomes markup; it has no
/// style of its own, only classes and presentation attributes, as the content policy asks.
struct SVG: Sendable {
  private(set) var markup: String

  init(width: Int, height: Int, id: String, title: String, description: String) {
    markup =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
      + "aria-labelledby=\"\(Self.escaped(id))-t \(Self.escaped(id))-d\" class=\"chart\">"
      + "<title id=\"\(Self.escaped(id))-t\">\(Self.escaped(title))</title>"
      + "<desc id=\"\(Self.escaped(id))-d\">\(Self.escaped(description))</desc>"
  }

  /// A drawing made elsewhere in the program; its style element is left out, the page's sheet styles it.
  init(drawing: String, minimum: Int = 0) {
    var text = drawing
    if let start = text.range(of: "<style>"), let end = text.range(of: "</style>") {
      text.removeSubrange(start.lowerBound..<end.upperBound)
    }
    markup = text.replacing("<svg ", with: "<svg class=\"statechart\" ", maxReplacements: 1)
  }

  mutating func rect(x: Int, y: Int, width: Int, height: Int, css: String, rounded: Int = 2) {
    markup +=
      "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, width))\" height=\"\(height)\" "
      + "rx=\"\(rounded)\" class=\"\(css)\"/>"
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, css: String) {
    markup += "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"\(css)\"/>"
  }

  mutating func circle(_ x: Int, _ y: Int, radius: Int, css: String) {
    markup += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" class=\"\(css)\"/>"
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(_ words: String, x: Int, y: Int, anchor: Anchor = .start, css: String = "") {
    let kind = css.isEmpty ? "" : " class=\"\(css)\""
    markup +=
      "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor.rawValue)\"\(kind)>"
      + "\(Self.escaped(words))</text>"
  }

  /// The whole drawing.
  var closed: String {
    markup.hasSuffix("</svg>") || markup.hasSuffix("</svg>\n") ? markup : markup + "</svg>"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(character)
      }
    }
    return out
  }
}

extension SVG: MustacheParent {
  /// The drawing under the only name that a template may leave unescaped.
  func child(named name: String) -> Any? { name == "svgMarkup" ? closed : nil }
}
