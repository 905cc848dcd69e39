import Casework
import SchemeDefinition

extension Scene {
  /// A step of a reminder ladder in words.
  ///
  /// Its id says it in Dutch; in English it is told by how far it lies from the due date.
  func step(_ id: String, ofKind kind: String? = nil) -> String {
    guard !words.isDutch, let rules else { return id.replacing("-", with: " ") }
    let ladders =
      kind.flatMap { rules.obligations[$0] }.flatMap { rules.ladders[$0.ladder] }.map { [$0] }
      ?? rules.ladders.values.sorted { $0.name < $1.name }
    guard let step = ladders.flatMap(\.steps).first(where: { $0.id == id }) else {
      return id.replacing("-", with: " ")
    }
    guard step.offset != 0 else { return "on the day" }
    let count = abs(step.offset)
    let unit = (step.workingDays ? "working day" : "day") + (count == 1 ? "" : "s")
    return "\(count) \(unit) \(step.offset < 0 ? "before" : "late")"
  }

  /// What a letter is about, as its own fields say.
  func letter(_ template: String) -> String {
    (rules?.letters[template]?.title).map { words($0) } ?? template.replacing("-", with: " ")
  }

  /// Roles that are written with commas between them.
  func roles(_ list: String) -> String {
    words.list(list.split(separator: ",").map { role(String($0)) })
  }
}
