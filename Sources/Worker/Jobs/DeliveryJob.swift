import JobQueue
import Services

/// Hands over what waits in the outbox of every active scheme: mail and webhooks, new ones and repeats.
public enum DeliveryJob {
  public static let kind = "messages.deliver"

  static func handler(_ office: CaseOffice, _ carriers: Carriers) -> JobHandler {
    // A mail server that is slow holds up mail and nothing else; the work is safe to stop at any message.
    JobHandler(kind, timeout: .seconds(3600)) { _, _ in
      for scheme in try await office.schemes() {
        _ = try await office.deliverOutbox(scheme: scheme.id, by: carriers)
      }
      return .done
    }
  }
}

extension JobRegistry {
  /// Looks each minute, for messages whose time to be tried again has come.
  mutating func addDelivery(_ office: CaseOffice, _ carriers: Carriers) {
    add(DeliveryJob.handler(office, carriers))
    add(
      Schedule(
        DeliveryJob.kind, .every(seconds: 60),
        NewJob(DeliveryJob.kind, queue: WorkerPlan.Queue.delivery)))
  }
}
