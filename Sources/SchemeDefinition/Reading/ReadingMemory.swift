import DMN
import Diagnostics
import FEEL
import Statechart

/// What one load has read already, by the path in the scheme, so that a file which several versions
/// share is compiled and checked once.
final class ReadingMemory {
  private var charts: [String: Statechart] = [:]
  private var loadings: [String: DMNModel.Loading] = [:]
  private var importers: [String: Bool] = [:]
  private var readings: [String: Any] = [:]
  private var done = Set<String>()

  /// What was read of a file before, or what `read` makes of it now.
  func recall<Reading>(_ file: String, _ read: () -> Reading) -> Reading {
    let key = "\(file) \(Reading.self)"
    if let stored = readings[key], let known = stored as? Reading { return known }
    let reading = read()
    readings[key] = reading
    return reading
  }

  func chart(_ bytes: [UInt8], file: String) throws(FindingsError) -> Statechart {
    if let known = charts[file] { return known }
    let chart = try Statechart.parse(bytes, file: file)
    charts[file] = chart
    return chart
  }

  /// The models of a version. Models that import others are read anew: what they import may differ.
  func models(_ sources: [String: [UInt8]]) -> [String: DMNModel.Loading] {
    for (file, bytes) in sources where importers[file] == nil {
      importers[file] = Self.mayImport(bytes)
    }
    if sources.keys.contains(where: { importers[$0] == true }) { return DMNModel.loadAll(sources) }
    for (file, bytes) in sources where loadings[file] == nil {
      loadings[file] = DMNModel.loadAll([file: bytes])[file]
    }
    return loadings.filter { sources[$0.key] != nil }
  }

  /// True the first time that this is asked of a piece of work.
  func isNew(_ work: String) -> Bool { done.insert(work).inserted }

  private static func mayImport(_ bytes: [UInt8]) -> Bool {
    let word = Array("import".utf8)
    var rest = bytes[...]
    while let start = rest.firstIndex(of: word[0]) {
      rest = rest[start...]
      if rest.starts(with: word) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
