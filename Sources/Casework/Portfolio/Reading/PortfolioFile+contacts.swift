import SchemeDefinition

extension PortfolioFile {
  /// Reads a person; every one of a file is checked against the parties after all have been read.
  func readContact(_ fields: PortfolioFields) {
    fields.allow(
      "id", "name", "email", "language", "role", "organisation", "alliances", "certainty")
    let id = fields.id()
    let name = fields.text("name")
    let email = fields.text("email")
    let language = fields.optionalWord("language", as: ContactLanguage.self) ?? .nl
    let role = fields.text("role")
    let certainty = fields.word("certainty", as: Certainty.self)
    if let role, !Roles.recipients.contains(role) {
      log.error(
        "unknown-role", "There is no role \"\(role)\" that gets messages.",
        at: fields.place("role"),
        remedy: advice(for: role, among: Roles.recipients))
    }
    if let email, !email.isAddress {
      log.error(
        "wrong-address", "The e-mail address is not of the form name@domain.",
        at: fields.place("email"),
        remedy: "Write it without blanks, such as naam@voorbeeld.example.")
    }
    let organisation = fields.optionalText("organisation")
    if role == "lead", organisation == nil {
      log.error(
        "missing-field", "A lead's contact must name the organisation that leads.",
        at: fields.position, remedy: "Add `organisation: …`.")
    }
    guard let id, let name, let email, let role, let certainty else { return }
    if portfolio.contacts.contains(where: { $0.id == id }) {
      log.error(
        "duplicate-id", "There are two contacts \"\(id)\".", at: fields.place("id"),
        remedy: "Give each an id of its own.")
      return
    }
    let alliances = fields.texts("alliances")
    if let organisation, !portfolio.organisations.contains(where: { $0.id == organisation }) {
      log.error(
        "unknown-organisation", "There is no organisation \"\(organisation)\".",
        at: fields.place("organisation"),
        remedy: advice(for: organisation, among: portfolio.organisations.map(\.id)))
    }
    for alliance in alliances where !portfolio.alliances.contains(where: { $0.id == alliance }) {
      log.error(
        "unknown-alliance", "There is no alliance \"\(alliance)\".", at: fields.place("alliances"),
        remedy: advice(for: alliance, among: portfolio.alliances.map(\.id)))
    }
    portfolio.contacts.append(
      Contact(
        id: id, name: name, email: email, language: language.rawValue, role: role,
        organisation: organisation, alliances: alliances, certainty: certainty))
  }
}

private enum ContactLanguage: String, CaseIterable { case nl, en }

extension String {
  /// The full rule stands where mail is written; this catches slips of the pen with their line.
  fileprivate var isAddress: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0.value < 0x7F && !"<>,;:\"\\".unicodeScalars.contains($0)
      }
  }
}
