import Casework
import Identity
import Services

extension RouteTable {
  /// Users and roles, for administrators; every change stands in the access log.
  static func users() -> [Route] {
    [
      .page("/gebruikers", .permission(.manageAccounts), nl: "Gebruikers", en: "Users") {
        try await list($0)
      },
      .form(
        "/gebruikers", .permission(.manageAccounts), nl: "Account maken", en: "Make an account",
        handler: add),
      .page(
        "/gebruikers/{account}", .permission(.manageAccounts), nl: "Een gebruiker", en: "A user"
      ) { context in
        try await show(context, done: context.query["gedaan"].flatMap { done($0, context) })
      },
      change("rol", "Rol geven", "Give a role", give),
      change("rol-weg", "Rol afnemen", "Take a role away") { context, account in
        guard let grant = grant(context) else { throw noRole }
        try await context.desk.identity.revoke(grant, from: account.id, by: actor(context))
      },
      change("blokkeren", "Blokkeren", "Block") { context, account in
        try await context.desk.identity.setDisabled(true, account.id, by: actor(context))
      },
      change("toelaten", "Weer toelaten", "Let in again") { context, account in
        try await context.desk.identity.setDisabled(false, account.id, by: actor(context))
      },
      change("sessies", "Sessies beëindigen", "End sessions") { context, account in
        try await context.desk.identity.endSessions(of: account.id, by: actor(context))
      },
      change("token-weg", "Token intrekken", "Revoke a token") { context, account in
        try await context.desk.identity.revokeToken(
          context.form["token"] ?? "", owner: account.id, by: actor(context))
      },
      .form(
        "/gebruikers/{account}/link", .permission(.manageAccounts), nl: "Aanmeldlink maken",
        en: "Make a sign-in link"
      ) { context in
        let account = try await managed(context)
        return try await show(context, done: try await link(context, for: account.id))
      },
    ]
  }

  private static func actor(_ context: RequestContext) -> String { context.viewer?.id ?? "" }

  private static let noRole = Refusal("no-role", nl: "Kies een rol.", en: "Choose a role.")

  private typealias Change = @Sendable (RequestContext, Account) async throws -> Void

  /// What a change came to, by the last part of its address.
  private static func done(_ change: String, _ context: RequestContext) -> Notice? {
    let text: (String, String)? =
      switch change {
      case "rol":
        ("De rol is gegeven; zij geldt vanaf nu.", "The role was given; it holds from now on.")
      case "rol-weg": ("De rol is afgenomen.", "The role was taken away.")
      case "blokkeren":
        (
          "Geblokkeerd: sessies en tokens zijn beëindigd.",
          "Blocked: sessions and tokens have ended."
        )
      case "toelaten": ("Weer toegelaten.", "Let in again.")
      case "sessies": ("Alle sessies zijn beëindigd.", "All sessions have ended.")
      case "token-weg": ("Het token is ingetrokken.", "The token was revoked.")
      default: nil
      }
    return text.map { Notice(.success, context.say($0.0, $0.1)) }
  }

  private static func change(
    _ name: String, _ nl: String, _ en: String, _ work: @escaping Change
  ) -> Route {
    .form(
      PathTemplate("/gebruikers/{account}/\(name)"), .permission(.manageAccounts), nl: nl, en: en
    ) { context in
      let account = try await managed(context)
      do {
        try await work(context, account)
        return .redirect(Places.with(UserPlaces.account(account.id), [("gedaan", name)]))
      } catch let refusal as Refusal {
        return try await show(context, refusal: refusal, isOfRole: name == "rol", status: 409)
      }
    }
  }

  /// The account that the path names, where this viewer may change it.
  private static func managed(_ context: RequestContext) async throws -> Account {
    let account = try await context.desk.identity.account(context.path["account"] ?? "")
    guard context.viewer?.manages(account) ?? false else {
      throw Problem.forbidden(.manageAccounts)
    }
    return account
  }

  private static func grant(_ context: RequestContext) -> RoleGrant? {
    context.form.text("rol").flatMap(OfficeRole.init(rawValue:)).map {
      RoleGrant($0, scheme: context.form.text("regeling"))
    }
  }

  @Sendable private static func give(_ context: RequestContext, _ account: Account) async throws {
    guard let grant = grant(context) else { throw noRole }
    try checkScheme(context, grant)
    try await context.desk.identity.grant(grant, to: account.id, by: actor(context))
  }

  private static func checkScheme(_ context: RequestContext, _ grant: RoleGrant) throws {
    guard context.viewer?.manages(scheme: grant.scheme) ?? false else {
      throw Refusal(
        "other-scheme", nl: "U kunt alleen rollen geven in een regeling die u beheert.",
        en: "You can give roles only in a scheme that you manage.")
    }
  }

  @Sendable private static func add(_ context: RequestContext) async throws -> Answer {
    var faults = FormFaults()
    if context.form.text("account") == nil {
      faults.add(
        "account", context.say("Geef een accountnaam.", "Give an account name."))
    }
    if context.form.text("naam") == nil {
      faults.add("naam", context.say("Geef de volledige naam.", "Give the full name."))
    }
    guard faults.isEmpty, let id = context.form.text("account"),
      let name = context.form.text("naam")
    else { return try await list(context, faults: faults, status: 400) }
    do {
      let grant = grant(context)
      if let grant { try checkScheme(context, grant) }
      try await context.desk.identity.addAccount(id, name: name, by: actor(context))
      if let grant { try await context.desk.identity.grant(grant, to: id, by: actor(context)) }
      return try await show(context, id, done: try await link(context, for: id))
    } catch let refusal as Refusal {
      faults.add(
        refusal.code == "other-scheme" ? "regeling" : "account",
        context.say(refusal.nl, refusal.en))
      return try await list(context, faults: faults, status: 409)
    }
  }

  /// Makes a link and says it, this once.
  private static func link(_ context: RequestContext, for id: String) async throws -> Notice {
    let link = try await context.desk.identity.makeLink(
      for: id, setsPassword: true, by: actor(context))
    let local = DutchClock.local(link.endsAt)
    let until = context.words.moment(link.endsAt, on: local.date, minute: local.minute)
    return Notice(
      .success, context.say("De aanmeldlink is gemaakt", "The sign-in link was made"),
      [
        context.desk.settings.publicAddress + link.path,
        context.say(
          "Geef hem door aan de gebruiker. Hij werkt één keer, tot \(until), en is hier maar één keer te zien.",
          "Pass it on to the user. It works once, until \(until), and is shown here only this once."
        ),
      ])
  }

  private static func list(
    _ context: RequestContext, faults: FormFaults = FormFaults(), status: Int = 200
  ) async throws -> Answer {
    guard let viewer = context.viewer else { throw Problem.notSignedIn }
    let names = ["account", "naam", "rol", "regeling"]
    let page = UsersPage(
      words: context.words, accounts: try await context.desk.identity.accounts(),
      schemes: try await context.office.schemes(), viewer: viewer,
      written: Dictionary(
        uniqueKeysWithValues: names.map { ($0, context.form[$0] ?? "") }), faults: faults)
    return context.answer(page.page, status: status)
  }

  private static func show(
    _ context: RequestContext, _ id: String? = nil, done: Notice? = nil, refusal: Refusal? = nil,
    isOfRole: Bool = false, status: Int = 200
  ) async throws -> Answer {
    guard let viewer = context.viewer else { throw Problem.notSignedIn }
    let identity = context.desk.identity
    let account = try await identity.account(id ?? context.path["account"] ?? "")
    var faults = FormFaults()
    if isOfRole, let refusal { faults.add("rol", context.say(refusal.nl, refusal.en)) }
    let page = UserPage(
      words: context.words, account: account, schemes: try await context.office.schemes(),
      sessions: try await identity.sessions(of: account.id),
      tokens: try await identity.tokens(of: account.id), viewer: viewer, done: done,
      written: ["rol": context.form["rol"] ?? "", "regeling": context.form["regeling"] ?? ""],
      faults: faults, refusal: isOfRole ? nil : refusal)
    return context.answer(page.page, status: status)
  }
}
