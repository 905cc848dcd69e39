import Yams

/// Reads a mapping file: the states of running cases under the old version and under the new.
func readMapping(_ root: YAMLMapping) -> StateMapping? {
  root.allow(["from", "lifecycles"])
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
  return mapping
}
