import Casework
import Delivery
import JSONText
import LegalCalendar
import Postgres
import Storage

extension CaseOffice {
  /// What follows from events outside the casework, in their own transaction: calendars hear of obligations,
  /// messages about what is done or moved are taken back, subscribers get their events.
  func announce(_ db: borrowing Database, _ scheme: String, _ events: [Event], at now: Moment)
    throws
  {
    let changes = ChangeSet.net(of: events.flatMap(\.changes))
    try CalendarStore.note(db, scheme, changes, at: now)
    let moot = changes.filter { change in
      change.table == .obligation && change.before != nil
        && (change.after?["state"]?.string != ObligationState.open.rawValue
          || change.after?["dueVersion"] != change.before?["dueVersion"])
    }
    try OutboxStore.withdraw(db, scheme, obligations: moot.map(\.key), at: now)
    let subscriptions = try WebhookStore.all(db, scheme).filter { $0.endedAt == nil }
    guard !subscriptions.isEmpty else { return }
    for event in events {
      let type = CaseNews.type(of: event)
      for subscription in subscriptions
      where subscription.types.isEmpty || subscription.types.contains(where: type.hasPrefix) {
        let news = CaseNews.cloudEvent(event, source: subscription.source)
        try OutboxStore.insert(
          db, scheme,
          OutboxMessage(
            id: "\(subscription.id)/\(event.sequence)", channel: .webhook,
            recipient: "webhook \(subscription.id)", subscription: subscription.id, subject: type,
            body: news.json(dataReference: "\(subscription.source):\(event.sequence)").canonical,
            language: "nl", createdAt: now, day: DutchClock.date(of: now), dueAt: now))
      }
    }
  }
}

/// What subscribers hear of an event: that something changed and where, nothing about persons.
enum CaseNews {
  /// The domains in the plural, as the NL GOV profile asks.
  private static let domains = [
    "scheme": "regelingen", "award": "verleningen", "period": "tijdvakken",
    "report": "rapportages", "payment": "betalingen", "objection": "bezwaren",
    "obligation": "verplichtingen", "alliance": "allianties", "partnership": "allianties",
  ]

  static func type(of event: Event) -> String {
    let table = event.subject.prefix { $0 != "/" }
    let domain =
      event.kind.hasPrefix("reminders.")
      ? "herinneringen" : domains[String(table)] ?? "gebeurtenissen"
    return "nl.subsidies.\(domain).gewijzigd.v1"
  }

  static func cloudEvent(_ event: Event, source: String) -> CloudEvent {
    let obligations = event.changes.filter { $0.table == .obligation }.map { change -> JSON in
      let record = change.after ?? change.before
      return [
        "kenmerk": .string(change.key), "soort": record?["kind"] ?? .null,
        "vervaldatum": record?["due"] ?? .null, "versie": record?["dueVersion"] ?? .null,
        "toestand": change.after.map { $0["state"] ?? .null } ?? "gone",
      ]
    }
    return CloudEvent(
      id: "\(event.scheme)/\(event.sequence)", source: source, type: type(of: event),
      subject: event.subject, time: event.at.description, sequence: event.sequence,
      data: ["gebeurtenis": .string(event.kind), "verplichtingen": .array(obligations)])
  }
}
