import Casework
import Mustache
import SchemeDefinition

/// A piece of text in a table or a list: with its link, its mark of certainty and what stands below it.
struct Cell: Hashable, Sendable {
  var text: String
  var href: String?
  /// Said to screen readers behind the link's text.
  var hidden: String?
  /// Such as “illustratief”, shown as a label behind the text.
  var mark: String?
  /// A second line, smaller.
  var note: String?
  /// `good`, `warn`, `bad` or `quiet`: draws the text as a label; the words say it too.
  var tone: String?
  /// A word of another language than the page's.
  var isCode = false

  init(
    _ text: String, href: String? = nil, hidden: String? = nil, mark: String? = nil,
    note: String? = nil, tone: Tone? = nil, isCode: Bool = false
  ) {
    self.text = text
    self.href = href
    self.hidden = hidden
    self.mark = mark
    self.note = note
    self.tone = tone?.rawValue
    self.isCode = isCode
  }

  enum Tone: String, Sendable { case good, warn, bad, quiet, info }

  static let none = Cell("–")
}

extension Cell: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(value) }
}

extension Cell: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "href": href
    case "hidden": hidden
    case "mark": mark
    case "note": note
    case "tone": tone
    case "isCode": isCode
    default: nil
    }
  }
}

extension Words {
  /// How sure something is, where it is not read in its source; nil where it is.
  func mark(_ certainty: Certainty) -> String? {
    switch certainty {
    case .verified: nil
    case .dated: self("oudere tekst", "older text")
    case .derived: self("afgeleid", "derived")
    case .illustrative: self("illustratief", "illustrative")
    }
  }

  func mark(_ certainty: SourceCertainty) -> String? {
    switch certainty {
    case .verified: nil
    case .dated: self("oudere tekst", "older text")
    case .secondary: self("tweede hand", "second hand")
    case .derived: self("afgeleid", "derived")
    case .illustrative: self("illustratief", "illustrative")
    }
  }

  /// The mark of a fired rule's certainty, which is kept as a word.
  func mark(word: String?) -> String? {
    word.flatMap(SourceCertainty.init(rawValue:)).flatMap { mark($0) }
  }

  /// A name with its mark; made-up names say so in the name, which the mark replaces.
  func named(_ name: String, _ certainty: Certainty, href: String? = nil) -> Cell {
    Cell(
      name.replacing(" (illustratief)", with: ""), href: href,
      mark: name.contains("(illustratief)") ? mark(.illustrative as Certainty) : mark(certainty))
  }
}
