import Mustache

/// Turns pages into HTML: the layout, and one template for each kind of block.
struct PageRenderer: Sendable {
  static let shared = PageRenderer()

  private let library: MustacheLibrary

  /// Traps on a template that cannot be read: a mistake in the program, found by every test of a page.
  init() {
    var library = MustacheLibrary()
    for (name, text) in Templates.all {
      do {
        try library.register(text, named: name)
      } catch {
        preconditionFailure("the template “\(name)” cannot be read: \(error)")
      }
    }
    self.library = library
  }

  func render(_ page: Page, in chrome: Chrome) -> String {
    let words = chrome.words
    let site = words("Speelveld", "Speelveld")
    let fault = page.hasFaults ? words("Fout: ", "Error: ") : ""
    var view: [String: Any] = [
      "lang": words.language.rawValue,
      "headTitle": "\(fault)\(page.title) – \(site)",
      "title": page.title, "trail": page.trail, "hasTrail": !page.trail.isEmpty,
      "blocks": page.blocks, "isSignedIn": chrome.user != nil,
      "navigation": chrome.navigation, "hasNavigation": !chrome.navigation.isEmpty,
      "secondary": chrome.secondary,
      "otherLanguage": chrome.otherLanguage, "csrf": chrome.csrf, "asOf": chrome.asOf,
      "version": chrome.version,
      "otherLang": words("en", "nl"),
      "skip": words("Naar de inhoud", "Skip to content"),
      "mainNavigation": words("Hoofdnavigatie", "Main navigation"),
      "trailLabel": words("Kruimelpad", "Breadcrumbs"),
      "signOut": words("Uitloggen", "Sign out"),
      "required": words("verplicht", "required"),
      "optional": words("niet verplicht", "optional"),
      "scrollHint": words("tabel, schuift opzij", "table, scrolls sideways"),
      "sortHint": words("sorteer", "sort"),
      "errorWord": words("Fout:", "Error:"),
      "footerLabel": words("Over deze site", "About this site"),
    ]
    // What is not there must not be in the dictionary: an empty optional in it would be shown as text.
    if let lead = page.lead { view["lead"] = lead }
    if let user = chrome.user { view["user"] = user }
    if let banner = chrome.banner { view["banner"] = banner }
    return library.render(view, withTemplate: "layout") ?? ""
  }
}
