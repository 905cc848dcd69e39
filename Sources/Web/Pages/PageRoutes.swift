import HTTPTypes

extension RouteTable {
  /// The pages for people.
  static func pages() -> [Route] {
    today() + obligations() + terms() + filing() + transitions() + alliances() + cases()
      + schemePages() + reminders()
      + scenarioPages() + promotion() + users() + books() + help() + files()
  }

  private static func files() -> [Route] {
    [
      Route(.get, "/stijl.css", .open, .anyone, nl: "Opmaak", en: "Style sheet") { _ in
        .file(Array(Stylesheet.text.utf8), type: "text/css; charset=utf-8")
          .adding(.cacheControl, "public, max-age=300")
      },
      Route(.get, "/merk.svg", .open, .anyone, nl: "Merk", en: "Mark") { _ in
        .file(Array(Stylesheet.icon.utf8), type: "image/svg+xml")
          .adding(.cacheControl, "public, max-age=86400")
      },
      .page("/taal/{taal}", .anyone, nl: "Taal kiezen", en: "Choose a language") { context in
        guard let chosen = context.path["taal"], ["nl", "en"].contains(chosen) else {
          throw Problem.unknownPath
        }
        let secure = context.desk.settings.isSecure ? "; Secure" : ""
        return .redirect(context.query["terug"] ?? "/")
          .adding(
            .setCookie, "taal=\(chosen); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax\(secure)")
      },
    ]
  }
}
