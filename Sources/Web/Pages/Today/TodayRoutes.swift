import Casework
import Identity

extension RouteTable {
  /// *Vandaag*, of the only scheme or of the one that is named.
  static func today() -> [Route] {
    [
      .page("/", .signedIn, nl: "Vandaag", en: "Today") { context in
        let viewer = context.viewer
        let schemes = try await context.office.schemes()
          .filter { viewer?.may(.viewCasework, in: $0.id) ?? false }
        guard schemes.count == 1, let only = schemes.first else {
          return context.answer(
            SchemesPage(
              words: context.words, schemes: schemes,
              managesUsers: viewer?.may(.manageAccounts, in: nil) ?? false
            ).page)
        }
        return try await show(only.id, context)
      },
      .page("/regelingen/{regeling}/vandaag", nl: "Vandaag", en: "Today") { context in
        try await show(context.scheme, context)
      },
    ]
  }

  private static func show(_ scheme: String, _ context: RequestContext) async throws -> Answer {
    let scene = try await context.scene(scheme)
    let desk = try await context.office.desk(scheme: scheme)
    return context.answer(TodayPage(scene: scene, desk: desk).page, scheme: scheme)
  }
}

/// The schemes that somebody may see, where there is more than one, or none.
struct SchemesPage: Sendable {
  let words: Words
  let schemes: [SchemeRecord]
  var managesUsers = false

  var page: Page {
    let users: [Block] =
      managesUsers
      ? [
        .links(
          LinkRow(links: [Link(words("Gebruikers en rollen", "Users and roles"), UserPlaces.list)]))
      ] : []
    return Page(
      words("Regelingen", "Schemes"),
      users + [
        schemes.isEmpty
          ? .text(
            words(
              "Er is geen regeling die u mag zien. Vraag de beheerder om een rol.",
              "There is no scheme that you may see. Ask the administrator for a role."))
          : .list(
            ItemList(
              items: schemes.map { Cell($0.title, href: Places(scheme: $0.id).today) }))
      ])
  }
}
