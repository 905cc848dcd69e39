import Casework
import Delivery
import LegalCalendar
import Postgres
import Storage

/// What carries messages away.
public struct Carriers: Sendable {
  public var mail: MailTransport
  public var settings: MailSettings
  /// Nil where events are not called out.
  public var webhooks: WebhookTransport?
  public var schedule: RetrySchedule

  public init(
    mail: MailTransport, settings: MailSettings, webhooks: WebhookTransport? = nil,
    schedule: RetrySchedule = .standard
  ) {
    self.mail = mail
    self.settings = settings
    self.webhooks = webhooks
    self.schedule = schedule
  }
}

extension CaseOffice {
  /// What one round of handing over did.
  public struct DeliveryRun: Hashable, Sendable {
    public var delivered = 0
    /// To be tried again.
    public var deferred = 0
    /// Given up: an operator must look.
    public var dead = 0
    public var isPaused = false

    public init() {}
  }

  /// How long a hand-over may take before another process may try the same message.
  private static let lease: Int64 = 10 * 60

  /// Hands over every message whose time has come, until none is left.
  ///
  /// One message at a time: claimed in a transaction that asks the emergency stop, handed over, and settled in
  /// the transaction that claims the next. A process that dies in between leaves one message of which nobody
  /// knows whether it arrived; it goes again after the lease, with the same identifier.
  public func deliverOutbox(scheme: String, by carriers: Carriers) async throws -> DeliveryRun {
    var run = DeliveryRun()
    var channels: [OutboxMessage.Channel] = [.mail]
    if carriers.webhooks != nil { channels.append(.webhook) }
    for channel in channels {
      var settled: Settlement?
      while true {
        // What was handed over is written down even when the task was cancelled meanwhile; nothing new begins.
        let (isStopping, last) = (Task.isCancelled, settled)
        let (claimed, isPaused) = try await Task {
          try await next(scheme, channel, after: last, claiming: !isStopping)
        }.value
        if isStopping { throw CancellationError() }
        run.isPaused = isPaused
        settled = nil
        guard let claimed else { break }
        let report = await handOver(claimed, scheme: scheme, by: carriers)
        let outcome = settlement(of: claimed.message, report, carriers.schedule)
        switch (report.verdict, outcome.retryAt) {
        case (.accepted, _): run.delivered += 1
        case (_, .some): run.deferred += 1
        case (_, nil): run.dead += 1
        }
        settled = outcome
      }
    }
    return run
  }

  private struct Settlement: Sendable {
    let id: String
    let attempt: OutboxMessage.Attempt
    let retryAt: Moment?
  }

  private struct Claimed: Sendable {
    let message: OutboxMessage
    let contact: Contact?
    let target: (url: String, secret: String)?
  }

  private func next(
    _ scheme: String, _ channel: OutboxMessage.Channel, after settled: Settlement?,
    claiming: Bool
  ) async throws -> (claimed: Claimed?, isPaused: Bool) {
    let now = clock()
    let lease = Moment(microseconds: now.microseconds + Self.lease * 1_000_000)
    return try await pool.transaction(isolation: .readCommitted) { db in
      if let settled {
        try OutboxStore.settle(
          db, scheme, settled.id, settled.attempt, retryAt: settled.retryAt)
      }
      if try PauseStore.check(db, scheme) != nil { return (nil, true) }
      guard claiming,
        let message = try OutboxStore.claim(
          db, scheme, channel, at: now, until: lease, atMost: 1
        ).first
      else { return (nil, false) }
      let contact = try message.contact.flatMap { try ContactStore.find(db, scheme, $0) }
      let target = try message.subscription.flatMap { try WebhookStore.target(db, scheme, $0) }
      return (Claimed(message: message, contact: contact, target: target), false)
    }
  }

  private func handOver(_ claimed: Claimed, scheme: String, by carriers: Carriers) async
    -> DeliveryReport
  {
    let message = claimed.message
    switch message.channel {
    case .webhook:
      guard let target = claimed.target, let webhooks = carriers.webhooks else {
        return DeliveryReport(.refused, text: "the subscription has ended")
      }
      let call = WebhookCall(
        id: message.id, url: target.url, secret: Secret(target.secret), body: message.body)
      return await webhooks.send(call, now: clock().microseconds / 1_000_000)
    case .mail:
      do {
        return await carriers.mail.send(
          try mail(message, to: claimed.contact, scheme: scheme, by: carriers))
      } catch {
        return DeliveryReport(.refused, text: error.message)
      }
    }
  }

  private func mail(
    _ message: OutboxMessage, to contact: Contact?, scheme: String, by carriers: Carriers
  ) throws(DeliveryFault) -> MailMessage {
    let to: Mailbox
    if let contact {
      to = try Mailbox(name: contact.name, address: contact.email)
    } else if carriers.mail.channel == .file, message.contact == nil {
      // A folder is read by people: they see for whom somebody is still to be named.
      to = try Mailbox(name: message.recipient, address: "nobody@localhost")
    } else {
      throw DeliveryFault(
        "no-contact", "nobody is named for \(message.recipient)",
        remedy: "Add a contact and run ‘speelveld reminders retry’.")
    }
    return MailMessage(
      messageID: MailMessage.messageID(
        scheme: scheme, id: message.id, domain: carriers.settings.from.domain),
      date: message.createdAt.microseconds / 1_000_000, from: carriers.settings.from,
      replyTo: carriers.settings.replyTo, to: to, subject: message.subject, text: message.body,
      html: message.html,
      attachments: message.attachments.map { .init(name: $0.name, text: $0.text) },
      language: message.language)
  }

  private func settlement(
    of message: OutboxMessage, _ report: DeliveryReport, _ schedule: RetrySchedule
  ) -> Settlement {
    let now = clock()
    let age = (now.microseconds - message.since.microseconds) / 1_000_000
    var retryAt: Moment?
    if report.verdict == .deferred,
      let wait = schedule.wait(after: message.attempts, age: age, id: message.id)
    {
      retryAt = Moment(microseconds: now.microseconds + wait * 1_000_000)
    }
    return Settlement(
      id: message.id,
      attempt: OutboxMessage.Attempt(
        number: message.attempts, at: now, verdict: report.verdict.rawValue, code: report.code,
        text: withoutAddresses(report.text)),
      retryAt: retryAt)
  }

  /// Servers like to repeat the address in their reply; it is not kept.
  private func withoutAddresses(_ text: String) -> String {
    text.split(separator: " ").map { $0.contains("@") ? "…" : $0 }.joined(separator: " ")
  }
}
