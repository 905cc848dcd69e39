import Casework
import Identity
import Services

/// One account: roles, link, block, sessions and tokens.
struct UserPage: Sendable {
  let words: Words
  let account: Account
  let schemes: [SchemeRecord]
  let sessions: [SessionView]
  let tokens: [APIToken]
  let viewer: Viewer
  var done: Notice?
  var written: [String: String] = [:]
  var faults = FormFaults()
  /// What was refused outside the form for a role.
  var refusal: Refusal?

  var page: Page {
    var blocks: [Block] = []
    if let refusal { blocks.append(.notice(Notice(.error, words(refusal.nl, refusal.en)))) }
    if let done { blocks.append(.notice(done)) }
    blocks.append(.facts(facts))
    if !mayChange {
      blocks.append(
        .notice(
          Notice(
            .info,
            words("U kunt dit account niet wijzigen", "You cannot change this account"),
            [
              account.id == viewer.id
                ? words(
                  "Niemand wijzigt zijn eigen rollen: vraag een andere beheerder.",
                  "Nobody changes their own roles: ask another administrator.")
                : words(
                  "Het heeft rollen in regelingen die u niet beheert.",
                  "It has roles in schemes that you do not manage.")
            ])))
    }
    blocks += [.h2(words("Rollen", "Roles"), id: "rollen")] + roles
    if mayChange { blocks += access }
    blocks += [
      .h2(words("Sessies", "Sessions"), id: "sessies"), .table(sessionTable),
    ]
    if mayChange, !sessions.isEmpty {
      blocks.append(
        button(
          "sessies", words("Alle sessies beëindigen", "End all sessions"), isSevere: true))
    }
    blocks += [.h2(words("Tokens voor programma’s", "Tokens for programs"), id: "tokens")]
    blocks += [.table(tokenTable)] + tokenForms
    return Page(
      account.name,
      trail: [Link(words("Gebruikers en rollen", "Users and roles"), UserPlaces.list)],
      blocks)
  }

  private var mayChange: Bool { viewer.manages(account) }
  private var names: UserWords { UserWords(words, schemes) }

  private func moment(_ moment: Moment) -> String {
    let local = DutchClock.local(moment)
    return words.moment(moment, on: local.date, minute: local.minute)
  }

  private var facts: Facts {
    Facts([
      (words("Account", "Account"), Cell(account.id, isCode: true)),
      (words("Stand", "State"), names.state(account)),
      (words("Gemaakt", "Made"), Cell(moment(account.createdAt))),
    ])
  }

  private var roles: [Block] {
    let removal = account.grants.filter { _ in mayChange }.map { grant -> Block in
      let name = names.name(grant)
      return .form(
        Form(
          id: "weg-\(grant.role.rawValue)-\(grant.scheme ?? "elke")",
          action: UserPlaces.account(account.id, "rol-weg"),
          hidden: [("rol", grant.role.rawValue), ("regeling", grant.scheme ?? "")],
          submit: words("“\(name)” afnemen", "Take “\(name)” away"), isSevere: true))
    }
    var blocks: [Block] = [
      account.grants.isEmpty
        ? .text(
          words(
            "Geen rol: kan binnenkomen, maar niets zien.",
            "No role: can come in, but sees nothing."))
        : .list(ItemList(items: account.grants.map { Cell(names.name($0).capitalizedFirst) }))
    ]
    guard mayChange else { return blocks }
    blocks.append(
      .form(
        Form(
          id: "rol", action: UserPlaces.account(account.id, "rol"),
          legend: words("Een rol geven", "Give a role"),
          fields: [
            names.roleField(written["rol"] ?? ""),
            names.schemeField(written["regeling"] ?? "", of: viewer),
          ], submit: words("Rol geven", "Give role")
        ).showing(faults, words)))
    if !removal.isEmpty {
      blocks.append(
        .disclosure(
          Disclosure(summary: words("Een rol afnemen", "Take a role away"), blocks: removal)))
    }
    return blocks
  }

  private var access: [Block] {
    let isBlocked = account.disabledAt != nil
    return [
      .h2(words("Toegang", "Access"), id: "toegang"),
      button(
        "link", words("Nieuwe aanmeldlink maken", "Make a new sign-in link"),
        note: words(
          "De link werkt één keer; daarmee kiest de gebruiker een nieuw wachtwoord.",
          "The link works once; with it the user chooses a new password.")),
      isBlocked
        ? button("toelaten", words("Weer toelaten", "Let in again"))
        : button(
          "blokkeren", words("Blokkeren", "Block"), isSevere: true,
          note: words(
            "Sessies en tokens eindigen meteen.", "Sessions and tokens end at once.")),
    ]
  }

  private func button(
    _ action: String, _ label: String, isSevere: Bool = false, note: String? = nil
  ) -> Block {
    .form(
      Form(
        id: "knop-\(action)", action: UserPlaces.account(account.id, action), submit: label,
        isSevere: isSevere, note: note))
  }

  private var sessionTable: DataTable {
    DataTable(
      id: "sessies-tabel",
      caption: words("Waar iemand nu is aangemeld", "Where somebody is signed in now"),
      columns: [
        .init(words("Begonnen", "Started")), .init(words("Laatst gezien", "Last seen")),
        .init(words("Eindigt uiterlijk", "Ends at the latest")),
      ],
      rows: sessions.map {
        [Cell(moment($0.startedAt)), Cell(moment($0.seenAt)), Cell(moment($0.endsAt))]
      }, empty: words("Niet aangemeld.", "Not signed in."))
  }

  private var living: [APIToken] { tokens.filter { $0.revokedAt == nil } }

  private var tokenTable: DataTable {
    DataTable(
      id: "tokens-tabel",
      caption: words("Het geheim zelf is nergens bewaard", "The secret itself is kept nowhere"),
      columns: [
        .init(words("Naam", "Name")), .init(words("Mag", "May")),
        .init(words("Regeling", "Scheme")),
        .init(words("Geldig tot", "Valid until")), .init(words("Laatst gebruikt", "Last used")),
        .init(words("Stand", "State")),
      ],
      rows: tokens.map { token in
        [
          Cell(token.name, note: token.id),
          Cell(
            words.list(
              Permission.allCases.filter(token.limits.permissions.contains).map { words($0.title) })
          ),
          Cell(token.limits.scheme ?? words("elke", "every")), Cell(moment(token.endsAt)),
          Cell(token.lastUsedAt.map(moment) ?? words("nooit", "never")),
          token.revokedAt == nil
            ? Cell(words("geldig", "valid"), tone: .good)
            : Cell(words("ingetrokken", "revoked"), tone: .quiet),
        ]
      }, empty: words("Er zijn geen tokens.", "There are no tokens."))
  }

  private var tokenForms: [Block] {
    guard mayChange else { return [] }
    return living.map { token in
      .form(
        Form(
          id: "token-\(token.id)", action: UserPlaces.account(account.id, "token-weg"),
          hidden: [("token", token.id)],
          submit: words("Token “\(token.name)” intrekken", "Revoke token “\(token.name)”"),
          isSevere: true))
    }
  }
}
