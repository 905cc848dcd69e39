import Diagnostics
import Yams

/// Reads a YAML file into its root mapping; nil with a finding when it is none.
func yamlRoot(_ bytes: [UInt8], file: String, log: FindingLog) -> YAMLMapping? {
  guard let text = text(of: bytes, file: file, log: log) else { return nil }
  do {
    guard let node = try Yams.compose(yaml: text), case .mapping(let mapping) = node else {
      log.error(
        "wrong-shape", "The file must hold named fields.", in: file,
        at: SourcePosition(line: 1, column: 1), remedy: "Begin with a line such as `id: …`.")
      return nil
    }
    return YAMLMapping(mapping, file: file, log: log)
  } catch let error as YamlError {
    log.note(finding(for: error, file: file))
  } catch {
    log.error("yaml-syntax", "The file is no YAML: \(error).", in: file)
  }
  return nil
}

extension SourcePosition {
  init(_ mark: Mark) { self.init(line: max(1, mark.line), column: max(1, mark.column)) }
}

private func finding(for error: YamlError, file: String) -> Finding {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return .error(
      "yaml-syntax", "The YAML cannot be read: \(problem).", file: file, at: SourcePosition(mark),
      remedy: "Check indentation, quotes and colons at and just before this place.")
  case .duplicatedKeysInMapping(let duplicates, let context):
    return .error(
      "duplicate-field", "Written twice: \(duplicates.sorted().joined(separator: ", ")).",
      file: file, at: SourcePosition(context.mark), remedy: "Keep one of them.")
  default:
    return .error("yaml-syntax", "The YAML cannot be read: \(error).", file: file)
  }
}
