import Foundation
import Statechart
import Testing

/// The published event scripts for charts without expressions, read where they lie.
struct PublishedChartTests {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["SPEELVELD_SHARED"] {
      return URL(fileURLWithPath: shared).appendingPathComponent("conformance/scxml/scion")
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent()
      .appendingPathComponent("shared/conformance/scxml/scion")
  }()

  static let names: [String] = {
    let index = folder.appendingPathComponent("index.tsv")
    let lines = (try? String(contentsOf: index, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.filter { $0.hasSuffix("\tpure") }.compactMap {
      $0.split(separator: "\t").first.map { String($0) }
    }
  }()

  private struct Script: Decodable {
    struct Entry: Decodable {
      struct Event: Decodable { var name: String }
      var event: Event
      var after: Int64?
      var nextConfiguration: [String]
    }
    var initialConfiguration: [String]
    var events: [Entry]
  }

  /// The null datamodel for documents that name another but use none.
  private struct NoExpressions: Datamodel {
    let inner = NullDatamodel()
    func serves(_ name: String) -> Bool { true }
    func evaluate(_ expression: ChartExpression, in scope: EvaluationScope) -> Evaluation {
      inner.evaluate(expression, in: scope)
    }
    func read(_ location: ChartExpression, in scope: EvaluationScope) -> Evaluation {
      inner.read(location, in: scope)
    }
    func assign(
      _ value: ChartValue, to location: ChartExpression, in scope: inout EvaluationScope
    ) -> Problem? { inner.assign(value, to: location, in: &scope) }
    func isLegalName(_ name: String) -> Bool { inner.isLegalName(name) }
    func inlineValue(_ text: String) -> ChartValue { inner.inlineValue(text) }
  }

  @Test(
    .enabled(if: !names.isEmpty, "no charts in shared/conformance beside the package"),
    arguments: names.isEmpty ? [""] : names)
  func `a published chart is in the told states after every event`(name: String) throws {
    let document = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".scxml"))
    let script = try JSONDecoder().decode(
      Script.self, from: Data(contentsOf: Self.folder.appendingPathComponent(name + ".json")))
    let chart = try Statechart.parse(Array(document))
    #expect(try Statechart.parse(Array(chart.exported().utf8)) == chart)
    var now: ChartInstant = 0
    var step = chart.start(now: now, datamodel: NoExpressions())
    #expect(
      Set(step.snapshot.activeAtomicStates(in: chart)) == Set(script.initialConfiguration))
    for entry in script.events {
      now.milliseconds += entry.after ?? 0
      let restored = try Snapshot(tree: step.snapshot.tree)
      step = chart.step(
        restored, ChartEvent(entry.event.name), now: now, datamodel: NoExpressions())
      #expect(step.refusal == nil)
      #expect(Set(step.snapshot.activeAtomicStates(in: chart)) == Set(entry.nextConfiguration))
    }
  }
}
