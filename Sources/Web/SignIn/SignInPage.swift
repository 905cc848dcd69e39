import Casework
import Identity

/// The page on which people come in, and the one behind a sign-in link.
enum SignInPage {
  static func show(
    _ context: RequestContext, account: String = "", back: String, fault: Refusal? = nil
  ) -> Answer {
    var body = faultText(fault, context)
    body += """
      <form method="post" action="/aanmelden" novalidate>
      \(hidden("csrf", context.csrfToken))
      \(hidden("terug", back))
      <p><label for="account">\(context.say("Accountnaam", "Account name"))</label><br>
      <input id="account" name="account" autocomplete="username" autocapitalize="none" \
      spellcheck="false" aria-required="true" value="\(HTMLText.escape(account))"></p>
      <p><label for="wachtwoord">\(context.say("Wachtwoord", "Password"))</label><br>
      <input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" \
      aria-required="true"></p>
      <p><button type="submit">\(context.say("Aanmelden", "Sign in"))</button></p>
      </form>
      """
    if let signOn = context.desk.signOn {
      let name = HTMLText.escape(signOn.settings.name)
      let path = "/aanmelden/sso?terug=" + PercentEncoding.encode(back)
      body +=
        "<p><a href=\"\(path)\">\(context.say("Aanmelden met", "Sign in with")) \(name)</a></p>"
    }
    let text = Layout.render(
      title: context.say("Aanmelden", "Sign in"), body: body, context: context)
    return .html(text, status: status(fault))
  }

  static func showLink(
    _ context: RequestContext, _ link: SignInLink, fault: Refusal? = nil
  ) -> Answer {
    var body = faultText(fault, context)
    body +=
      "<p>\(context.say("Account", "Account")): <strong>\(HTMLText.escape(link.account))</strong></p>"
    let action = HTMLText.escape(link.path)
    body +=
      "<form method=\"post\" action=\"\(action)\" novalidate>\(hidden("csrf", context.csrfToken))"
    if link.setsPassword {
      let hint = context.say(
        "Minstens \(PasswordPolicy.shortest) tekens; een zin is goed.",
        "At least \(PasswordPolicy.shortest) characters; a sentence is fine.")
      body += """
        <p><label for="wachtwoord">\(context.say("Nieuw wachtwoord", "New password"))</label><br>
        <span id="hint">\(hint)</span><br>
        <input id="wachtwoord" name="wachtwoord" type="password" autocomplete="new-password" \
        aria-describedby="hint" aria-required="true"></p>
        <p><label for="nogmaals">\(context.say("Nogmaals", "Once more"))</label><br>
        <input id="nogmaals" name="nogmaals" type="password" autocomplete="new-password" \
        aria-required="true"></p>
        """
    }
    body += "<p><button type=\"submit\">\(context.say("Aanmelden", "Sign in"))</button></p></form>"
    let title =
      link.setsPassword
      ? context.say("Kies een wachtwoord", "Choose a password")
      : context.say("Aanmelden met een link", "Sign in with a link")
    return .html(
      Layout.render(title: title, body: body, context: context), status: status(fault))
  }

  static func hidden(_ name: String, _ value: String) -> String {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(HTMLText.escape(value))\">"
  }

  private static func faultText(_ fault: Refusal?, _ context: RequestContext) -> String {
    guard let fault else { return "" }
    let text = HTMLText.escape(context.say(fault.nl, fault.en))
    return
      "<div role=\"alert\"><h2>\(context.say("Dat lukte niet", "That did not work"))</h2><p>\(text)</p></div>\n"
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
