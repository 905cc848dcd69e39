import Diagnostics
import LegalCalendar
import Yams

/// Named fields of a YAML file, with findings for what is missing, of the wrong kind or unknown.
struct YAMLMapping {
  let file: String
  let log: FindingLog
  let position: SourcePosition?
  private let pairs: [(key: String, at: SourcePosition?, value: Node)]

  init(_ mapping: Node.Mapping, file: String, log: FindingLog) {
    self.file = file
    self.log = log
    position = mapping.mark.map(SourcePosition.init)
    pairs = mapping.compactMap { key, value in
      guard let scalar = key.scalar else {
        log.error(
          "wrong-shape", "A field's name must be a plain word.", in: file,
          at: key.mark.map(SourcePosition.init))
        return nil
      }
      return (scalar.string, scalar.mark.map(SourcePosition.init), value)
    }
  }

  var keys: [String] { pairs.map(\.key) }

  func node(_ key: String) -> Node? { pairs.first { $0.key == key }?.value }

  func has(_ key: String) -> Bool { pairs.contains { $0.key == key } }

  /// Where the field's value stands, or its name, or the mapping.
  func place(_ key: String) -> SourcePosition? {
    guard let pair = pairs.first(where: { $0.key == key }) else { return position }
    return pair.value.mark.map(SourcePosition.init) ?? pair.at
  }

  /// Where the first character of the field's text stands, past an opening quote.
  func textPlace(_ key: String) -> SourcePosition? {
    guard let scalar = node(key)?.scalar, var place = place(key) else { return nil }
    if scalar.style == .singleQuoted || scalar.style == .doubleQuoted { place.column += 1 }
    return place
  }

  func error(_ code: String, _ message: String, at key: String, remedy: String? = nil) {
    log.error(code, message, in: file, at: place(key), remedy: remedy)
  }

  /// Refuses every field that is not among these.
  func allow(_ known: [String]) {
    for pair in pairs where !known.contains(pair.key) {
      log.error(
        "unknown-field", "There is no field \"\(pair.key)\" here.", in: file, at: pair.at,
        remedy: advice(for: pair.key, among: known))
    }
  }

  private func missing(_ key: String) {
    log.error(
      "missing-field", "The field \"\(key)\" is missing.", in: file, at: position,
      remedy: "Add `\(key): …`.")
  }

  // MARK: Single values

  func optionalText(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else {
      error("wrong-kind", "\"\(key)\" must be a text.", at: key)
      return nil
    }
    return scalar.string
  }

  func text(_ key: String) -> String? {
    if !has(key) { missing(key) }
    guard let text = optionalText(key) else { return nil }
    if text.isEmpty { error("empty-field", "\"\(key)\" is empty.", at: key) }
    return text
  }

  func optionalDate(_ key: String) -> CivilDate? {
    guard let text = optionalText(key) else { return nil }
    guard let date = CivilDate(iso: text) else {
      error(
        "wrong-kind", "\"\(key)\" is not a date: \"\(text)\".", at: key,
        remedy: "Write year-month-day, such as 2023-02-24.")
      return nil
    }
    return date
  }

  func date(_ key: String) -> CivilDate? {
    if !has(key) { missing(key) }
    return optionalDate(key)
  }

  func optionalInteger(_ key: String) -> Int? {
    guard let text = optionalText(key) else { return nil }
    guard let number = Int(text) else {
      error("wrong-kind", "\"\(key)\" is not a whole number: \"\(text)\".", at: key)
      return nil
    }
    return number
  }

  func optionalFlag(_ key: String) -> Bool? {
    guard let text = optionalText(key) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      error("wrong-kind", "\"\(key)\" must be true or false.", at: key)
      return nil
    }
  }

  func flag(_ key: String) -> Bool? {
    if !has(key) { missing(key) }
    return optionalFlag(key)
  }

  /// One of a closed set of words.
  func word<Word: RawRepresentable & CaseIterable>(_ key: String, as: Word.Type = Word.self)
    -> Word?
  where Word.RawValue == String {
    guard let text = text(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    error(
      "unknown-word", "\"\(text)\" is no value of \"\(key)\".", at: key,
      remedy: advice(for: text, among: Word.allCases.map(\.rawValue)))
    return nil
  }

  // MARK: Nested values

  func optionalMapping(_ key: String) -> YAMLMapping? {
    guard let node = node(key) else { return nil }
    guard case .mapping(let mapping) = node else {
      error("wrong-kind", "\"\(key)\" must hold named fields.", at: key)
      return nil
    }
    return YAMLMapping(mapping, file: file, log: log)
  }

  func mapping(_ key: String) -> YAMLMapping? {
    if !has(key) { missing(key) }
    return optionalMapping(key)
  }

  func optionalNodes(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else {
      error("wrong-kind", "\"\(key)\" must be a list.", at: key)
      return []
    }
    return Array(sequence)
  }

  func optionalMappings(_ key: String) -> [YAMLMapping] {
    optionalNodes(key).compactMap { node in
      guard case .mapping(let mapping) = node else {
        log.error(
          "wrong-kind", "Each entry of \"\(key)\" must hold named fields.", in: file,
          at: node.mark.map(SourcePosition.init))
        return nil
      }
      return YAMLMapping(mapping, file: file, log: log)
    }
  }

  func mappings(_ key: String) -> [YAMLMapping] {
    if !has(key) { missing(key) }
    return optionalMappings(key)
  }

  func texts(_ key: String) -> [String] {
    if !has(key) { missing(key) }
    return optionalNodes(key).compactMap { node in
      if let scalar = node.scalar { return scalar.string }
      log.error(
        "wrong-kind", "Each entry of \"\(key)\" must be a text.", in: file,
        at: node.mark.map(SourcePosition.init))
      return nil
    }
  }

  /// The entries of a mapping of mappings, such as the terms by name.
  func entries() -> [(name: String, at: SourcePosition?, fields: YAMLMapping)] {
    pairs.compactMap { pair in
      guard case .mapping(let mapping) = pair.value else {
        log.error(
          "wrong-kind", "\"\(pair.key)\" must hold named fields.", in: file, at: pair.at)
        return nil
      }
      return (pair.key, pair.at, YAMLMapping(mapping, file: file, log: log))
    }
  }
}
