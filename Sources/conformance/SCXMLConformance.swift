import Diagnostics
import FEELDatamodel
import Foundation
import Markup
import Statechart

/// Runs a folder of W3C's SCXML test templates (`index.tsv` names them) and prints the score.
///
/// Each template is mapped to the FEEL datamodel and run on a clock of its own: whenever the chart
/// rests, time moves on to its next delayed event. A test passes when the chart ends in the state
/// `pass`. Tests that a person has to judge and tests that need scripts are counted apart.
func runSCXML(_ arguments: [String]) -> Int32 {
  guard let folder = arguments.first else {
    print("usage: conformance scxml DIR [--csv FILE]")
    return 2
  }
  let directory = URL(fileURLWithPath: folder, isDirectory: true)
  guard let index = try? String(contentsOf: directory.appending(path: "index.tsv"), encoding: .utf8)
  else {
    print("scxml: \(folder) holds no index.tsv")
    return 2
  }
  var tallies: [String: (passed: Int, total: Int)] = [:]
  var rows: [String] = []
  for test in SCXMLTest.all(in: index) {
    let failure = test.run(in: directory)
    tallies[test.family, default: (0, 0)].total += 1
    if let failure, test.family == "M" {
      print("\(test.name) [M] to be judged by a reader: \(failure)")
    } else if let failure {
      print("\(test.name) [\(test.family)] \(failure)")
    } else {
      tallies[test.family, default: (0, 0)].passed += 1
    }
    rows.append(
      csvRow([test.name, test.family, failure == nil ? "SUCCESS" : "ERROR", failure ?? ""]))
  }
  if let flag = arguments.firstIndex(of: "--csv"), flag + 1 < arguments.count {
    let text = rows.joined(separator: "\n") + "\n"
    try? text.write(toFile: arguments[flag + 1], atomically: true, encoding: .utf8)
  }
  for (family, tally) in tallies.sorted(by: { $0.key < $1.key }) {
    let note = SCXMLTest.apart.contains(family) ? " (apart)" : ""
    print("family \(family): passed \(tally.passed) of \(tally.total)\(note)")
  }
  let counted = tallies.filter { !SCXMLTest.apart.contains($0.key) }.values
  let passed = counted.reduce(0) { $0 + $1.passed }
  let total = counted.reduce(0) { $0 + $1.total }
  print("scxml: passed \(passed) of \(total)")
  return passed == total ? 0 : 1
}

private func csvRow(_ cells: [String]) -> String {
  cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
}

private struct SCXMLTest {
  let name: String
  let file: String
  let dependencies: [String]
  let family: String

  /// Families that are counted apart: judged by a person (M), in need of scripts (S).
  static let apart: Set<String> = ["M", "S"]

  static func all(in index: String) -> [SCXMLTest] {
    let lines = index.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first else { return [] }
    let column = { (name: String, row: [String]) -> String in
      head.firstIndex(of: name).flatMap { $0 < row.count ? row[$0] : nil } ?? ""
    }
    return lines.dropFirst().map { row in
      SCXMLTest(
        name: column("name", row), file: column("file", row),
        dependencies: column("deps", row).split(whereSeparator: { " ,;".contains($0) })
          .map(String.init),
        family: column("family", row))
    }
  }

  /// Runs the test; returns why it failed.
  func run(in directory: URL) -> String? {
    do throws(ConformanceFailure) {
      let host = try host(in: directory)
      let chart = try load(file, in: directory)
      return chart.outcome(host)
    } catch {
      return error.reason
    }
  }

  private func host(in directory: URL) throws(ConformanceFailure) -> ChartHost {
    var host = ChartHost(sendTypes: [])
    for dependency in dependencies {
      let stem = (dependency as NSString).deletingPathExtension
      guard
        let text = try? String(contentsOf: directory.appending(path: dependency), encoding: .utf8)
      else { throw ConformanceFailure("\(dependency) cannot be read") }
      let isChart = text.contains("<scxml")
      for suffix in ["", ".txt", ".scxml", ".xml", ".txml"] {
        for name in [stem + suffix, "file:" + stem + suffix] {
          if isChart {
            host.charts[name] = try load(dependency, in: directory)
          } else {
            host.texts[name] = text
          }
        }
      }
    }
    return host
  }

  private func load(_ file: String, in directory: URL) throws(ConformanceFailure) -> Statechart {
    guard let data = try? Data(contentsOf: directory.appending(path: file)) else {
      throw ConformanceFailure("\(file) cannot be read")
    }
    do {
      let document = try XMLDocument.parse(Array(data), file: file)
      var mapping = ConfMapping()
      let root = mapping.chart(document.root)
      if let unknown = mapping.unknown.first {
        throw ConformanceFailure("\(file): conf:\(unknown) has no mapping")
      }
      return try Statechart.parse(root, file: file)
    } catch let error as ConformanceFailure {
      throw error
    } catch {
      throw ConformanceFailure("does not load: \(error)")
    }
  }
}

/// Why a case failed.
struct ConformanceFailure: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension Statechart {
  /// Runs until the chart ends or nothing more can happen; nil when it ended in `pass`.
  fileprivate func outcome(_ host: ChartHost) -> String? {
    let language = FEELDatamodel()
    var step = start(datamodel: language, host: host)
    var problems = step.diagnostics
    var log = step.logged
    for _ in 0..<1000 {
      if let refusal = step.refusal { return "refused: \(refusal)" }
      if step.isFinished {
        let end = step.snapshot.configuration.last ?? "nowhere"
        return end == "pass" ? nil : "ended in \(end)" + noted(problems) + log
      }
      guard let due = step.snapshot.nextDue else {
        let place = step.snapshot.configuration.joined(separator: " ")
        return "rests for ever in \(place)" + noted(problems)
      }
      step = self.step(step.snapshot, nil, now: due, datamodel: language, host: host)
      problems += step.diagnostics
      log += step.logged
    }
    return "does not end"
  }

  private func noted(_ problems: [StepDiagnostic]) -> String {
    problems.isEmpty ? "" : ": " + problems.map(\.reason).joined(separator: "; ")
  }
}

extension Step {
  /// What the step logged, in one line.
  fileprivate var logged: String {
    effects.map { effect in
      if case .log(let label, let text) = effect { "; log: \(label ?? "")\(text)" } else { "" }
    }.joined()
  }
}
