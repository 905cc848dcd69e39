import ExactNumbers
import Foundation
import Testing

/// The published General Decimal Arithmetic vectors for decimal128, read where they lie.
struct PublishedVectorTests {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["SPEELVELD_SHARED"] {
      return URL(fileURLWithPath: shared).appendingPathComponent("conformance/decimal")
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared/conformance/decimal")
  }()

  static let files =
    (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))?
    .filter { $0.pathExtension == "decTest" } ?? []

  @Test(
    .enabled(if: !files.isEmpty, "no vectors in shared/conformance beside the package"),
    arguments: files.isEmpty ? [folder] : files)
  func `every vector gives its value, sign and exponent`(file: URL) throws {
    var rounding = Rounding.halfEven
    var run = 0
    var failures: [String] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline) {
      let words = line.replacingOccurrences(of: "'", with: "").split(separator: " ").map(
        String.init)
      if words.count >= 2, words[0].lowercased() == "rounding:" {
        rounding = try #require(Rounding(vectorName: words[1]))
      }
      guard let arrow = words.firstIndex(of: "->"), arrow >= 3, !words[0].hasPrefix("--") else {
        continue
      }
      var status = Decimal128.Status()
      let operands = words[2..<arrow].compactMap {
        Decimal128.parse($0, rounding: rounding, status: &status)
      }
      guard operands.count == arrow - 2, let expected = Decimal128(words[arrow + 1]),
        let operation = Self.operations[words[1]]
      else { continue }
      let result = operation(operands, rounding)
      if result?.description != expected.description {
        failures.append("\(words[0]): \(String(describing: result)) and not \(expected)")
      }
      run += 1
    }
    #expect(failures == [])
    #expect(run > 0)
  }

  private typealias Operation = @Sendable ([Decimal128], Rounding) -> Decimal128?

  private static let operations: [String: Operation] = [
    "add": { numbers, rounding in
      var status = Decimal128.Status()
      return numbers[0].adding(numbers[1], rounding: rounding, status: &status)
    },
    "multiply": { numbers, rounding in
      var status = Decimal128.Status()
      return numbers[0].multiplied(by: numbers[1], rounding: rounding, status: &status)
    },
    "quantize": { numbers, rounding in numbers[0].quantized(exponent: numbers[1].exponent, rounding)
    },
    "compare": { numbers, _ in Decimal128(Decimal128.order(numbers[0], numbers[1])) },
    "minus": { numbers, rounding in
      var status = Decimal128.Status()
      return numbers[0].minus(rounding: rounding, status: &status)
    },
  ]
}

extension Rounding {
  /// The rounding that a vector file names, such as `half_even`.
  init?(vectorName: String) {
    let names: [String: Rounding] = [
      "half_even": .halfEven, "half_up": .halfUp, "half_down": .halfDown, "up": .up,
      "down": .down, "ceiling": .ceiling, "floor": .floor, "05up": .up05,
    ]
    guard let rounding = names[vectorName.lowercased()] else { return nil }
    self = rounding
  }
}
