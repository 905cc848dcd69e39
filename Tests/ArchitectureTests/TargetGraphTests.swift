import Foundation
import Testing

private let root = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func read(_ path: String) throws -> String {
  try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// The manifest as SwiftPM understands it: target → our own targets that it depends on.
private func manifestGraph() throws -> [String: Set<String>] {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  let scratch = FileManager.default.temporaryDirectory.appending(path: "dump-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: scratch) }
  process.arguments = [
    "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
  ]
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let bytes = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let json = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  let targets = try #require(json["targets"] as? [[String: Any]])
  var graph: [String: Set<String>] = [:]
  for target in targets {
    let name = try #require(target["name"] as? String)
    let dependencies = target["dependencies"] as? [[String: Any]] ?? []
    graph[name] = Set(dependencies.compactMap { ($0["byName"] as? [Any])?.first as? String })
  }
  return graph
}

/// The table in docs/architecture.md: target → (layer, imports).
private func documentedGraph() throws -> [(layer: String, target: String, imports: Set<String>)] {
  try read("docs/architecture.md").split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count == 4, cells[1].hasPrefix("`") else { return nil }
    let imports = cells[3] == "–" ? [] : cells[3].components(separatedBy: ", ")
    return (cells[0], cells[1].replacingOccurrences(of: "`", with: ""), Set(imports))
  }
}

@Suite struct TargetGraphTests {
  @Test func `the manifest's targets are those of the documented table, edge by edge`() throws {
    let manifest = try manifestGraph()
    let documented = try documentedGraph()
    #expect(documented.count > 15)
    for row in documented {
      #expect(manifest[row.target] == row.imports, "\(row.target)")
    }
    let known = Set(documented.map(\.target))
    let others = manifest.keys.filter { !known.contains($0) }
    #expect(
      others.allSatisfy { $0.hasSuffix("Tests") || $0.hasPrefix("CLib") || $0 == "TestSupport" },
      "undocumented: \(others)")
  }

  @Test func `arrows point left only`() throws {
    let order = ["base", "engine", "domain", "data", "service", "face", "program", "tool"]
    let documented = try documentedGraph()
    let layers = Dictionary(uniqueKeysWithValues: documented.map { ($0.target, $0.layer) })
    for row in documented {
      let own = try #require(order.firstIndex(of: row.layer))
      for name in row.imports where !name.hasPrefix("CLib") {
        let layer = try #require(layers[name])
        let other = try #require(order.firstIndex(of: layer))
        #expect(other <= own, "\(row.target) → \(name)")
      }
    }
  }

  @Test(arguments: [
    "Diagnostics", "JSONText", "ExactNumbers", "LegalCalendar", "Markup", "FEEL", "DMN",
    "Statechart", "FEELDatamodel", "Allocation",
  ])
  func `base and engines import no Foundation and read no clock`(target: String) throws {
    let folder = root.appending(path: "Sources/\(target)")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in [
        "import Foundation", "ContinuousClock", "SystemRandomNumberGenerator", ".random(",
      ] {
        #expect(!text.contains(word), "\(file.lastPathComponent): \(word)")
      }
    }
  }
}
