import Yams

/// The word for a timer that running cases lose.
private let droppedTimer = "drop"

/// Reads a mapping file: the states of running cases under the old version and under the new, and the
/// events of their timers (`timers: {report: {reminder: drop}}`).
func readMapping(_ root: YAMLMapping) -> StateMapping? {
  root.allow(["from", "lifecycles", "timers"])
  guard let from = root.text("from"), let fields = root.mapping("lifecycles") else { return nil }
  var mapping = StateMapping(from: from)
  for lifecycle in fields.keys {
    if fields.node(lifecycle)?.scalar?.string == "same" {
      mapping.lifecycles[lifecycle] = [:]
      continue
    }
    guard let states = fields.mapping(lifecycle) else { continue }
    for old in states.keys {
      if let new = states.text(old) { mapping.lifecycles[lifecycle, default: [:]][old] = new }
    }
  }
  guard root.keys.contains("timers"), let timers = root.mapping("timers") else { return mapping }
  for lifecycle in timers.keys {
    guard let events = timers.mapping(lifecycle) else { continue }
    for old in events.keys {
      guard let new = events.text(old) else { continue }
      mapping.timers[lifecycle, default: [:]][old] = .some(new == droppedTimer ? nil : new)
    }
  }
  return mapping
}
