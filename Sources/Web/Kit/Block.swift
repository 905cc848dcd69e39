import Mustache

/// A part of a page. Each kind has one template, so that its markup is right in one place.
enum Block: Sendable {
  case heading(Heading)
  case paragraph(Paragraph)
  case notice(Notice)
  case table(DataTable)
  case facts(Facts)
  case cards(Cards)
  case form(Form)
  case list(ItemList)
  case timeline(Timeline)
  case figure(Figure)
  case disclosure(Disclosure)
  case preformatted(Preformatted)
  case links(LinkRow)
  case pages(Pagination)
  case search(SearchForm)

  private var parts: (template: String, value: any Sendable) {
    switch self {
    case .heading(let value): ("heading", value)
    case .paragraph(let value): ("paragraph", value)
    case .notice(let value): ("notice", value)
    case .table(let value): ("table", value)
    case .facts(let value): ("facts", value)
    case .cards(let value): ("cards", value)
    case .form(let value): ("form", value)
    case .list(let value): ("list", value)
    case .timeline(let value): ("timeline", value)
    case .figure(let value): ("figure", value)
    case .disclosure(let value): ("disclosure", value)
    case .preformatted(let value): ("preformatted", value)
    case .links(let value): ("links", value)
    case .pages(let value): ("pages", value)
    case .search(let value): ("search", value)
    }
  }
}

extension Block: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "template": parts.template
    case "value": parts.value
    default: nil
    }
  }
}

struct Heading: Sendable {
  var text: String
  var id: String
  var isSecond = true
}

struct Paragraph: Sendable {
  var text: String
  var isSmall = false
}

/// Something that the reader should see before the rest.
struct Notice: Sendable {
  enum Kind: String, Sendable { case info, success, warning, error }

  var kind: String
  var title: String
  var lines: [String]
  var links: [Link]

  init(_ kind: Kind, _ title: String, _ lines: [String] = [], links: [Link] = []) {
    self.kind = kind.rawValue
    self.title = title
    self.lines = lines
    self.links = links
  }

  var isAlert: Bool { kind == Kind.error.rawValue }
}

struct Link: Hashable, Sendable {
  var text: String
  var href: String
  /// Said to screen readers behind the text, where the text alone would be one of several alike.
  var hidden: String?
  var isCurrent = false

  init(_ text: String, _ href: String, hidden: String? = nil, isCurrent: Bool = false) {
    self.text = text
    self.href = href
    self.hidden = hidden
    self.isCurrent = isCurrent
  }
}

/// Terms with what holds for them.
struct Facts: Sendable {
  struct Fact: Sendable {
    var term: String
    var cell: Cell
  }

  var items: [Fact]

  init(_ items: [(String, Cell)]) { self.items = items.map { Fact(term: $0.0, cell: $0.1) } }
}

/// Counts that lead to the list behind them.
struct Cards: Sendable {
  struct Card: Sendable {
    var count: String
    var label: String
    var note: String
    var href: String
    var tone: String
  }

  var items: [Card]
}

struct ItemList: Sendable {
  var items: [Cell]
  var isOrdered = false
}

/// What happened, newest first.
struct Timeline: Sendable {
  struct Item: Sendable {
    var title: Cell
    var time: String
    var text: String
  }

  var items: [Item]
}

/// A drawing with its caption; the table with the same data stands beside it as a block of its own.
struct Figure: Sendable {
  var caption: String
  var note: String?
  var svg: SVG
}

/// Blocks behind a line that opens them; they are printed open.
struct Disclosure: Sendable {
  var summary: String
  var blocks: [Block]
  var isOpen = false
}

/// A text shown as it is, such as a letter.
struct Preformatted: Sendable {
  var label: String
  var text: String
}

struct LinkRow: Sendable {
  var links: [Link]
}

struct Pagination: Sendable {
  var label: String
  var text: String
  var previous: Link?
  var next: Link?
}

extension Block {
  static func h2(_ text: String, id: String) -> Block { .heading(Heading(text: text, id: id)) }

  static func h3(_ text: String, id: String) -> Block {
    .heading(Heading(text: text, id: id, isSecond: false))
  }

  static func text(_ text: String) -> Block { .paragraph(Paragraph(text: text)) }

  static func small(_ text: String) -> Block {
    .paragraph(Paragraph(text: text, isSmall: true))
  }
}
