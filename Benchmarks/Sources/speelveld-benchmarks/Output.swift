import Foundation
import JSONText

/// Results on standard output, one JSON line each; everything else on standard error.
enum Output {
  /// Prints a result: the median of the samples with the least and the greatest.
  static func report(
    _ bench: String, _ name: String, _ params: [(String, JSON)] = [], unit: String,
    _ samples: [Double]
  ) {
    let sorted = samples.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return }
    let line: JSON = [
      "bench": .string(bench), "case": .string(name),
      "params": .object(params.map { JSON.Member($0.0, $0.1) }), "unit": .string(unit),
      "median": number(median(sorted)), "min": number(least), "max": number(greatest),
      "runs": .int(samples.count),
    ]
    FileHandle.standardOutput.write(Data((line.compact + "\n").utf8))
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func end(_ status: Int32) { exit(status) }

  static func median(_ samples: [Double]) -> Double {
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  private static func number(_ value: Double) -> JSON { .number(String(format: "%.4g", value)) }
}
