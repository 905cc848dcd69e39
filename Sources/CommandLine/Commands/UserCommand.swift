import ArgumentParser
import Casework
import Foundation
import Identity
import JSONText

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Who may come in at the desk, and as what.",
    subcommands: [
      List.self, Add.self, Grant.self, Revoke.self, Link.self, SignOn.self, Disable.self,
      Enable.self, Log.self,
    ],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List accounts and their roles.")
    @OptionGroup var options: OfficeOptions

    func run() async throws {
      try await options.withIdentity { identity, console in
        let accounts = try await identity.accounts()
        console.list(
          accounts, json: \.json,
          [("account", "account"), ("naam", "name"), ("rollen", "roles"), ("stand", "state")]
        ) { account in
          let roles = account.grants.map { $0.role.rawValue + ($0.scheme.map { "@" + $0 } ?? "") }
          return [
            account.id, account.name, roles.joined(separator: ", "),
            account.disabledAt == nil
              ? console.say("actief", "active") : console.say("uitgeschakeld", "disabled"),
          ]
        }
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an account; print a link that lets its owner choose a password.")
    @OptionGroup var options: OfficeOptions
    @Argument(help: "The account's name: lower-case letters, digits, dots, dashes.") var account:
      String
    @Option(help: "The person's full name.") var name: String
    @Option(help: "A role (may be repeated).") var role: [OfficeRole] = []

    func run() async throws {
      try await options.withIdentity { identity, console in
        let actor = options.actingPerson
        try await identity.addAccount(account, name: name, by: actor)
        for role in role {
          try await identity.grant(
            RoleGrant(role, scheme: options.scheme), to: account, by: actor)
        }
        console.show(try await identity.makeLink(for: account, setsPassword: true, by: actor))
      }
    }
  }

  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a role, for the scheme of --scheme or for all.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String
    @Argument var role: OfficeRole

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.grant(
          RoleGrant(role, scheme: options.scheme), to: account, by: options.actingPerson)
        console.note("Gegeven.", "Granted.")
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a role back.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String
    @Argument var role: OfficeRole

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.revoke(
          RoleGrant(role, scheme: options.scheme), from: account, by: options.actingPerson)
        console.note("Teruggenomen.", "Revoked.")
      }
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a new link that lets an account's owner choose a password.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String

    func run() async throws {
      try await options.withIdentity { identity, console in
        console.show(
          try await identity.makeLink(for: account, setsPassword: true, by: options.actingPerson))
      }
    }
  }

  struct SignOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign-on", abstract: "Tie an account to a person at the identity provider.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String
    @Option(help: "The provider's issuer, exactly as it names itself.") var issuer: String
    @Option(help: "The person's ‘sub’ at the provider.") var subject: String

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.linkExternal(
          issuer: issuer, subject: subject, to: account, by: options.actingPerson)
        console.note("Gekoppeld.", "Linked.")
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep an account out; its sessions and tokens end at once.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.setDisabled(true, account, by: options.actingPerson)
        console.note("Uitgeschakeld.", "Disabled.")
      }
    }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let an account in again.")
    @OptionGroup var options: OfficeOptions
    @Argument var account: String

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.setDisabled(false, account, by: options.actingPerson)
        console.note("Ingeschakeld.", "Enabled.")
      }
    }
  }

  struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who saw, did or was refused what; the newest first.")
    @OptionGroup var options: OfficeOptions
    @Option(help: "Only this account.") var account: String?
    @Option(help: "Only about this key.") var subject: String?
    @Option(help: "At most so many lines.") var limit = 50

    func run() async throws {
      try await options.withIdentity { identity, console in
        let entries = try await identity.accessLog(
          actor: account, subject: subject, limit: min(max(limit, 1), 10_000))
        console.list(
          entries, json: \.json,
          [
            ("tijd", "time"), ("wie", "who"), ("wat", "what"), ("waar", "where"), ("over", "about"),
            ("reden", "reason"),
          ]
        ) { entry in
          [
            "\(entry.at)".prefix(19) + "Z", entry.record.actor ?? "–", entry.record.kind.rawValue,
            entry.record.route,
            [entry.record.scheme, entry.record.subject].compactMap(\.self).joined(separator: " "),
            entry.record.reason ?? "",
          ]
        }
      }
    }
  }
}

extension OfficeRole: ExpressibleByArgument {}

extension OfficeOptions {
  var actingPerson: String { actor ?? signedInUser(ProcessInfo.processInfo.environment) }

  /// Runs work on accounts; they stand in the same database as the casework.
  func withIdentity(_ work: (IdentityOffice, Console) async throws -> Void) async throws {
    try await runWithoutScheme { office, _, console in
      try await work(IdentityOffice(pool: office.pool, clock: RealClock.now), console)
    }
  }
}

extension Console {
  func show(_ link: SignInLink) {
    if json {
      return data(["account": .string(link.account), "path": .string(link.path)])
    }
    line(link.path)
    note(
      "Deze link werkt één keer, tot \(link.endsAt). Zet er het adres van het loket voor.",
      "This link works once, until \(link.endsAt). Put the desk's address before it.")
  }
}

extension Account {
  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "hasPassword": .bool(hasPassword),
      "disabled": .bool(disabledAt != nil),
      "roles": .array(
        grants.map {
          [
            "role": .string($0.role.rawValue), "scheme": $0.scheme.map(JSON.string) ?? .null,
          ]
        }),
    ]
  }
}

extension AccessLog.Entry {
  var json: JSON {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return [
      "id": .int(id), "at": .string(at.description), "kind": .string(record.kind.rawValue),
      "actor": text(record.actor), "route": .string(record.route), "scheme": text(record.scheme),
      "subject": text(record.subject), "reason": text(record.reason), "trace": text(record.traceID),
    ]
  }
}
