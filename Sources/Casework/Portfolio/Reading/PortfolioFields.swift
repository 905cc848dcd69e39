import Diagnostics
import ExactNumbers
import LegalCalendar
import Yams

/// The named fields of one mapping, with a finding for each that is missing, unknown or ill-formed.
struct PortfolioFields {
  let log: PortfolioLog
  let position: SourcePosition?
  private let pairs: [String: (at: SourcePosition?, value: Node)]
  private let order: [String]

  init?(_ node: Node, log: PortfolioLog) {
    guard case .mapping(let mapping) = node else {
      log.error(
        "wrong-shape", "Named fields are expected here.", at: SourcePosition(node),
        remedy: "Write `name: value` lines, or `{ name: value }`.")
      return nil
    }
    self.log = log
    position = SourcePosition(node)
    var pairs: [String: (at: SourcePosition?, value: Node)] = [:]
    var order: [String] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        log.error("wrong-shape", "A field's name must be a plain word.", at: SourcePosition(key))
        continue
      }
      if pairs.updateValue((SourcePosition(key), value), forKey: name) == nil { order.append(name) }
    }
    self.pairs = pairs
    self.order = order
  }

  /// Refuses every field that is not among these.
  func allow(_ known: String...) {
    for name in order where !known.contains(name) {
      log.error(
        "unknown-field", "There is no field \"\(name)\" here.", at: pairs[name]?.at,
        remedy: advice(for: name, among: known))
    }
  }

  var names: [String] { order }

  func has(_ name: String) -> Bool { pairs[name] != nil }

  func place(_ name: String) -> SourcePosition? {
    guard let pair = pairs[name] else { return position }
    return SourcePosition(pair.value) ?? pair.at
  }

  func optionalText(_ name: String) -> String? {
    guard let node = pairs[name]?.value else { return nil }
    guard let scalar = node.scalar else {
      wrong(name, "must be a text")
      return nil
    }
    let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    return isNull ? nil : scalar.string
  }

  func text(_ name: String) -> String? {
    if let text = optionalText(name), !text.isEmpty { return text }
    if let node = pairs[name]?.value, node.scalar == nil { return nil }
    log.error(
      "missing-field", "The field \"\(name)\" is missing or empty.", at: place(name),
      remedy: "Add `\(name): …`.")
    return nil
  }

  /// A readable key: lower-case letters, digits and hyphens.
  func id(_ name: String = "id") -> String? {
    guard let text = text(name) else { return nil }
    guard isKey(text) else {
      wrong(name, "must be of lower-case letters, digits and hyphens, at most 80")
      return nil
    }
    return text
  }

  func optionalDate(_ name: String) -> CivilDate? {
    guard let text = optionalText(name) else { return nil }
    guard let date = CivilDate(iso: text) else {
      log.error(
        "wrong-date", "\"\(text)\" is no date of the calendar.", at: place(name),
        remedy: "Write year-month-day, such as 2027-12-31.")
      return nil
    }
    return date
  }

  func date(_ name: String) -> CivilDate? {
    text(name) == nil ? nil : optionalDate(name)
  }

  func amount(_ name: String) -> Money? {
    guard let text = text(name) else { return nil }
    return readAmount(text, name, at: place(name), log: log)
  }

  func year(_ name: String) -> Int? {
    guard let text = text(name) else { return nil }
    guard let year = Int(text), (1900...2199).contains(year) else {
      wrong(name, "must be a year of four digits")
      return nil
    }
    return year
  }

  func flag(_ name: String) -> Bool {
    switch optionalText(name) {
    case nil, "false": return false
    case "true": return true
    default:
      wrong(name, "must be true or false")
      return false
    }
  }

  func word<Word: RawRepresentable & CaseIterable>(_ name: String, as: Word.Type) -> Word?
  where Word.RawValue == String {
    guard let text = text(name) else { return nil }
    return word(text, name)
  }

  func optionalWord<Word: RawRepresentable & CaseIterable>(_ name: String, as: Word.Type) -> Word?
  where Word.RawValue == String {
    optionalText(name).flatMap { word($0, name) }
  }

  private func word<Word: RawRepresentable & CaseIterable>(_ text: String, _ name: String) -> Word?
  where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    log.error(
      "unknown-word", "\"\(text)\" is no \(name).", at: place(name),
      remedy: advice(for: text, among: known))
    return nil
  }

  /// The mappings of a list; an absent list is an empty one.
  func list(_ name: String) -> [PortfolioFields] {
    guard let node = pairs[name]?.value, optionalIsList(node, name) else { return [] }
    return (node.sequence ?? []).compactMap { PortfolioFields($0, log: log) }
  }

  /// The texts of a list; an absent list is an empty one.
  func texts(_ name: String) -> [String] {
    guard let node = pairs[name]?.value, optionalIsList(node, name) else { return [] }
    return (node.sequence ?? []).compactMap { item in
      if item.scalar == nil { wrong(name, "must be a list of texts") }
      return item.scalar?.string
    }
  }

  private func optionalIsList(_ node: Node, _ name: String) -> Bool {
    if node.sequence != nil { return true }
    wrong(name, "must be a list")
    return false
  }

  private func wrong(_ name: String, _ what: String) {
    log.error("wrong-value", "\"\(name)\" \(what).", at: place(name))
  }
}

extension SourcePosition {
  init?(_ node: Node) {
    guard let mark = node.mark else { return nil }
    self.init(line: max(1, mark.line), column: max(1, mark.column))
  }
}
