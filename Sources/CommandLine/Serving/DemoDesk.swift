import Casework
import Identity
import Services

/// The desk of the demonstration: two people are needed for a period change, so two can come in at once.
struct DemoDesk {
  let office: CaseOffice
  let home: Home
  let console: Console

  private static let people: [(id: String, name: String, roles: [OfficeRole])] = [
    (
      "anna", "Anna de Vries",
      [.coordinator, .policyOfficer, .legal, .operator, .administrator]
    ),
    ("bram", "Bram Jansen", [.internalControl]),
    ("carla", "Carla Bakker", [.auditor]),
  ]

  func open() async throws {
    let desk = try RunningDesk(
      office, home, ServiceConfiguration(flags: [.logLevel: "warning"], environment: [:], file: nil)
    )
    var links: [(String, OfficeRole, SignInLink)] = []
    for person in Self.people {
      try await desk.identity.addAccount(person.id, name: person.name, by: "demo")
      for role in person.roles {
        try await desk.identity.grant(RoleGrant(role), to: person.id, by: "demo")
      }
      let link = try await desk.identity.makeLink(
        for: person.id, setsPassword: false, by: "demo")
      if let first = person.roles.first { links.append((person.name, first, link)) }
    }
    try await desk.run { [links, console] in
      console.line()
      console.heading(
        "▸ " + console.say("Het loket is open: ", "The desk is open: ") + desk.address)
      console.line(
        console.say(
          "  Aanmelden (elke link werkt één keer):", "  To sign in (each link works once):"))
      for (name, role, link) in links {
        console.line("  \(name), \(console.language == .dutch ? role.title.nl : role.title.en):")
        console.line("    \(desk.address(of: link))")
      }
      console.line(console.say("  Ctrl-C sluit alles.", "  Ctrl-C closes everything."))
    }
  }
}
