import Casework
import JSONText
import Services
import Storage

extension Console {
  func show(_ views: [CaseOffice.OutboxView], _ health: CaseOffice.OutboxHealth) {
    if json {
      return data([
        "paused": .bool(health.paused != nil),
        "counts": .object(
          OutboxMessage.State.allCases.map { .init($0.rawValue, .int(health.counts[$0] ?? 0)) }),
        "stuck": .int(health.stuck), "messages": .array(views.map(\.json)),
      ])
    }
    if let pause = health.paused { tell(pause) }
    guard !views.isEmpty else { return line(say("Geen berichten.", "No messages.")) }
    var table = TextTable([
      .init(say("gemaakt", "made")), .init(say("toestand", "state")), .init(say("aan", "to")),
      .init(say("onderwerp", "subject")), .init(say("pogingen", "attempts"), .right),
    ])
    for view in views {
      let message = view.message
      table.add([
        String(message.createdAt.description.prefix(10)), word(for: message.state),
        message.recipient, oneLine(message.subject, ""), String(message.attempts),
      ])
    }
    self.table(table)
    let counts = OutboxMessage.State.allCases.map { "\(health.counts[$0] ?? 0) \(word(for: $0))" }
    line(counts.joined(separator: ", ") + ".")
  }

  func showDead(_ views: [CaseOffice.OutboxView]) {
    if json { return data(.array(views.map(\.json))) }
    guard !views.isEmpty else { return line(say("Geen gestrande berichten.", "No dead messages.")) }
    for view in views {
      line(view.message.id)
      wrapped("  \(view.message.recipient): \(view.message.subject)")
      for attempt in view.attempts.suffix(3) {
        let code = attempt.code.map { "\($0) " } ?? ""
        wrapped(
          "  \(attempt.at) \(say("poging", "attempt")) \(attempt.number): \(code)\(attempt.text)")
      }
    }
    line()
    paragraph(
      "\(views.count) gestrand. Neem de oorzaak weg en geef ‘speelveld reminders retry --all’.",
      "\(views.count) dead. Remove the cause and run ‘speelveld reminders retry --all’.")
  }

  func show(_ contacts: [Contact], missing: [String]) {
    if json {
      return data([
        "contacts": .array(contacts.map(\.json)), "missing": .array(missing.map { .string($0) }),
      ])
    }
    var table = TextTable([
      .init(say("kenmerk", "id")), .init(say("rol", "role")), .init(say("naam", "name")),
      .init(say("adres", "address")),
    ])
    for contact in contacts {
      table.add([contact.id, contact.role, contact.name, contact.email])
    }
    self.table(table)
    for label in missing {
      paragraph("! Niemand voor: \(label)", "! Nobody for: \(label)")
    }
  }

  private func word(for state: OutboxMessage.State) -> String {
    switch state {
    case .waiting: say("wacht", "waiting")
    case .delivered: say("bezorgd", "delivered")
    case .dead: say("gestrand", "dead")
    case .withdrawn: say("ingetrokken", "withdrawn")
    }
  }
}

extension CaseOffice.OutboxView {
  var json: JSON {
    [
      "id": .string(message.id), "channel": .string(message.channel.rawValue),
      "state": .string(message.state.rawValue), "recipient": .string(message.recipient),
      "contact": message.contact.map { .string($0) } ?? .null, "subject": .string(message.subject),
      "createdAt": .string(message.createdAt.description),
      "dueAt": .string(message.dueAt.description), "attempts": .int(message.attempts),
      "results": .array(
        attempts.map {
          [
            "number": .int($0.number), "at": .string($0.at.description),
            "verdict": .string($0.verdict), "code": $0.code.map { .int($0) } ?? .null,
            "text": .string($0.text),
          ]
        }),
    ]
  }
}

extension Contact {
  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "email": .string(email),
      "language": .string(language), "role": .string(role),
      "organisation": organisation.map { .string($0) } ?? .null,
      "alliances": .array(alliances.map { .string($0) }),
      "certainty": .string(certainty.rawValue),
    ]
  }
}
