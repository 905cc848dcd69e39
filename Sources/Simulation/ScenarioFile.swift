import Allocation
import Diagnostics
import Yams

/// Reads a scenario from YAML.
///
/// The file has `scenario` (an id of letters, digits and hyphens), `title` and `note` (each with `nl`
/// and `en`) and `levers`, a map from the id of a lever to its value.
public enum ScenarioFile {
  /// The longest file that is read, in bytes.
  public static let greatestSize = 1_000_000

  /// Throws every finding at once, each with its place.
  public static func parse(
    _ bytes: [UInt8], file: String? = nil
  ) throws(FindingsError) -> Scenario {
    guard bytes.count <= greatestSize, let text = String(validating: bytes, as: UTF8.self) else {
      throw FindingsError([
        .error(
          "scenario-encoding", "The scenario is not UTF-8 or larger than a megabyte.", file: file,
          remedy: "Save it as UTF-8 text.")
      ])
    }
    var reader = Reader(file: file)
    let scenario = reader.scenario(try root(text, file: file))
    guard !reader.findings.hasErrors, let scenario else { throw FindingsError(reader.findings) }
    return scenario
  }

  private static func root(_ text: String, file: String?) throws(FindingsError) -> Node {
    do {
      if let node = try Yams.compose(yaml: text) { return node }
    } catch {
      throw FindingsError([
        .error(
          "scenario-syntax", "This is not YAML: \(error)", file: file,
          remedy: "Mend the text at that place.")
      ])
    }
    throw FindingsError([
      .error(
        "scenario-empty", "The scenario file is empty.", file: file,
        remedy: "Start with ‘scenario: name’, a title and levers.")
    ])
  }

  private struct Reader {
    let file: String?
    var findings: [Finding] = []

    init(file: String?) { self.file = file }

    func place(_ node: Node) -> SourcePosition? {
      node.mark.map { SourcePosition(line: $0.line, column: $0.column) }
    }

    mutating func fault(_ code: String, _ message: String, _ node: Node, _ remedy: String) {
      findings.append(.error(code, message, file: file, at: place(node), remedy: remedy))
    }

    mutating func scenario(_ node: Node) -> Scenario? {
      guard let mapping = node.mapping else {
        fault(
          "scenario-shape", "A scenario is a map of fields.", node,
          "Start with ‘scenario: name’, a title and levers.")
        return nil
      }
      var id = ""
      var title: Bilingual?
      var note: Bilingual?
      var changes: [Scenario.Change] = []
      let fields = ["scenario", "title", "note", "levers"]
      for (key, value) in mapping {
        switch key.string ?? "" {
        case "scenario": id = name(value) ?? ""
        case "title": title = bilingual(value)
        case "note": note = bilingual(value)
        case "levers": changes = levers(value)
        case let other:
          let near = Spelling.nearest(to: other, among: fields)
          fault(
            "unknown-field", "A scenario has no field “\(other)”.", key,
            near.map { "Write “\($0)”." } ?? "Use \(fields.joined(separator: ", ")).")
        }
      }
      for (field, missing) in [
        ("scenario", mapping["scenario"] == nil), ("title", mapping["title"] == nil),
        ("levers", mapping["levers"] == nil),
      ] where missing {
        fault("missing-field", "The field “\(field)” is missing.", node, "Add it.")
      }
      guard let title else { return nil }
      return Scenario(
        id: id, title: title, note: note ?? Bilingual(nl: "", en: ""), changes: changes)
    }

    mutating func name(_ node: Node) -> String? {
      let text = node.string ?? ""
      let letters = text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
      if text.isEmpty || text.count > 60 || !letters {
        fault(
          "scenario-name", "“\(text)” is no name of a scenario.", node,
          "Use lower-case letters, digits and hyphens, 60 at most.")
        return nil
      }
      if text == Scenario.baseline.id {
        fault("scenario-name", "“\(text)” is the present scheme itself.", node, "Use another name.")
        return nil
      }
      return text
    }

    mutating func bilingual(_ node: Node) -> Bilingual? {
      guard let mapping = node.mapping, let nl = mapping["nl"]?.string,
        let en = mapping["en"]?.string
      else {
        fault(
          "scenario-language", "A text is needed in both languages.", node,
          "Give ‘nl:’ and ‘en:’.")
        return nil
      }
      return Bilingual(nl: nl, en: en)
    }

    mutating func levers(_ node: Node) -> [Scenario.Change] {
      if node.scalar?.string.isEmpty ?? false { return [] }
      guard let mapping = node.mapping else {
        fault(
          "scenario-levers", "Levers are a map from a lever to its value.", node,
          "Write ‘levers: {}’ for none.")
        return []
      }
      var changes: [Scenario.Change] = []
      for (key, value) in mapping {
        let id = key.string ?? ""
        guard let lever = Lever.named(id) else {
          findings.append(Scenario.unknown(lever: id, file: file, at: place(key)))
          continue
        }
        guard let text = value.scalar?.string, let read = lever.kind.read(text) else {
          fault(
            "lever-value", "The lever “\(id)” cannot be “\(value.scalar?.string ?? "…")”.", value,
            "Give \(lever.kind.description).")
          continue
        }
        changes.append(Scenario.Change(id, read))
      }
      return changes.sorted { $0.lever < $1.lever }
    }
  }
}
