import DMN
import Diagnostics
import Foundation
import Markup
import Testing

/// Models written by others, beside the package or where `SPEELVELD_SHARED` says.
private enum Suite {
  static let root: URL = {
    if let given = ProcessInfo.processInfo.environment["SPEELVELD_SHARED"] {
      return URL(fileURLWithPath: given)
    }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static let models: [URL] = {
    let folder = root.appendingPathComponent("conformance/dmn-tck/TestCases")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "dmn" }
      .sorted { $0.path < $1.path }
  }()

  static let isPresent: Bool = {
    if models.isEmpty { print("No models of the outside suite under \(root.path): skipped.") }
    return !models.isEmpty
  }()
}

@Suite(.enabled(if: Suite.isPresent)) struct SuiteRoundTripTests {
  /// The tree without places and without white space between elements.
  private func shape(_ element: XMLElement) -> XMLElement {
    XMLElement(
      element.name, namespaces: element.namespaces,
      attributes: element.attributes.map { XMLAttribute($0.name, $0.value) },
      children: element.children.map {
        switch $0 {
        case .element(let child): .element(shape(child))
        case .text(let text, _): .text(text, SourcePosition(line: 1, column: 1))
        case .cdata(let text, _): .cdata(text, SourcePosition(line: 1, column: 1))
        default: $0
        }
      })
  }

  @Test func `every outside model is written as it was read`() throws {
    for file in Suite.models {
      let bytes = [UInt8](try Data(contentsOf: file))
      let model = try #require(DMNModel.load(bytes, file: file.lastPathComponent).0)
      let read = try XMLDocument.parse(bytes).root
      let written = try XMLDocument.parse(text: model.exported()).root
      #expect(shape(read) == shape(written), "\(file.lastPathComponent)")
    }
  }

  @Test func `every outside table is drawn and analysed`() throws {
    for file in Suite.models {
      let bytes = [UInt8](try Data(contentsOf: file))
      let model = try #require(DMNModel.load(bytes, file: file.lastPathComponent).0)
      for table in model.tables {
        let drawn = table.rendered()
        #expect(drawn.split(separator: "\n").allSatisfy { $0.count <= 80 })
      }
      for finding in model.analysis() { #expect(finding.position != nil) }
    }
  }
}
