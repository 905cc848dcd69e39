import ExactNumbers
import Foundation

/// Runs files of the General Decimal Arithmetic test language against `Decimal128`.
///
/// A case passes when value, sign and exponent agree. Cases with NaN, infinity or a null reference
/// have no value here and are counted apart, as are those that ask for another format than
/// decimal128. Conditions are compared too, and differences printed, but do not decide.
func runDecimal(_ arguments: [String]) -> Int32 {
  guard !arguments.isEmpty else {
    print("usage: conformance decimal FILE…")
    return 2
  }
  var total = DecimalScore()
  for path in arguments {
    guard let data = FileManager.default.contents(atPath: path) else {
      print("\(path): cannot be read; give the path of a .decTest file")
      return 2
    }
    var score = DecimalScore()
    for test in decimalTestCases(in: String(decoding: data, as: UTF8.self)) {
      score.count(DecimalVerdict(of: test), of: test)
    }
    print("\(URL(fileURLWithPath: path).lastPathComponent): \(score)")
    total.add(score)
  }
  print("decimal: passed \(total.passed) of \(total.run)")
  return total.passed == total.run ? 0 : 1
}

/// What became of one case.
enum DecimalVerdict {
  case passed
  case passedWithOtherConditions(String)
  case failed(String)
  case noValue
  case otherFormat

  init(of test: DecimalTestCase) {
    let settings = test.settings
    let ends: Set = ["overflow", "underflow", "subnormal", "clamped"]
    guard settings.precision == Decimal128.precision,
      settings.hasOwnExponents || test.conditions.isDisjoint(with: ends),
      let rounding = Rounding(testName: settings.rounding)
    else {
      self = .otherFormat
      return
    }
    let isConversion = ["apply", "tosci", "toeng"].contains(test.operation)
    var operands: [Decimal128] = []
    var status = Decimal128.Status()
    for text in test.operands {
      guard DecimalVerdict.isFinite(text) else {
        self = .noValue
        return
      }
      var reading = Decimal128.Status()
      guard let number = Decimal128.parse(text, rounding: rounding, status: &reading) else {
        self = isConversion && !DecimalVerdict.isFinite(test.result) ? .noValue : .otherFormat
        return
      }
      if isConversion {
        status = reading
      } else if reading.contains(.inexact) {
        self = .otherFormat
        return
      }
      operands.append(number)
    }
    let outcome = decimalResult(test.operation, operands, rounding: rounding, status: &status)
    guard let result = outcome else {
      self = .failed("unknown operation \(test.operation)")
      return
    }
    guard DecimalVerdict.isFinite(test.result) else {
      self = result == nil ? .noValue : .failed("expected no value, got \(result ?? .zero)")
      return
    }
    var reading = Decimal128.Status()
    let expected = Decimal128.parse(test.result, rounding: .halfEven, status: &reading)
    guard let expected, !reading.contains(.inexact) else {
      self = .otherFormat
      return
    }
    guard let result, result.isIdentical(to: expected) else {
      self = .failed("expected \(test.result), got \(result?.description ?? "no value")")
      return
    }
    let conditions = status.testNames
    self =
      conditions == test.conditions
      ? .passed
      : .passedWithOtherConditions(
        "expected \(test.conditions.sorted()), got \(conditions.sorted())")
  }

  /// Whether a word is written as a finite number.
  private static func isFinite(_ text: String) -> Bool {
    text.utf8.contains { (0x30...0x39).contains($0) } && !text.lowercased().contains("nan")
      && !text.hasPrefix("#")
  }
}

/// Counts over a file or over all.
struct DecimalScore: CustomStringConvertible {
  var passed = 0
  var run = 0
  var noValue = 0
  var otherFormat = 0
  var otherConditions = 0

  mutating func count(_ verdict: DecimalVerdict, of test: DecimalTestCase) {
    switch verdict {
    case .passed:
      passed += 1
      run += 1
    case .passedWithOtherConditions(let difference):
      passed += 1
      run += 1
      otherConditions += 1
      print("  line \(test.line) \(test.id) \(test.operation): conditions \(difference)")
    case .failed(let reason):
      run += 1
      print(
        "  line \(test.line) \(test.id) \(test.operation) \(test.operands.joined(separator: " ")): "
          + "FAILED \(reason)")
    case .noValue: noValue += 1
    case .otherFormat: otherFormat += 1
    }
  }

  mutating func add(_ other: DecimalScore) {
    passed += other.passed
    run += other.run
    noValue += other.noValue
    otherFormat += other.otherFormat
    otherConditions += other.otherConditions
  }

  var description: String {
    "passed \(passed) / run \(run) / no value \(noValue)"
      + (otherFormat > 0 ? " / other format \(otherFormat)" : "")
      + (otherConditions > 0 ? " (conditions differ in \(otherConditions))" : "")
  }
}

extension Rounding {
  init?(testName: String) {
    switch testName {
    case "half_even": self = .halfEven
    case "half_up": self = .halfUp
    case "half_down": self = .halfDown
    case "up": self = .up
    case "down": self = .down
    case "ceiling": self = .ceiling
    case "floor": self = .floor
    case "05up": self = .up05
    default: return nil
    }
  }
}

extension Decimal128 {
  /// Equality of coefficient, exponent and sign.
  fileprivate func isIdentical(to other: Decimal128) -> Bool {
    coefficient == other.coefficient && exponent == other.exponent
      && isNegative == other.isNegative
  }
}

extension Decimal128.Status {
  fileprivate var testNames: Set<String> {
    let names: [(Decimal128.Status, String)] = [
      (.inexact, "inexact"), (.rounded, "rounded"), (.clamped, "clamped"),
      (.subnormal, "subnormal"), (.underflow, "underflow"), (.overflow, "overflow"),
      (.divisionByZero, "division_by_zero"), (.divisionUndefined, "division_undefined"),
      (.divisionImpossible, "division_impossible"), (.invalidOperation, "invalid_operation"),
      (.conversionSyntax, "conversion_syntax"),
    ]
    return Set(names.filter { contains($0.0) }.map(\.1))
  }
}
