import Casework
import Delivery
import Foundation
import LegalCalendar
import Postgres
import Services
import Storage
import Synchronization
import Testing

@testable import Services

/// A mail server that a test scripts: what it accepted, and what it says to whom.
final class Sink: Sendable {
  private let log = Mutex<[MailMessage]>([])
  private let answer: @Sendable (MailMessage, _ earlier: [MailMessage]) -> DeliveryReport

  init(
    _ answer: @escaping @Sendable (MailMessage, [MailMessage]) -> DeliveryReport = { _, _ in
      DeliveryReport(.accepted, code: 250, text: "ok")
    }
  ) { self.answer = answer }

  /// Every hand-over, also of what was not accepted.
  var seen: [MailMessage] { log.withLock { $0 } }

  var carriers: Carriers {
    get throws {
      Carriers(
        mail: MailTransport(.smtp) { [self] message in
          let earlier = log.withLock { log in
            defer { log.append(message) }
            return log
          }
          return answer(message, earlier)
        }, settings: MailSettings(from: try Mailbox(address: "speelveld@ocw.example")))
    }
  }
}

/// Made-up awards with people: a contact for each lead, one account manager, one team leader.
func peopledPortfolio(_ count: Int, managers: Int = 1) throws -> Portfolio {
  var portfolio = try madeUpPortfolio(count)
  for organisation in portfolio.organisations {
    portfolio.contacts.append(
      Contact(
        id: "c-\(organisation.id)", name: "Lezer van \(organisation.name)",
        email: "\(organisation.id)@lezer.example", language: "nl", role: "lead",
        organisation: organisation.id, certainty: .illustrative))
  }
  for (role, number) in [
    ("account-manager", managers), ("team-lead", 1), ("administrator", 1), ("director", 1),
  ] {
    for index in 0..<number {
      portfolio.contacts.append(
        Contact(
          id: "\(role)-\(index)", name: "De \(role)", email: "\(role)-\(index)@ministerie.example",
          language: index == 0 ? "nl" : "en", role: role, certainty: .illustrative))
    }
  }
  return portfolio
}

/// An office after the change to 2027: an interim report about 2026 is due from each award on 1 April 2027.
func withReminders<T>(_ portfolio: Portfolio, _ body: (CaseOffice) async throws -> T) async throws
  -> T
{
  try await withOffice { office in
    _ = try await office.importPortfolio(portfolio, scheme: schemeID)
    let planned = try await office.on("2027-01-04").planTransition(
      scheme: schemeID, from: 2026, to: 2027)
    _ = try await office.on("2027-01-04", as: "bram").approveTransition(
      scheme: schemeID, run: planned.run.id)
    _ = try await office.on("2027-01-04").applyTransition(scheme: schemeID, run: planned.run.id)
    return try await body(office)
  }
}

extension CaseOffice {
  /// One run of the job and one round of handing over.
  @discardableResult
  func remind(_ iso: String, _ sink: Sink) async throws -> (
    chosen: ReminderRun, done: DeliveryRun
  ) {
    let day = try on(iso)
    let chosen = try await day.runReminders(scheme: schemeID)
    return (chosen, try await day.deliverOutbox(scheme: schemeID, by: try sink.carriers))
  }

  /// Gives every open obligation a later due date, as an extension does.
  func extendAll(to due: String) async throws {
    let to = try day(due)
    try await pool.transaction { db in
      let head = try EventStore.lockHead(db, schemeID)
      let definition = try activeScheme(db, schemeID)
      let state = try RecordStore.load(db, schemeID)
      var records = ChangeSet(from: state)
      for var obligation in state.obligations.values where obligation.state == .open {
        obligation.due = to
        obligation.dueVersion += 1
        records.put(obligation)
        for var reminder in state.reminders.values
        where reminder.obligation == obligation.id && reminder.state == .planned {
          reminder.state = .cancelled
          records.put(reminder)
        }
        let rules = try #require(definition.versions.last)
        let rule = try #require(rules.obligations[obligation.kind])
        let ladder = try #require(rules.ladders[rule.ladder])
        for (step, on) in ladder.dates(due: to, calendar: calendar) where on >= today {
          records.put(
            Reminder(
              id: Keys.reminder(obligation.id, step.id, obligation.dueVersion),
              obligation: obligation.id, step: step.id, dueVersion: obligation.dueVersion, on: on,
              recipient: step.recipients.joined(separator: ","), state: .planned))
        }
      }
      try record(
        db, schemeID, head: head,
        [
          (
            EventDraft(kind: "obligation.extended", subject: "scheme/x", changes: records.changes),
            []
          )
        ])
    }
  }
}

let interimReport = "a000000-2023/obligation/interim-report/2026"
