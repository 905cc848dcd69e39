import Diagnostics
import FEELDatamodel
import Foundation
import JSONText
import Markup
import Statechart

/// Runs a folder of SCION's event scripts (`index.tsv` names them) and prints the score.
///
/// After every event the active atomic states must be those that the script tells. Expressions in
/// simple ECMAScript are mapped to FEEL first.
func runSCION(_ arguments: [String]) -> Int32 {
  guard let folder = arguments.first else {
    print("usage: conformance scion DIR")
    return 2
  }
  let directory = URL(fileURLWithPath: folder, isDirectory: true)
  guard let index = try? String(contentsOf: directory.appending(path: "index.tsv"), encoding: .utf8)
  else {
    print("scion: \(folder) holds no index.tsv")
    return 2
  }
  let names = index.split(separator: "\n").dropFirst().compactMap {
    $0.split(separator: "\t").first.map(String.init)
  }
  var passed = 0
  for name in names {
    do throws(ConformanceFailure) {
      try SCIONTest(name, in: directory).run()
      passed += 1
    } catch {
      print("\(name) \(error.reason)")
    }
  }
  print("scion: passed \(passed) of \(names.count)")
  return passed == names.count ? 0 : 1
}

private struct SCIONTest {
  let chart: Statechart
  let script: JSON

  init(_ name: String, in directory: URL) throws(ConformanceFailure) {
    guard let document = try? Data(contentsOf: directory.appending(path: name + ".scxml")),
      let script = try? Data(contentsOf: directory.appending(path: name + ".json"))
    else { throw ConformanceFailure("the files cannot be read") }
    do {
      let source = try XMLDocument.parse(Array(document), file: name + ".scxml")
      var mapping = ScriptMapping()
      chart = try Statechart.parse(mapping.chart(source.root), file: name + ".scxml")
      self.script = try JSON.parse(String(decoding: script, as: UTF8.self))
    } catch {
      throw ConformanceFailure("does not load: \(error)")
    }
  }

  func run() throws(ConformanceFailure) {
    let language = FEELDatamodel()
    let host = ChartHost(sendTypes: [])
    var now = ChartInstant(milliseconds: 0)
    var step = chart.start(now: now, datamodel: language, host: host)
    try compare(step, with: script["initialConfiguration"], after: "the start")
    for item in items(script["events"]) {
      guard let event = item["event"], let name = text(event["name"]) else {
        throw ConformanceFailure("the event script is not understood")
      }
      now.milliseconds += item["after"].flatMap(number) ?? 0
      let data = event["data"].map(ChartValue.init) ?? .null
      step = chart.step(
        step.snapshot, ChartEvent(name, data: data), now: now, datamodel: language, host: host)
      try compare(step, with: item["nextConfiguration"], after: name)
    }
  }

  private func compare(_ step: Step, with wanted: JSON?, after event: String)
    throws(ConformanceFailure)
  {
    if let refusal = step.refusal { throw ConformanceFailure("refused: \(refusal)") }
    let active = step.snapshot.activeAtomicStates(in: chart).sorted()
    let expected = items(wanted).compactMap(text).sorted()
    guard active != expected else { return }
    let problems = step.diagnostics.map { "; " + $0.reason }.joined()
    throw ConformanceFailure(
      "after \(event): \(active.joined(separator: " ")) instead of "
        + expected.joined(separator: " ") + problems)
  }

  private func items(_ value: JSON?) -> [JSON] {
    if case .array(let items)? = value { items } else { [] }
  }

  private func text(_ value: JSON?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  private func number(_ value: JSON) -> Int64? {
    if case .number(let text) = value { Int64(text) } else { nil }
  }
}

extension ChartValue {
  /// The value of an event's data in an event script.
  fileprivate init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .number(let text): self = .number(text)
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map { ChartValue($0) })
    case .object(let members):
      self = .context(members.map { Member($0.name, ChartValue($0.value)) })
    }
  }
}
