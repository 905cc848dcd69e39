/// What SCXML 1.0 allows inside each element: its own attributes and its child elements.
struct ElementGrammar {
  let attributes: Set<String>
  let children: Set<String>
  /// True when any mark-up or text may stand inside (`<data>`, `<content>`).
  let isOpen: Bool

  private init(_ attributes: String, _ children: String = "", open: Bool = false) {
    self.attributes = Set(attributes.spaceSeparated)
    self.children = Set(children.spaceSeparated)
    isOpen = open
  }

  private static let executable = "raise if foreach log assign send cancel script"

  static let elements: [String: ElementGrammar] = [
    "scxml": ElementGrammar(
      "initial name version datamodel binding",
      "state parallel final datamodel script transition"),
    "state": ElementGrammar(
      "id initial",
      "onentry onexit transition initial state parallel final history datamodel invoke"),
    "parallel": ElementGrammar(
      "id", "onentry onexit transition state parallel history datamodel invoke"),
    "final": ElementGrammar("id", "onentry onexit donedata"),
    "history": ElementGrammar("id type", "transition"),
    "initial": ElementGrammar("", "transition"),
    "transition": ElementGrammar("event cond target type", executable),
    "onentry": ElementGrammar("", executable),
    "onexit": ElementGrammar("", executable),
    "finalize": ElementGrammar("", executable),
    "datamodel": ElementGrammar("", "data"),
    "data": ElementGrammar("id src expr", open: true),
    "donedata": ElementGrammar("", "content param"),
    "content": ElementGrammar("expr", open: true),
    "param": ElementGrammar("name expr location"),
    "invoke": ElementGrammar(
      "type typeexpr src srcexpr id idlocation namelist autoforward", "param finalize content"),
    "raise": ElementGrammar("event"),
    "if": ElementGrammar("cond", executable + " elseif else"),
    "elseif": ElementGrammar("cond"),
    "else": ElementGrammar(""),
    "foreach": ElementGrammar("array item index", executable),
    "log": ElementGrammar("label expr"),
    "assign": ElementGrammar("location expr", open: true),
    "send": ElementGrammar(
      "event eventexpr target targetexpr type typeexpr id idlocation delay delayexpr namelist",
      "content param"),
    "cancel": ElementGrammar("sendid sendidexpr"),
    "script": ElementGrammar("src", open: true),
  ]
}

/// The candidate that a misspelt word most likely meant, or nil when none is near.
func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  return
    candidates
    .map { (distance(word, $0), $0) }
    .filter { $0.0 <= limit }
    .min { $0 < $1 }?.1
}

private func distance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
  if abs(a.count - b.count) > 8 { return 99 }
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let above = row[j + 1]
      row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
