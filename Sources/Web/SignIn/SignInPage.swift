import Casework
import Identity

/// The page on which people come in, and the one behind a sign-in link.
enum SignInPage {
  static func show(
    _ context: RequestContext, account: String = "", back: String, fault: Refusal? = nil
  ) -> Answer {
    let words = context.words
    let form = Form(
      id: "aanmelden", action: "/aanmelden", hidden: [("terug", back)],
      fields: [
        Field(
          .text, "account", words("Accountnaam", "Account name"), value: account,
          autocomplete: "username"),
        Field(
          .password, "wachtwoord", words("Wachtwoord", "Password"),
          autocomplete: "current-password"),
      ], submit: words("Aanmelden", "Sign in"))
    var blocks: [Block] = [
      .form(form.refused(fault, words, at: fault?.code == "dead-link" ? "" : "account"))
    ]
    if let signOn = context.desk.signOn {
      blocks.append(
        .links(
          LinkRow(links: [
            Link(
              words("Aanmelden met ", "Sign in with ") + signOn.settings.name,
              Places.with("/aanmelden/sso", [("terug", back)]))
          ])))
    }
    return context.answer(
      Page(words("Aanmelden", "Sign in"), blocks), status: status(fault))
  }

  static func showLink(
    _ context: RequestContext, _ link: SignInLink, fault: Refusal? = nil
  ) -> Answer {
    let words = context.words
    let form = Form(
      id: "link", action: link.path,
      fields: link.setsPassword
        ? [
          Field(
            .password, "wachtwoord", words("Nieuw wachtwoord", "New password"),
            hint: words(
              "Minstens \(PasswordPolicy.shortest) tekens; een zin is goed.",
              "At least \(PasswordPolicy.shortest) characters; a sentence is fine."),
            autocomplete: "new-password"),
          Field(
            .password, "nogmaals", words("Nogmaals", "Once more"), autocomplete: "new-password"),
        ] : [], submit: words("Aanmelden", "Sign in"))
    let title =
      link.setsPassword
      ? words("Kies een wachtwoord", "Choose a password")
      : words("Aanmelden met een link", "Sign in with a link")
    return context.answer(
      Page(
        title,
        [
          .facts(Facts([(words("Account", "Account"), Cell(link.account))])),
          .form(form.refused(fault, words, at: field(of: fault, link))),
        ]), status: status(fault))
  }

  private static func field(of fault: Refusal?, _ link: SignInLink) -> String {
    guard link.setsPassword else { return "" }
    return fault?.code == "password-differs" ? "nogmaals" : "wachtwoord"
  }

  private static func status(_ fault: Refusal?) -> Int {
    switch fault?.code {
    case nil: 200
    case "too-many-attempts": 429
    case "dead-link": 410
    default: 400
    }
  }
}
