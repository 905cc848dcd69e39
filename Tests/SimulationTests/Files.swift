import Diagnostics
import Foundation
import Simulation

/// The package's root, two levels above the tests of a target.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

func shippedScenarios() throws -> [Scenario] {
  let folder = packageRoot.appendingPathComponent("config/scenarios")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  return try names.filter { $0.hasSuffix(".yaml") }.map { name in
    try ScenarioFile.parse(
      Array(Data(contentsOf: folder.appendingPathComponent(name))), file: name)
  }
}

func shippedPopulation(_ name: String) throws -> [UInt8] {
  try Array(
    Data(contentsOf: packageRoot.appendingPathComponent("config/populations/\(name).csv")))
}
