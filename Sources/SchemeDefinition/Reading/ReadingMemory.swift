import DMN
import Diagnostics
import FEEL
import Statechart

/// What one load has read already, by the path in the scheme, so that a file which several versions
/// share is compiled and checked once.
final class ReadingMemory {
  private var charts: [String: Statechart] = [:]
  private var loadings: [String: DMNModel.Loading] = [:]
  private var done = Set<String>()

  func chart(_ bytes: [UInt8], file: String) throws(FindingsError) -> Statechart {
    if let known = charts[file] { return known }
    let chart = try Statechart.parse(bytes, file: file)
    charts[file] = chart
    return chart
  }

  /// The models of a version. Models that import others are read anew: what they import may differ.
  func models(_ sources: [String: [UInt8]]) -> [String: DMNModel.Loading] {
    if sources.values.contains(where: Self.mayImport) { return DMNModel.loadAll(sources) }
    for (file, bytes) in sources where loadings[file] == nil {
      loadings[file] = DMNModel.loadAll([file: bytes])[file]
    }
    return loadings.filter { sources[$0.key] != nil }
  }

  /// True the first time that this is asked of a piece of work.
  func isNew(_ work: String) -> Bool { done.insert(work).inserted }

  private static func mayImport(_ bytes: [UInt8]) -> Bool {
    let word = Array("import".utf8)
    return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
  }
}
