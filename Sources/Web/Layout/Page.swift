import Diagnostics

/// What stands between the head and the foot of the desk: a title and blocks.
struct Page: Sendable {
  var title: String
  /// The way here, without the page itself.
  var trail: [Link]
  var lead: String?
  var blocks: [Block]

  init(_ title: String, trail: [Link] = [], lead: String? = nil, _ blocks: [Block] = []) {
    self.title = title
    self.trail = trail
    self.lead = lead
    self.blocks = blocks
  }

  /// True when a form on the page was sent with faults; the browser's title says so too.
  var hasFaults: Bool {
    Self.haveFaults(blocks)
  }

  private static func haveFaults(_ blocks: [Block]) -> Bool {
    blocks.contains { block in
      switch block {
      case .form(let form): !form.faults.isEmpty
      case .disclosure(let disclosure): haveFaults(disclosure.blocks)
      default: false
      }
    }
  }
}

/// What surrounds every page.
struct Chrome: Sendable {
  var words: Words
  /// Who is signed in; nil before that.
  var user: String?
  var navigation: [Link]
  /// Small links behind the navigation.
  var secondary: [Link]
  /// The same page in the other language.
  var otherLanguage: Link
  var csrf: String
  /// What all pages say of their data, such as the day it is seen from.
  var asOf: String
  var version: String
  /// Said on top of every page, such as that this is a demonstration.
  var banner: String?
}

extension Chrome {
  /// For a page that knows of no reader.
  static func bare(_ language: Language) -> Chrome {
    let words = Words(language: language)
    return Chrome(
      words: words, user: nil, navigation: [],
      secondary: [
        Link(words("Hulp", "Help"), "/hulp"),
        Link(words("Toegankelijkheid", "Accessibility"), "/toegankelijkheid"),
      ],
      otherLanguage: Link(
        words("English", "Nederlands"), "/taal/" + words("en", "nl")), csrf: "", asOf: "",
      version: "Speelveld", banner: nil)
  }
}
