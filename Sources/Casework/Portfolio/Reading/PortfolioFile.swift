import Diagnostics
import ExactNumbers
import LegalCalendar
import Yams

/// Reads the YAML form of a portfolio: parties nested under their alliance, awards under both.
final class PortfolioFile {
  let log: PortfolioLog
  private let text: String
  var portfolio = Portfolio(scheme: "")
  var membershipIDs: Set<String> = []

  init(_ text: String, log: PortfolioLog) {
    self.text = text
    self.log = log
  }

  /// Nil when the text has not even the shape of a portfolio.
  func read() -> Portfolio? {
    guard let node = compose(), let root = PortfolioFields(node, log: log) else { return nil }
    root.allow(
      "scheme", "note", "ceilings", "organisations", "alliances", "signals", "recommendations",
      "commitments", "contacts")
    portfolio.scheme = root.id("scheme") ?? ""
    for fields in root.list("ceilings") { readCeiling(fields) }
    for fields in root.list("organisations") { readOrganisation(fields) }
    for fields in root.list("alliances") { readAlliance(fields) }
    for fields in root.list("signals") { readSignal(fields) }
    for fields in root.list("recommendations") { readRecommendation(fields) }
    for fields in root.list("commitments") { readCommitment(fields) }
    for fields in root.list("contacts") { readContact(fields) }
    return portfolio
  }

  private func compose() -> Node? {
    guard !hasAnchor else { return nil }
    do {
      if let node = try Yams.compose(yaml: text) {
        refuseControlCharacters(in: node)
        return node
      }
      log.error(
        "wrong-shape", "The file is empty.", at: SourcePosition(line: 1, column: 1),
        remedy: "Begin with `scheme: …`.")
    } catch let error as YamlError {
      log.note(finding(for: error))
    } catch {
      log.error("yaml-syntax", "The YAML cannot be read: \(error).")
    }
    return nil
  }

  /// Quoted YAML can write a control character by an escape, such as `\0`.
  private func refuseControlCharacters(in node: Node) {
    switch node {
    case .scalar(let scalar):
      guard scalar.string.unicodeScalars.contains(where: isForbiddenControl) else { return }
      log.error(
        "control-character", "This text holds a control character.", at: SourcePosition(node),
        remedy: "Remove the escape, such as \\e or \\0, that stands for it.")
    case .sequence(let sequence): sequence.forEach(refuseControlCharacters)
    case .mapping(let mapping):
      for pair in mapping {
        refuseControlCharacters(in: pair.key)
        refuseControlCharacters(in: pair.value)
      }
    default: break
    }
  }

  /// Anchors are refused: a few lines of them can stand for millions of records.
  private var hasAnchor: Bool {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let at = anchorColumn(line) else { continue }
      log.error(
        "yaml-anchor", "Anchors and aliases (& and *) are not read.",
        at: SourcePosition(line: index + 1, column: at), remedy: "Write the value out.")
      return true
    }
    return false
  }

  private func finding(for error: YamlError) -> Finding {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .error(
        "yaml-syntax", "The YAML cannot be read: \(problem).", file: log.file,
        at: SourcePosition(line: max(1, mark.line), column: max(1, mark.column)),
        remedy: "Check indentation, quotes and colons at and just before this place.")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return .error(
        "duplicate-field", "Written twice: \(duplicates.sorted().joined(separator: ", ")).",
        file: log.file,
        at: SourcePosition(line: max(1, context.mark.line), column: max(1, context.mark.column)),
        remedy: "Keep one of them.")
    default:
      return .error("yaml-syntax", "The YAML cannot be read: \(error).", file: log.file)
    }
  }
}

/// The column of an `&name` or `*name` where a value would begin, outside quotes and comments.
private func anchorColumn(_ line: Substring) -> Int? {
  var quote: UInt8?
  var previous = UInt8(ascii: " ")
  var beforeSpace = UInt8(ascii: ":")
  for (index, byte) in line.utf8.enumerated() {
    if let open = quote {
      if byte == open { quote = nil }
    } else {
      let opens = ":-,[{".utf8.contains(beforeSpace)
      switch byte {
      case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): if opens { quote = byte }
      case UInt8(ascii: "&"), UInt8(ascii: "*"): if opens { return index + 1 }
      default: break
      }
    }
    if byte != UInt8(ascii: " ") { beforeSpace = byte }
    previous = byte
  }
  return nil
}
