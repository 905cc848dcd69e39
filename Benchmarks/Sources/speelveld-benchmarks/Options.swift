import Foundation

/// What the command line asks for.
struct Options: Sendable {
  /// Only results whose `bench.case` begins so; empty for all.
  var filter = ""
  /// A directory of inputs made elsewhere, such as tables with their expected answers.
  var inputs: URL?
  /// Numbers of awards for the bench `transition`.
  var sizes = [1_000, 10_000, 100_000]
  /// Counted runs in place of each case's own number.
  var runs: Int?
  /// The release program whose start is measured.
  var program = PackageFiles.root.appending(path: ".build/release/speelveld")

  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(name) needs a value.") }
      switch name {
      case "--filter": filter = value
      case "--inputs": inputs = URL(filePath: value)
      case "--program": program = URL(filePath: value)
      case "--sizes": sizes = value.split(separator: ",").compactMap { Int($0) }
      case "--runs":
        guard let count = Int(value), count > 0 else { throw UsageError("--runs is a count.") }
        runs = count
      default: throw UsageError("There is no option \(name).")
      }
    }
  }

  func wants(suite: String) -> Bool { filter.hasPrefix(suite) || suite.hasPrefix(filter) }

  func wants(_ suite: String, _ name: String) -> Bool { wants(suite: "\(suite).\(name)") }
}

struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ problem: String) {
    description = """
      \(problem)
      speelveld-benchmarks [--filter BENCH[.CASE]] [--inputs DIR] [--sizes N,N] [--runs N] [--program FILE]
      """
  }
}

/// The package's own files, found from this source file.
enum PackageFiles {
  static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

  /// The files of a directory as relative path and bytes.
  static func read(_ directory: String) throws -> [String: [UInt8]] {
    let folder = root.appending(path: directory)
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory),
        !isDirectory.boolValue
      else { continue }
      files[path] = [UInt8](try Data(contentsOf: file))
    }
    return files
  }

  static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: file)))
  }

  static func text(_ file: String) throws -> String {
    String(decoding: try bytes(file), as: UTF8.self)
  }
}
