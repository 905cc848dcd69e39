import Casework
import SchemeDefinition
import Statechart
import Storage

extension Scene {
  /// An event on a timeline.
  func item(_ event: EventLine) -> Timeline.Item {
    Timeline.Item(
      title: Cell(eventName(event.kind), href: places.event(event.sequence)),
      time: "\(moment(event.at)) – \(event.actor)", text: subject(event.subject))
  }

  /// `verlening politica-2023` of `award/politica-2023`.
  private func subject(_ subject: String) -> String {
    let parts = subject.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return subject }
    let kind =
      switch parts[0] {
      case "obligation": words("verplichting", "obligation")
      case "alliance": words("alliantie", "alliance")
      case "exception": words("uitzondering", "exception")
      default: Subject(rawValue: parts[0]).map(name) ?? parts[0]
      }
    return "\(kind) \(parts[1])"
  }

  /// What happened, in words where we have them.
  func eventName(_ kind: String) -> String {
    let parts = kind.split(separator: ".", maxSplits: 1).map(String.init)
    let known: [String: (String, String)] = [
      "scheme.activated": ("regeling geactiveerd", "scheme activated"),
      "scheme.moved": ("regeling overgegaan", "scheme moved"),
      "award.moved": ("overgang uitgevoerd", "transition applied"),
      "award.moved.undone": ("overgang teruggedraaid", "transition undone"),
      "scheme.moved.undone": ("overgang teruggedraaid", "transition undone"),
      "exception.granted": ("uitzondering gemaakt", "exception granted"),
      "reminders.sent": ("herinneringen verstuurd", "reminders sent"),
      "reminders.paused": ("berichten gestopt", "messages stopped"),
      "reminders.resumed": ("berichten hervat", "messages resumed"),
    ]
    if let name = known[kind] { return words(name.0, name.1) }
    if parts.count == 2, parts[1] == "recorded" {
      let name = Subject(rawValue: parts[0]).map(self.name) ?? parts[0]
      return words("\(name) vastgelegd", "\(name) recorded")
    }
    guard parts.count == 2, let subject = Subject(rawValue: parts[0]),
      let chart = rules?.lifecycles[subject.lifecycle]
    else { return kind }
    let label = chart.transitions.first { transition in
      transition.events.contains { $0.description == parts[1] }
    }?.metadata["label-\(words.language.rawValue)"]
    return label.map { "\(name(subject)): \($0)" } ?? kind
  }

  func name(_ subject: Subject) -> String {
    switch subject {
    case .scheme: words("regeling", "scheme")
    case .partnership: words("partnerschap", "partnership")
    case .award: words("verlening", "award")
    case .period: words("tijdvak", "period")
    case .report: words("rapportage", "report")
    case .payment: words("betaling", "payment")
    case .objection: words("bezwaar", "objection")
    case .permission: words("toestemming", "permission")
    }
  }
}
