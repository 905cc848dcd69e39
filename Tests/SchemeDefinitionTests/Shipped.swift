import Diagnostics
import Foundation
import SchemeDefinition
import Testing

/// The scheme that is shipped with the program, as bytes.
enum Shipped {
  static let id = "emancipatie-2022-2027"

  /// The package's root is two levels above this file's folder.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "config/schemes/\(id)")

  static let files: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    let root = folder.resolvingSymlinksInPath().path(percentEncoded: false)
    let walk = FileManager.default.enumerator(atPath: root)
    while let path = walk?.nextObject() as? String {
      let url = URL(filePath: root).appending(path: path)
      if !url.hasDirectoryPath, let data = try? Data(contentsOf: url) {
        files[path] = [UInt8](data)
      }
    }
    return files
  }()

  static let loaded = SchemeDefinition.load(files)

  static func scheme() throws -> SchemeDefinition {
    let (scheme, findings) = loaded
    return try #require(scheme, "\(FindingsError(findings.filter { $0.severity == .error }))")
  }

  static func rules(_ label: String) throws -> RuleSet {
    try #require(try scheme()[label])
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try #require(files[path]), as: UTF8.self)
  }

  /// The findings after a text in a file is replaced; the text must be there.
  static func findings(_ path: String, replacing old: String, with new: String) throws -> [Finding]
  {
    let text = try text(path)
    try #require(text.contains(old), "\(path) no longer holds \(old)")
    return findings([path: Array(text.replacing(old, with: new, maxReplacements: 1).utf8)])
  }

  /// The findings with some files replaced, added or (nil) removed.
  static func findings(_ changes: [String: [UInt8]?]) -> [Finding] {
    var changed = files
    for (path, bytes) in changes { changed[path] = bytes }
    return SchemeDefinition.load(changed).findings
  }
}
