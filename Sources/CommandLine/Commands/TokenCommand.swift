import ArgumentParser
import Casework
import Identity
import JSONText

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Tokens by which programs use the API.",
    subcommands: [List.self, Make.self, Revoke.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List tokens; never their secrets.")
    @OptionGroup var options: OfficeOptions
    @Option(help: "Only of this account.") var account: String?

    func run() async throws {
      try await options.withIdentity { identity, console in
        let tokens = try await identity.tokens(of: account)
        console.list(
          tokens, json: \.json,
          [
            ("id", "id"), ("account", "account"), ("naam", "name"), ("rechten", "permissions"),
            ("tot", "until"), ("gebruikt", "used"), ("stand", "state"),
          ]
        ) { token in
          [
            token.id, token.account, token.name,
            token.limits.permissions.map(\.rawValue).sorted().joined(separator: " ")
              + (token.limits.scheme.map { " @" + $0 } ?? ""),
            String("\(token.endsAt)".prefix(10)),
            token.lastUsedAt.map { String("\($0)".prefix(10)) } ?? "–",
            token.revokedAt == nil
              ? console.say("geldig", "valid") : console.say("ingetrokken", "revoked"),
          ]
        }
      }
    }
  }

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token and print its secret: now, and never again.")
    @OptionGroup var options: OfficeOptions
    @Argument(help: "The account that the token acts for.") var account: String
    @Option(help: "What it is for.") var name: String
    @Option(help: "A permission (may be repeated). Default: view-casework.")
    var permission: [Permission] = [.viewCasework]
    @Option(help: "Days that it works, up to 366.") var days = 90

    func run() async throws {
      try await options.withIdentity { identity, console in
        let (token, secret) = try await identity.makeToken(
          for: account, name: name,
          limits: TokenLimits(permissions: Set(permission), scheme: options.scheme), days: days,
          by: options.actingPerson)
        if console.json {
          return console.data(["id": .string(token.id), "secret": .string(secret)])
        }
        console.line(secret)
        console.note(
          "Bewaar dit nu: het is later nergens meer te zien. Geldig tot \(token.endsAt).",
          "Keep this now: it cannot be seen again. Valid until \(token.endsAt).")
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke a token.")
    @OptionGroup var options: OfficeOptions
    @Argument(help: "The token's id.") var id: String

    func run() async throws {
      try await options.withIdentity { identity, console in
        try await identity.revokeToken(id, owner: nil, by: options.actingPerson)
        console.note("Ingetrokken.", "Revoked.")
      }
    }
  }
}

extension Permission: ExpressibleByArgument {}

extension APIToken {
  var json: JSON {
    [
      "id": .string(id), "account": .string(account), "name": .string(name),
      "permissions": .array(limits.permissions.map(\.rawValue).sorted().map(JSON.string)),
      "scheme": limits.scheme.map(JSON.string) ?? .null,
      "createdAt": .string(createdAt.description), "endsAt": .string(endsAt.description),
      "lastUsedAt": lastUsedAt.map { .string($0.description) } ?? .null,
      "revoked": .bool(revokedAt != nil),
    ]
  }
}
