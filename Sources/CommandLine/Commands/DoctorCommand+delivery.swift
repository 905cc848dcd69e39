import Services
import Storage

extension DoctorCommand {
  /// Whether messages go, and to everybody.
  func deliveryChecks(_ office: CaseOffice, scheme: String, _ console: Console) async throws
    -> [Check]
  {
    let health = try await office.outboxHealth(scheme: scheme)
    var warnings: [String] = []
    if let pause = health.paused {
      warnings.append(
        console.say(
          "stilgezet door \(pause.by): \(pause.reason) (speelveld reminders resume)",
          "paused by \(pause.by): \(pause.reason) (speelveld reminders resume)"))
    }
    let dead = health.counts[.dead] ?? 0
    if dead > 0 {
      warnings.append(
        console.say(
          "\(dead) gestrand (speelveld reminders dead)", "\(dead) dead (speelveld reminders dead)"))
    }
    if health.stuck > 0 {
      warnings.append(
        console.say(
          "\(health.stuck) komen niet weg (speelveld reminders outbox --state waiting)",
          "\(health.stuck) do not get away (speelveld reminders outbox --state waiting)"))
    }
    if !health.missing.isEmpty {
      let names = health.missing.prefix(3).joined(separator: ", ")
      warnings.append(
        console.say(
          "niemand voor \(health.missing.count) rollen: \(names) (speelveld reminders contacts)",
          "nobody for \(health.missing.count) roles: \(names) (speelveld reminders contacts)"))
    }
    let waiting = health.counts[.waiting] ?? 0
    return [
      Check(
        name: "messages \(scheme)", verdict: warnings.isEmpty ? .good : .warning,
        text: warnings.isEmpty
          ? console.say(
            "\(waiting) wachten, \(health.counts[.delivered] ?? 0) bezorgd",
            "\(waiting) waiting, \(health.counts[.delivered] ?? 0) delivered")
          : warnings.joined(separator: "; "))
    ]
  }
}
