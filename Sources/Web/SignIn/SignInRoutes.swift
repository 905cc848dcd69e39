import Casework
import HTTPTypes
import Identity

extension RouteTable {
  /// Coming in and going out.
  static func signIn() -> [Route] {
    [
      .page("/aanmelden", .anyone, nl: "Aanmelden", en: "Sign in") { context in
        if context.viewer != nil { return .redirect(back(context.query)) }
        return SignInPage.show(context, back: back(context.query))
      },
      .form("/aanmelden", .anyone, nl: "Aanmelden met wachtwoord", en: "Sign in by password") {
        context in
        let account = context.form.text("account") ?? ""
        do {
          let token = try await context.desk.identity.signIn(
            account, password: context.form["wachtwoord"] ?? "", from: context.request.peer,
            replacing: oldSession(context))
          return entered(context, token, back(context.form))
        } catch let fault as Refusal {
          return SignInPage.show(context, account: account, back: back(context.form), fault: fault)
        }
      },
      .form("/afmelden", .signedIn, nl: "Afmelden", en: "Sign out") { context in
        if let token = oldSession(context) { try await context.desk.identity.signOut(token) }
        let settings = context.desk.settings
        return Answer.redirect("/aanmelden")
          .adding(.setCookie, settings.setCookie(settings.sessionCookie, ""))
      },
      .page("/aanmelden/link/{sleutel}", .anyone, nl: "Een aanmeldlink", en: "A sign-in link") {
        context in
        guard let link = try await context.desk.identity.link(context.path["sleutel"] ?? "") else {
          return SignInPage.show(context, back: "/", fault: IdentityOffice.deadLink)
        }
        return SignInPage.showLink(context, link)
      },
      .form(
        "/aanmelden/link/{sleutel}", .anyone, nl: "Aanmelden met een link", en: "Sign in by link",
        handler: useLink),
      // A link, not a form: the policy `form-action 'self'` holds for redirects after a form too.
      .page("/aanmelden/sso", .anyone, nl: "Naar de identiteitsaanbieder", en: "To the provider") {
        context in
        guard let signOn = context.desk.signOn else { throw Problem.unknownPath }
        let address = try await context.desk.identity.beginSignOn(
          signOn, browser: context.csrfToken, returnTo: back(context.query))
        // The provider's own address: the one redirect that leaves us.
        return Answer(303, .nothing, headers: [(.location, address)])
      },
      .page("/aanmelden/sso/terug", .anyone, nl: "Terug van de aanbieder", en: "From the provider")
      {
        context in try await endSignOn(context)
      },
    ]
  }

  private static func useLink(_ context: RequestContext) async throws -> Answer {
    let key = context.path["sleutel"] ?? ""
    guard let link = try await context.desk.identity.link(key) else {
      return SignInPage.show(context, back: "/", fault: IdentityOffice.deadLink)
    }
    let password = context.form["wachtwoord"]
    if link.setsPassword, password != context.form["nogmaals"] {
      return SignInPage.showLink(
        context, link,
        fault: Refusal(
          "password-differs", nl: "De twee wachtwoorden zijn niet gelijk.",
          en: "The two passwords are not the same."))
    }
    do {
      let token = try await context.desk.identity.signIn(
        link: key, password: password, replacing: oldSession(context))
      return entered(context, token, "/")
    } catch let fault as Refusal {
      return SignInPage.showLink(context, link, fault: fault)
    }
  }

  private static func endSignOn(_ context: RequestContext) async throws -> Answer {
    guard let signOn = context.desk.signOn else { throw Problem.unknownPath }
    do {
      let ended = try await context.desk.identity.endSignOn(
        signOn, code: context.query["code"] ?? "", state: context.query["state"] ?? "",
        browser: context.csrfToken, replacing: oldSession(context))
      return entered(context, ended.token, ended.returnTo)
    } catch is SignOnFault {
      return SignInPage.show(
        context, back: "/",
        fault: Refusal(
          "sign-on", nl: "Aanmelden via de aanbieder lukte niet. Probeer het opnieuw.",
          en: "Signing in by the provider did not succeed. Try again."))
    }
  }

  private static func oldSession(_ context: RequestContext) -> String? {
    context.request.cookie(context.desk.settings.sessionCookie)
  }

  private static func back(_ values: Values) -> String {
    Answer.ownPath(values["terug"] ?? "/")
  }

  private static func entered(_ context: RequestContext, _ token: String, _ path: String) -> Answer
  {
    let settings = context.desk.settings
    return Answer.redirect(path).adding(
      .setCookie, settings.setCookie(settings.sessionCookie, token))
  }
}
