import JobQueue
import Services

/// Chooses what is due, for every active scheme; what it chose goes to the delivery queue.
///
/// The schedule only wakes: the database decides what is due, so that a missed tick loses nothing and a second
/// one sends nothing.
public enum ReminderJob {
  public static let kind = "reminders.choose"
  /// Nobody gets a mail at night: choosing begins at this hour in the Netherlands.
  static let firstHour = 6

  static func handler(_ office: CaseOffice) -> JobHandler {
    JobHandler(kind) { _, context in
      guard DutchClock.hour(of: office.clock()) >= firstHour else { return .done }
      var chosen = 0
      for scheme in try await office.schemes() {
        chosen += try await office.runReminders(scheme: scheme.id).messages.count
      }
      if chosen > 0 {
        try await context.pool.transaction(isolation: .readCommitted) { db in
          try JobQueue.enqueue(
            db,
            NewJob(DeliveryJob.kind, queue: WorkerPlan.Queue.delivery, uniqueKey: "chosen"))
        }
      }
      return .done
    }
  }
}

extension JobRegistry {
  /// Looks every quarter of an hour: what became due during the day goes on the day.
  mutating func addReminders(_ office: CaseOffice) {
    add(ReminderJob.handler(office))
    add(Schedule(ReminderJob.kind, .every(seconds: 900), NewJob(ReminderJob.kind)))
  }
}
