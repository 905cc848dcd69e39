import ExactNumbers
import Foundation

/// Python's `decimal`, an independent implementation of the same specification, as a subprocess.
enum DecimalOracle {
  static let isPresent = FileManager.default.isExecutableFile(atPath: python)

  private static let python =
    ProcessInfo.processInfo.environment["PATH", default: "/usr/bin"].split(separator: ":")
    .map { "\($0)/python3" }.first(where: FileManager.default.isExecutableFile) ?? "/nowhere"

  /// Reads `operation rounding operand…` a line and answers each with its result or `none`, and the
  /// conditions met.
  private static let script = """
    import sys
    from decimal import *
    c = Context(prec=34, Emax=6144, Emin=-6143, clamp=1, traps=[])
    wide = Context(prec=120, Emax=999999, Emin=-999999, traps=[])
    names = [(Inexact, 'inexact'), (Rounded, 'rounded'), (Subnormal, 'subnormal'),
             (Underflow, 'underflow'), (Overflow, 'overflow'), (Clamped, 'clamped')]
    one = {'sqrt': c.sqrt, 'exp': c.exp, 'ln': c.ln, 'log10': c.log10, 'reduce': c.normalize,
           'integral': c.to_integral_exact, 'plus': c.plus, 'minus': c.minus}
    two = {'add': c.add, 'subtract': c.subtract, 'multiply': c.multiply, 'divide': c.divide,
           'divideint': c.divide_int, 'remainder': c.remainder, 'near': c.remainder_near,
           'max': c.max, 'min': c.min, 'maxmag': c.max_mag, 'minmag': c.min_mag,
           'total': c.compare_total, 'compare': c.compare, 'quantize': c.quantize}
    for line in sys.stdin:
        name, rounding, *texts = line.split()
        c.rounding = rounding
        c.clear_flags()
        v = [Decimal(t) for t in texts]
        if name == 'power':
            r = c.power(*v)
            exact = wide.power(*v)
            if c.flags[Inexact] and r.is_finite() and exact.is_finite():
                r = c.plus(exact)
        elif name == 'fma': r = c.fma(*v)
        elif name in one: r = one[name](*v)
        else: r = two[name](*v)
        flags = '+'.join(n for s, n in names if c.flags[s])
        print(r if r.is_finite() else 'none', flags or '-')
    """

  struct Answer: Equatable, CustomStringConvertible {
    let value: String
    let conditions: String
    var description: String { "\(value) \(conditions)" }
  }

  /// One answer a question, from one process.
  static func answers(to questions: [String]) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("decimal-oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("oracle.py")
    let input = folder.appendingPathComponent("questions")
    try Data(script.utf8).write(to: program)
    try Data((questions.joined(separator: "\n") + "\n").utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [program.path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Answer(value: words[0], conditions: words.count > 1 ? words[1] : "")
    }
  }
}

extension Rounding {
  /// The name that the oracle gives it.
  var oracleName: String {
    switch self {
    case .halfEven: "ROUND_HALF_EVEN"
    case .halfUp: "ROUND_HALF_UP"
    case .halfDown: "ROUND_HALF_DOWN"
    case .up: "ROUND_UP"
    case .down: "ROUND_DOWN"
    case .ceiling: "ROUND_CEILING"
    case .floor: "ROUND_FLOOR"
    case .up05: "ROUND_05UP"
    }
  }
}

extension Decimal128.Status {
  /// The conditions that the oracle reports as well, in its order.
  var oracleNames: String {
    let names: [(Decimal128.Status, String)] = [
      (.inexact, "inexact"), (.rounded, "rounded"), (.subnormal, "subnormal"),
      (.underflow, "underflow"), (.overflow, "overflow"), (.clamped, "clamped"),
    ]
    let text = names.filter { contains($0.0) }.map(\.1).joined(separator: "+")
    return text.isEmpty ? "-" : text
  }
}
