import Casework
import Identity

/// *Gebruikers*: who may come in, as what, and a new account.
struct UsersPage: Sendable {
  let words: Words
  let accounts: [Account]
  let schemes: [SchemeRecord]
  let viewer: Viewer
  var written: [String: String] = [:]
  var faults = FormFaults()

  var page: Page {
    Page(
      words("Gebruikers en rollen", "Users and roles"),
      [
        .table(table), .h2(words("Nieuwe gebruiker", "New user"), id: "toevoegen"),
        .form(form.showing(faults, words)),
        .h2(words("Wat een rol mag", "What a role may do"), id: "rollen"), .table(roles),
        .text(
          words(
            "Twee rollen die niet samengaan, weigert de server: ",
            "The server refuses two roles that do not go together: ")
            + words.list(Self.rules(words)) + "."),
      ])
  }

  private var table: DataTable {
    DataTable(
      id: "gebruikers", caption: words("Wie binnen mag", "Who may come in"),
      columns: [
        .init(words("Account", "Account")), .init(words("Naam", "Name")),
        .init(words("Rollen", "Roles")), .init(words("Stand", "State")),
      ],
      rows: accounts.map { account in
        [
          Cell(account.id, href: UserPlaces.account(account.id)), Cell(account.name),
          Cell(
            account.grants.isEmpty
              ? words("geen", "none")
              : account.grants.map { UserWords(words, schemes).name($0) }.joined(separator: "; ")),
          UserWords(words, schemes).state(account),
        ]
      }, empty: words("Er zijn nog geen gebruikers.", "There are no users yet."))
  }

  private var form: Form {
    Form(
      id: "nieuw", action: UserPlaces.list,
      fields: [
        Field(
          .text, "account", words("Accountnaam", "Account name"),
          hint: words(
            "Kleine letters, cijfers, punt of streepje; zoals anna.devries.",
            "Lower-case letters, digits, dot or dash; such as anna.devries."),
          value: written["account"] ?? "", isShort: true),
        Field(
          .text, "naam", words("Volledige naam", "Full name"), value: written["naam"] ?? "",
          autocomplete: "off"),
        UserWords(words, schemes).roleField(written["rol"] ?? "", isRequired: false),
        UserWords(words, schemes).schemeField(written["regeling"] ?? "", of: viewer),
      ], submit: words("Account maken", "Make account"),
      note: words(
        "U krijgt een link die één keer werkt; daarmee kiest de gebruiker een wachtwoord.",
        "You get a link that works once; with it the user chooses a password."))
  }

  private var roles: DataTable {
    DataTable(
      id: "rollen-tabel", caption: words("Rollen en rechten", "Roles and permissions"),
      columns: [.init(words("Rol", "Role")), .init(words("Mag", "May"))],
      rows: OfficeRole.allCases.map { role in
        let permissions = Permission.allCases.filter(role.permissions.contains)
        return [
          Cell(words(role.title).capitalizedFirst),
          Cell(words.list(permissions.map { words($0.title) })),
        ]
      }, empty: "")
  }

  private static func rules(_ words: Words) -> [String] {
    // What holds against every other role is said once.
    let auditor = words(
      "auditor met welke andere rol ook (wie controleert, wijzigt niets)",
      "auditor with any other role (who audits changes nothing)")
    return [auditor]
      + SeparationOfDuties.rules.filter { $0.first != .auditor }.map { rule in
        words(rule.first.title) + words(" met ", " with ") + words(rule.second.title)
          + " (" + words(rule.reason) + ")"
      }
  }
}

/// The addresses of the pages about users.
enum UserPlaces {
  static let list = "/gebruikers"
  static func account(_ id: String) -> String { "\(list)/\(PercentEncoding.encode(id))" }
  static func account(_ id: String, _ action: String) -> String { "\(account(id))/\(action)" }
}

/// Accounts and roles in the reader's language.
struct UserWords: Sendable {
  let words: Words
  let schemes: [SchemeRecord]

  init(_ words: Words, _ schemes: [SchemeRecord]) {
    self.words = words
    self.schemes = schemes
  }

  func name(_ grant: RoleGrant) -> String {
    words(grant.role.title) + ", "
      + (grant.scheme.map { scheme in schemes.first { $0.id == scheme }?.title ?? scheme }
        ?? words("elke regeling", "every scheme"))
  }

  func state(_ account: Account) -> Cell {
    if account.disabledAt != nil { return Cell(words("geblokkeerd", "blocked"), tone: .bad) }
    return account.hasPassword
      ? Cell(words("actief", "active"), tone: .good)
      : Cell(words("nog geen wachtwoord", "no password yet"), tone: .warn)
  }

  func roleField(_ value: String, isRequired: Bool = true) -> Field {
    Field(
      .select, "rol", words("Rol", "Role"), value: value, isRequired: isRequired,
      options: [
        ("", isRequired ? words("Kies een rol", "Choose a role") : words("nog geen", "none yet"))
      ]
        + OfficeRole.allCases.map { ($0.rawValue, words($0.title).capitalizedFirst) })
  }

  func schemeField(_ value: String, of viewer: Viewer) -> Field {
    let all = viewer.manages(scheme: nil) ? [("", words("elke regeling", "every scheme"))] : []
    return Field(
      .select, "regeling", words("In welke regeling?", "In which scheme?"), value: value,
      options: all + schemes.filter { viewer.manages(scheme: $0.id) }.map { ($0.id, $0.title) })
  }
}
