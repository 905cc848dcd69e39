import Allocation
import Casework
import Diagnostics
import Foundation
import Simulation

/// Scenario and population files, shipped or given by path.
struct ScenarioFiles {
  static let first = ["null", "size-weighted", "reserved-share"]

  let home: Home

  func shipped(_ kind: String) -> [String] {
    let folder = home.path("config/\(kind)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { ($0 as NSString).deletingPathExtension }.sorted()
  }

  private func path(_ name: String, kind: String, ending: String) throws -> String {
    if FileManager.default.fileExists(atPath: name) { return name }
    let path = home.path("config/\(kind)/\(name).\(ending)").path
    guard FileManager.default.fileExists(atPath: path) else {
      throw Refusal(
        "no-file", nl: "“\(name)” is geen bestand en geen meegeleverde naam.",
        en: "“\(name)” is neither a file nor a shipped name.", details: shipped(kind))
    }
    return path
  }

  /// A scenario by the name of its file; `baseline` is the present scheme.
  func scenario(_ name: String) throws -> Scenario {
    if name == Scenario.baseline.id { return .baseline }
    let path = try path(name, kind: "scenarios", ending: "yaml")
    return try ScenarioFile.parse(try readFile(path), file: path)
  }

  /// Several scenarios, every fault of all of them at once.
  func scenarios(_ names: [String]) throws -> [Scenario] {
    var findings: [Finding] = []
    var scenarios: [Scenario] = []
    for name in names {
      do {
        scenarios.append(try scenario(name))
      } catch let error as FindingsError {
        findings += error.findings
      }
    }
    if !findings.isEmpty { throw FindingsError(findings) }
    return scenarios
  }

  /// A population under its file's name without folder and ending.
  func population(_ name: String) throws -> Population {
    let path = try path(name, kind: "populations", ending: "csv")
    let short = URL(filePath: path).deletingPathExtension().lastPathComponent
    let bytes = try readFile(path, atMost: Population.greatestSize)
    return try Population.parse(bytes, name: short, file: path)
  }
}

/// Reads `lever=value`, every fault at once.
///
/// Throws a `FindingsError` for an unknown lever (with a suggestion), a value that it cannot have, and a
/// lever given twice.
func leverChanges(_ settings: [String]) throws(FindingsError) -> [Scenario.Change] {
  var findings: [Finding] = []
  var changes: [Scenario.Change] = []
  for setting in settings {
    do throws(FindingsError) {
      let (lever, text) = try leverSetting(setting)
      guard let value = lever.kind.read(text) else {
        throw FindingsError([
          .error(
            "lever-value", "The lever “\(lever.id)” cannot be “\(text)”.",
            remedy: "Give \(lever.kind.description).")
        ])
      }
      if changes.contains(where: { $0.lever == lever.id }) {
        throw FindingsError([
          .error("lever-twice", "The lever “\(lever.id)” is set twice.", remedy: "Set it once.")
        ])
      }
      changes.append(.init(lever.id, value))
    } catch {
      findings += error.findings
    }
  }
  if !findings.isEmpty { throw FindingsError(findings) }
  return changes.sorted { $0.lever < $1.lever }
}

/// The lever and the text after the equals sign.
private func leverSetting(_ setting: String) throws(FindingsError) -> (Lever, String) {
  let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2 else {
    throw FindingsError([
      .error(
        "lever-setting", "“\(setting)” is not LEVER=VALUE.",
        remedy: "Write for example weighting.points=4.")
    ])
  }
  return (try namedLever(String(parts[0])), String(parts[1]))
}

/// Throws a finding with a suggestion when there is no such lever.
func namedLever(_ id: String) throws(FindingsError) -> Lever {
  guard let lever = Lever.named(id) else { throw FindingsError([Scenario.unknown(lever: id)]) }
  return lever
}

/// Reads `lever=a,b,c` or `lever=first:last:count` into an axis of a search.
func searchAxes(_ settings: [String]) throws(FindingsError) -> [ScenarioSearch.Axis] {
  var findings: [Finding] = []
  var axes: [ScenarioSearch.Axis] = []
  for setting in settings {
    do throws(FindingsError) {
      let (lever, text) = try leverSetting(setting)
      axes.append(.init(lever.id, try leverValues(lever, text)))
    } catch {
      findings += error.findings
    }
  }
  if !findings.isEmpty { throw FindingsError(findings) }
  return axes
}

func leverValues(_ lever: Lever, _ text: String) throws(FindingsError) -> [LeverValue] {
  let range = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  let values: [LeverValue?] =
    if range.count == 3, let count = Int(range[2]) {
      lever.kind.values(from: range[0], to: range[1], count: count) ?? [nil]
    } else {
      text.split(separator: ",", omittingEmptySubsequences: false).map {
        lever.kind.read(String($0))
      }
    }
  let read = values.compactMap(\.self)
  guard read.count == values.count, !read.isEmpty else {
    throw FindingsError([
      .error(
        "lever-values", "“\(text)” gives no values for the lever “\(lever.id)”.",
        remedy:
          "Give values with commas, or FIRST:LAST:COUNT with 2 to 1000 steps; each \(lever.kind.description)."
      )
    ])
  }
  return read
}
