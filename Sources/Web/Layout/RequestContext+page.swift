import Casework
import Diagnostics
import Identity
import LegalCalendar
import SchemeDefinition
import Services

extension RequestContext {
  var words: Words { Words(language: language) }

  /// The rules, the day and the reader's language for a page of the scheme that the path names.
  func scene(_ scheme: String? = nil) async throws -> Scene {
    Scene(
      words: words,
      definition: try await SchemeShelf.shared.definition(of: scheme ?? self.scheme, by: office),
      calendar: office.calendar, today: today)
  }

  /// A page with all that surrounds it.
  func answer(_ page: Page, status: Int = 200, scheme: String? = nil) -> Answer {
    .html(PageRenderer.shared.render(page, in: chrome(scheme ?? path["regeling"])), status: status)
  }

  /// What surrounds a page; without a scheme the links to its pages are left out.
  func chrome(_ scheme: String?) -> Chrome {
    let here = String(request.rawPath)
    return Chrome(
      words: words, user: viewer?.name, navigation: navigation(scheme, here),
      secondary: secondary(here),
      otherLanguage: Link(
        words("English", "Nederlands"),
        Places.with(
          "/taal/" + words("en", "nl"), [("terug", request.method == .get ? request.target : here)])
      ), csrf: csrfToken,
      asOf: words(
        "Stand van \(words.longDate(today)). Gegevens met het label “illustratief” zijn verzonnen.",
        "As of \(words.longDate(today)). Data marked “illustrative” are made up."),
      version: words("Speelveld", "Speelveld"), banner: nil)
  }

  private func navigation(_ scheme: String?, _ here: String) -> [Link] {
    guard let viewer, let scheme, viewer.may(.viewCasework, in: scheme) else { return [] }
    let places = Places(scheme: scheme)
    let links: [(String, String)] = [
      (words("Vandaag", "Today"), places.today),
      (words("Verplichtingen", "Obligations"), places.obligations),
      (words("Overgangen", "Transitions"), places.transitions),
      (words("Allianties", "Alliances"), places.alliances),
      (words("Herinneringen", "Reminders"), places.reminders),
      (words("Regeling", "Scheme"), places.overview), (words("Regels", "Rules"), places.rules),
      (words("Scenario’s", "Scenarios"), places.scenarios),
      (words("Bonnen", "Receipts"), places.receipts),
      (words("Gebeurtenissen", "Events"), places.events),
    ]
    return links.map { text, href in
      let isBelow = href != places.overview && here.hasPrefix(href + "/")
      let isStart = here == "/" && href == places.today
      return Link(text, href, isCurrent: here == href || isBelow || isStart)
    }
  }

  private func secondary(_ here: String) -> [Link] {
    var links = [Link(words("Hulp", "Help"), "/hulp", isCurrent: here == "/hulp")]
    if viewer?.may(.manageAccounts, in: nil) ?? false {
      links.append(
        Link(
          words("Gebruikers", "Users"), UserPlaces.list, isCurrent: here.hasPrefix(UserPlaces.list))
      )
    }
    if viewer == nil { links.append(Link(words("Aanmelden", "Sign in"), "/aanmelden")) }
    return links + [Link(words("Toegankelijkheid", "Accessibility"), "/toegankelijkheid")]
  }
}
