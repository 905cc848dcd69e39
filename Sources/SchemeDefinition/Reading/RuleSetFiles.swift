/// The files of a version: what belongs there and where each came from.
struct RuleSetFiles {
  /// Bytes by path within the version.
  var bytes: [String: [UInt8]] = [:]
  /// The path in the scheme of each, for findings; the same for a rule set restored alone.
  var origins: [String: String] = [:]

  static let required = [
    "parameters.yaml", "terms.yaml", "obligations.yaml", "reminders.yaml", "letters/fields.yaml",
    "messages/fields.yaml",
  ]

  static let folders = [
    "lifecycles/": ".scxml", "decisions/": ".dmn", "letters/": ".mustache",
    "messages/": ".mustache", "cases/": ".md",
  ]

  /// The paths in a folder, in order, such as all of `decisions/`.
  func paths(in folder: String) -> [String] {
    guard let ending = Self.folders[folder] else { return [] }
    return bytes.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }.sorted()
  }

  /// The file's name without folder and ending.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.split(separator: ".", omittingEmptySubsequences: false).first ?? "")
  }

  func origin(_ path: String) -> String { origins[path] ?? path }

  /// Refuses files that nothing reads and names those that are missing.
  func check(folder: String, mapping: String?, log: FindingLog) {
    for path in Self.required where bytes[path] == nil {
      log.error(
        "missing-file", "The file \(folder)\(path) is missing.", in: folder + path,
        remedy: "Add it, or inherit from a version that has it.")
    }
    for (kind, ending) in Self.folders.sorted(by: { $0.key < $1.key }) {
      if kind != "cases/", paths(in: kind).isEmpty {
        log.error(
          "missing-file", "There is no file \(folder)\(kind)*\(ending).", in: folder + kind,
          remedy: "Add one, or inherit from a version that has it.")
      }
    }
    let known = Self.required + [mapping].compactMap { $0 }
    for path in bytes.keys.sorted() where !known.contains(path) {
      if Self.folders.contains(where: { path.hasPrefix($0.key) && path.hasSuffix($0.value) }) {
        continue
      }
      log.error(
        "unknown-file", "Nothing reads the file \(path).", in: origin(path),
        remedy: nearest(to: path, among: known).map { "Did you mean \"\($0)\"?" }
          ?? "Remove it, or give it the ending of its folder.")
    }
  }
}
