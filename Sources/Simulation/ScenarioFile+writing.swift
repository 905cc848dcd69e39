import Allocation
import JSONText

extension ScenarioFile {
  /// A scenario as a file that `parse` reads back to an equal one.
  ///
  /// `withEveryLever` adds every other lever as a comment, with what it takes and its present value.
  public static func text(_ scenario: Scenario, withEveryLever: Bool = false) -> String {
    // JSON's text in quotes is YAML's too.
    func quoted(_ text: String) -> String { JSON.string(text).compact }
    var text = "scenario: \(quoted(scenario.id))\n"
    for (field, words) in [("title", scenario.title), ("note", scenario.note)] {
      text += "\(field):\n  nl: \(quoted(words.dutch))\n  en: \(quoted(words.english))\n"
    }
    let rest = Lever.all.filter { lever in
      withEveryLever && !scenario.changes.contains { $0.lever == lever.id }
    }
    if scenario.changes.isEmpty, rest.isEmpty { return text + "levers: {}\n" }
    text += scenario.changes.isEmpty ? "levers: {}\n" : "levers:\n"
    for change in scenario.changes {
      text += "  \(change.lever): \(quoted(change.value.description))\n"
    }
    if !rest.isEmpty, scenario.changes.isEmpty {
      text += "# Take away the braces and the hash of what you want to change.\n"
    }
    for lever in rest {
      text += "#  \(lever.id): \(lever.value(in: .present))"
      text += "  # \(lever.title.english) (\(lever.legalHome)); \(lever.kind.description)\n"
    }
    return text
  }
}
