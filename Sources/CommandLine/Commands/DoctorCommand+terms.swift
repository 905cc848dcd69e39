import Casework
import LegalCalendar
import Services

extension DoctorCommand {
  /// Whether the calendar reaches as far as the terms in use, and whether their dates are still right.
  func termChecks(_ office: CaseOffice, _ scheme: String, _ console: Console) async throws
    -> [Check]
  {
    let open = try await office.milestones(scheme: scheme, all: false)
    let known = office.calendar.knownUntil
    let beyond = open.filter { milestone in
      known.map { milestone.obligation.due > $0 } ?? true
    }
    var checks = [
      Check(
        name: "terms \(scheme)", verdict: beyond.isEmpty ? .good : .warning,
        text: beyond.first.map { first in
          console.say(
            "\(beyond.count) open termijnen eindigen na de laatste dag waarvan de gelijkgestelde dagen "
              + "bekend zijn, als eerste \(first.obligation.id) op \(first.obligation.due); vul "
              + "config/calendars/nl.yaml aan en draai ‘speelveld calendar reproject’",
            "\(beyond.count) open terms end after the last day for which the equated days are known, "
              + "first \(first.obligation.id) on \(first.obligation.due); add to "
              + "config/calendars/nl.yaml and run ‘speelveld calendar reproject’")
        }
          ?? console.say(
            "\(open.count) open, alle binnen de bekende kalender",
            "\(open.count) open, all within the known calendar"))
    ]
    let moved = try await office.reproject(scheme: scheme, dryRun: true)
    if let first = moved.first {
      checks.append(
        Check(
          name: "dates \(scheme)", verdict: .warning,
          text: console.say(
            "\(moved.count) open datums zijn niet wat kalender en regels nu geven, zoals "
              + "\(first.after.id): \(first.before.due) moet \(first.after.due) zijn; "
              + "draai ‘speelveld calendar reproject’",
            "\(moved.count) open dates are not what calendar and rules give now, such as "
              + "\(first.after.id): \(first.before.due) should be \(first.after.due); "
              + "run ‘speelveld calendar reproject’")))
    }
    return checks
  }
}
