import DMN
import Diagnostics
import ExactNumbers
import FEEL
import Foundation
import LegalCalendar
import Markup

/// Runs a tree of DMN models with test files beside them and prints the score.
///
/// The layout is that of the technology compatibility kit: folders that hold `.dmn` models and
/// `…-test-….xml` files. Every case counts, also those of a model that does not load. Prints one line per
/// failing case and, last, `dmn: passed P of N (exact E)`: P compares numbers to 1e-8, as the kit's
/// own runners do, E exactly. With `--csv FILE` a line per case is written in the kit's form.
func runDMN(_ arguments: [String]) -> Int32 {
  var directory: String?
  var csv: String?
  var index = 0
  while index < arguments.count {
    if arguments[index] == "--csv", index + 1 < arguments.count {
      csv = arguments[index + 1]
      index += 1
    } else {
      directory = arguments[index]
    }
    index += 1
  }
  guard let directory else {
    print("usage: conformance dmn DIRECTORY [--csv FILE]")
    return 64
  }
  var run = DMNConformance(root: URL(fileURLWithPath: directory))
  run.runAll()
  if let csv {
    do {
      try run.csv.joined(separator: "\n").appending("\n")
        .write(toFile: csv, atomically: true, encoding: .utf8)
    } catch {
      print("cannot write \(csv): \(error)")
      return 74
    }
  }
  print("dmn: passed \(run.passed) of \(run.total) (exact \(run.exact))")
  return run.passed == run.total && run.total > 0 ? 0 : 1
}

private struct DMNConformance {
  let root: URL
  /// A clock, for the cases that ask for the time.
  let environment: FEELEnvironment
  var total = 0
  var passed = 0
  var exact = 0
  var csv: [String] = []

  init(root: URL) {
    self.root = root.standardizedFileURL
    let second = Int64(Date().timeIntervalSince1970)
    environment = FEELEnvironment(
      now: FEELDateTime(
        date: CivilDate(epochDay: second / 86_400),
        nanosecondOfDay: second % 86_400 * 1_000_000_000, offsetSeconds: 0))
  }

  mutating func runAll() {
    let all =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL } ?? []
    let tests = all.filter {
      $0.pathExtension == "xml" && $0.lastPathComponent.contains("-test-")
    }
    for test in tests.sorted(by: { $0.path < $1.path }) { run(test) }
  }

  private mutating func run(_ url: URL) {
    let folder = url.deletingLastPathComponent()
    let name = folder.standardizedFileURL.path.replacingOccurrences(of: root.path + "/", with: "")
    do {
      let bytes = [UInt8](try Data(contentsOf: url))
      let document = try XMLDocument.parse(bytes, file: url.lastPathComponent).root
      let wanted = document.first("modelName").map(\.text) ?? ""
      let model = load(folder, wanted)
      for test in document.elements("testCase") {
        let outcome =
          model.map { check(test, $0) } ?? CaseOutcome(problem: "the model does not load")
        record(outcome, folder: name, file: url, id: test[attribute: "id"] ?? "")
      }
    } catch {
      record(
        CaseOutcome(problem: "the test file cannot be read: \(error)"), folder: name, file: url,
        id: "")
    }
  }

  /// The wanted model with the folder's other models at hand for its imports.
  private func load(_ folder: URL, _ wanted: String) -> DMNModel? {
    let models =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))?
      .filter { $0.pathExtension == "dmn" }.sorted { $0.path < $1.path } ?? []
    var files: [String: [UInt8]] = [:]
    for model in models {
      files[model.lastPathComponent] = (try? Data(contentsOf: model)).map { [UInt8]($0) }
    }
    return DMNModel.loadAll(files)[wanted]?.model
  }

  private mutating func record(_ outcome: CaseOutcome, folder: String, file: URL, id: String) {
    total += 1
    if outcome.problem == nil { passed += 1 }
    if outcome.problem == nil, outcome.isExact { exact += 1 }
    let test = file.deletingPathExtension().lastPathComponent
    if let problem = outcome.problem { print("\(folder)/\(test) \(id): \(problem)") }
    let message = (outcome.problem ?? "").replacingOccurrences(of: "\"", with: "'")
      .replacingOccurrences(of: "\n", with: " ")
    let status = outcome.problem == nil ? "SUCCESS" : "ERROR"
    csv.append("\"\(folder)\",\"\(test)\",\"\(id)\",\"\(status)\",\"\(message)\"")
  }

  private func check(_ test: XMLElement, _ model: DMNModel) -> CaseOutcome {
    var pairs: [(String, FEELValue)] = []
    for input in test.elements("inputNode") {
      guard let value = TestValue.read(input) else {
        return CaseOutcome(problem: "the input \(input[attribute: "name"] ?? "") cannot be read")
      }
      pairs.append((input[attribute: "name"] ?? "", value))
    }
    let inputs = FEELContext(pairs)
    var outcome = CaseOutcome()
    for node in test.elements("resultNode") {
      let name = node[attribute: "name"] ?? ""
      let result = evaluate(test, name, inputs, model)
      guard let expected = node.first("expected").map(TestValue.read) ?? .null else {
        return CaseOutcome(problem: "\(name): the expected value cannot be read")
      }
      let agreement = TestValue.compare(expected, result.value)
      if agreement != .exact { outcome.isExact = false }
      guard agreement != .different else {
        let reason = result.diagnostics.first.map { " — \($0)" } ?? ""
        return CaseOutcome(problem: "\(name): expected \(expected), got \(result.value)\(reason)")
      }
    }
    return outcome
  }

  private func evaluate(
    _ test: XMLElement, _ name: String, _ inputs: FEELContext, _ model: DMNModel
  ) -> DecisionResult {
    let invocable = test[attribute: "invocableName"] ?? name
    switch test[attribute: "type"] ?? "decision" {
    case "decisionService":
      var result = model.evaluate(service: invocable, inputs: inputs, environment: environment)
      if case .context(let context) = result.value, model.outputs(ofService: invocable).count > 1 {
        result.value = context[name] ?? result.value
      }
      return result
    case "bkm":
      return model.evaluate(knowledgeModel: invocable, arguments: inputs, environment: environment)
    default: return model.evaluate(decision: name, inputs: inputs, environment: environment)
    }
  }
}

private struct CaseOutcome {
  var problem: String?
  var isExact = true

  init(problem: String? = nil) { self.problem = problem }
}
