import Casework
import Foundation
import Storage

/// Where the program's own files lie: `config/` and `db/migrations/`.
///
/// `SPEELVELD_HOME` when set; else the nearest folder above the executable or the working directory that has
/// `db/migrations`; else the installed place.
struct Home: Sendable {
  let folder: URL

  static func find(environment: [String: String] = ProcessInfo.processInfo.environment) throws
    -> Home
  {
    if let named = environment["SPEELVELD_HOME"], !named.isEmpty {
      return Home(folder: URL(filePath: named))
    }
    let executable = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let starts = [
      executable, Bundle.main.executableURL,
      URL(filePath: FileManager.default.currentDirectoryPath),
    ]
    for start in starts.compactMap(\.self) {
      var folder = start
      for _ in 0..<12 {
        if FileManager.default.fileExists(atPath: folder.appending(path: "db/migrations").path) {
          return Home(folder: folder)
        }
        folder.deleteLastPathComponent()
      }
    }
    let installed = URL(filePath: "/usr/share/speelveld")
    if FileManager.default.fileExists(atPath: installed.path) { return Home(folder: installed) }
    throw Refusal(
      "no-home", nl: "De eigen bestanden (db/migrations, config) zijn niet gevonden.",
      en: "The program's own files (db/migrations, config) were not found.",
      details: ["Run it inside its folder, or set SPEELVELD_HOME."])
  }

  func migrations() throws -> [Migration] {
    let folder = folder.appending(path: "db/migrations")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sql" }
      .map {
        Migration(
          name: $0.deletingPathExtension().lastPathComponent,
          sql: try String(contentsOf: $0, encoding: .utf8))
      }
  }

  /// Decision models for a draft of the successor, by path in its version.
  func successorModels() throws -> [String: [UInt8]] {
    try readDirectory(path("config/successor").path)
  }

  func path(_ relative: String) -> URL { folder.appending(path: relative) }
}

/// Reads the files of a directory as relative path → bytes; hidden files are left out.
func readDirectory(_ path: String) throws -> [String: [UInt8]] {
  let root = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
  var isDirectory: ObjCBool = false
  guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isDirectory),
    isDirectory.boolValue
  else {
    throw Refusal(
      "no-directory", nl: "“\(path)” is geen map.", en: "“\(path)” is not a directory.",
      details: ["Name the directory that holds scheme.yaml, such as config/schemes/NAME."])
  }
  var files: [String: [UInt8]] = [:]
  let keys: [URLResourceKey] = [.isRegularFileKey]
  let walker = FileManager.default.enumerator(
    at: root, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
  while let file = walker?.nextObject() as? URL {
    guard try file.resourceValues(forKeys: Set(keys)).isRegularFile == true else { continue }
    let relative = file.resolvingSymlinksInPath().path.dropFirst(root.path.count + 1)
    files[String(relative)] = try readFile(file.path)
  }
  return files
}

/// The largest file that an import reads; beyond it the file is refused unread.
let largestImport = 20 * 1024 * 1024

/// Reads one file, refusing what is no file or is too large before reading it.
///
/// Throws a `Refusal`: a directory, a pipe or a device is none, and may never end.
func readFile(_ path: String, atMost limit: Int = largestImport) throws -> [UInt8] {
  let file = URL(filePath: path).resolvingSymlinksInPath()
  guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else {
    throw unreadable(path)
  }
  guard attributes[.type] as? FileAttributeType == .typeRegular else {
    throw Refusal(
      "not-a-file", nl: "“\(path)” is geen gewoon bestand.", en: "“\(path)” is not a regular file.",
      details: ["Name a file; save what comes from a pipe or a device to one first."])
  }
  let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
  guard size <= limit else {
    throw Refusal(
      "file-too-large",
      nl:
        "“\(path)” is \(size / 1_048_576) MB; meer dan \(limit / 1_048_576) MB wordt niet gelezen.",
      en:
        "“\(path)” is \(size / 1_048_576) MB; more than \(limit / 1_048_576) MB is not read.",
      details: ["Check that it is the file you meant, or split it into several files."])
  }
  guard let data = try? Data(contentsOf: file) else { throw unreadable(path) }
  return [UInt8](data)
}

private func unreadable(_ path: String) -> Refusal {
  Refusal(
    "no-file", nl: "Het bestand “\(path)” is er niet of is niet leesbaar.",
    en: "The file “\(path)” does not exist or cannot be read.",
    details: ["Check its name, and that you may read it."])
}
