import Diagnostics
import LegalCalendar

extension PortfolioFile {
  func readCeiling(_ fields: PortfolioFields) {
    fields.allow("id", "kind", "amount", "certainty", "source")
    let id = fields.id()
    let kind = fields.word("kind", as: AwardKind.self)
    let amount = fields.amount("amount")
    let certainty = fields.word("certainty", as: Certainty.self)
    guard let id, let kind, let amount, let certainty else { return }
    keep(
      Ceiling(
        id: id, kind: kind, amount: amount, certainty: certainty,
        source: fields.optionalText("source")), fields, \.ceilings)
  }

  func readOrganisation(_ fields: PortfolioFields) {
    fields.allow("id", "name", "certainty", "source")
    let id = fields.id()
    let name = fields.text("name")
    let certainty = fields.word("certainty", as: Certainty.self)
    guard let id, let name, let certainty else { return }
    keep(
      Organisation(
        id: id, name: name, certainty: certainty, source: fields.optionalText("source")), fields,
      \.organisations)
  }

  func readAlliance(_ fields: PortfolioFields) {
    fields.allow(
      "id", "name", "kind", "theme", "state", "more-than-five-allowed", "certainty", "source",
      "members", "goals", "awards")
    let id = fields.id()
    let name = fields.text("name")
    let kind = fields.word("kind", as: AwardKind.self)
    let certainty = fields.word("certainty", as: Certainty.self)
    let alliance = Alliance(
      id: id ?? "", name: name ?? "", kind: kind ?? .alliance, theme: fields.optionalText("theme"),
      state: fields.optionalText("state") ?? "running",
      moreThanFiveAllowed: fields.flag("more-than-five-allowed"),
      certainty: certainty ?? .illustrative,
      source: fields.optionalText("source"))
    if id != nil { keep(alliance, fields, \.alliances) }
    // The parts are read even when the alliance itself has a fault, so that all faults show at once.
    for member in fields.list("members") { readMember(member, of: alliance) }
    for goal in fields.list("goals") { readGoal(goal, of: alliance) }
    for award in fields.list("awards") { readAward(award, of: alliance) }
  }

  private func readMember(_ fields: PortfolioFields, of alliance: Alliance) {
    fields.allow("organisation", "role", "within", "from", "to", "certainty", "source")
    let organisation = fields.id("organisation")
    let role = fields.word("role", as: Role.self)
    let from = fields.date("from")
    let certainty = fields.word("certainty", as: Certainty.self)
    let to = fields.optionalDate("to")
    guard let organisation, let role, let from, let certainty else { return }
    let plain = "\(alliance.id)/\(organisation)/\(role.rawValue)"
    let isSecond = !membershipIDs.insert(plain).inserted
    keep(
      Membership(
        id: isSecond ? "\(plain)/\(from)" : plain, alliance: alliance.id,
        organisation: organisation, role: role, within: fields.optionalText("within"), from: from,
        to: to, certainty: certainty, source: fields.optionalText("source")), fields, \.memberships)
  }

  private func readGoal(_ fields: PortfolioFields, of alliance: Alliance) {
    fields.allow("id", "title", "certainty", "indicators")
    let id = fields.id()
    let title = fields.text("title")
    let certainty = fields.word("certainty", as: Certainty.self)
    let key = "\(alliance.id)/\(id ?? "")"
    if id != nil, let title, let certainty {
      keep(
        Goal(id: key, alliance: alliance.id, title: title, certainty: certainty), fields, \.goals)
    }
    for indicator in fields.list("indicators") { readIndicator(indicator, of: key) }
  }

  private func readIndicator(_ fields: PortfolioFields, of goal: String) {
    fields.allow("id", "title", "unit", "baseline", "target", "certainty")
    let id = fields.id()
    let title = fields.text("title")
    let certainty = fields.word("certainty", as: Certainty.self)
    guard let id, let title, let certainty else { return }
    keep(
      Indicator(
        id: "\(goal)/\(id)", goal: goal, title: title, unit: fields.optionalText("unit"),
        baseline: fields.optionalText("baseline"), target: fields.optionalText("target"),
        certainty: certainty), fields, \.indicators)
  }

  /// Keeps a record unless its id was used before, and remembers where its fields stand.
  func keep<R: Record>(
    _ record: R, _ fields: PortfolioFields, _ list: WritableKeyPath<Portfolio, [R]>
  ) {
    guard log.remember(record, at: fields.position) else { return }
    for name in fields.names { log.remember(record, field: name, at: fields.place(name)) }
    portfolio[keyPath: list].append(record)
  }
}
