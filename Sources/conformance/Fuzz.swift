import Diagnostics
import ExactNumbers
import FEEL
import Foundation
import LegalCalendar

/// `conformance fuzz [--inputs N] [--seed S] [--from I] [--show]`: random texts against FEEL's lexer, parser and
/// evaluator.
///
/// Every input follows from the seed and its own number alone, so `--from I --inputs 1 --show` repeats one. A
/// crash ends the program; an input that takes more than five seconds and a message without a place count as
/// failures. The last lines are counts and the most memory that the process held.
func runFuzz(_ arguments: [String]) -> Int32 {
  var fuzz = Fuzz()
  var rest = arguments[...]
  while let option = rest.popFirst() {
    if option == "--show" {
      fuzz.shows = true
      continue
    }
    guard let value = rest.popFirst().flatMap({ Int($0) }), value >= 0 else { return usage() }
    switch option {
    case "--inputs": fuzz.inputs = value
    case "--seed": fuzz.seed = UInt64(value)
    case "--from": fuzz.first = value
    default: return usage()
    }
  }
  return fuzz.run()
}

private func usage() -> Int32 {
  print("usage: conformance fuzz [--inputs N] [--seed S] [--from I] [--show]")
  return 2
}

private struct Fuzz {
  var inputs = 10_000
  var seed: UInt64 = 1
  var first = 0
  var shows = false

  private var compiled = 0
  private var refused = 0
  private var values = 0
  private var nulls = 0
  private var limits = 0
  private var failures = 0
  private var slowest = (seconds: 0.0, input: 0)

  /// Limits as narrow as a service that takes expressions from strangers would set them.
  private static let narrow = FEELEnvironment(
    now: FEELDateTime(date: CivilDate(epochDay: 20_000), offsetSeconds: 0),
    limits: .init(steps: 20_000, listLength: 2_000, textLength: 100_000))
  private static let usual = FEELEnvironment(limits: .init(steps: 2_000_000))

  private static let facts: FEELContext = [
    "a": 2, "b": ["x", 1, .null], "l": [3, 1, 2], "text": "abc é",
    "moment": .date(CivilDate(epochDay: 20_000)), "c": .context(["d": 4, "x": "y"]),
    "the end": true,
  ]

  mutating func run() -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    for number in first..<first + inputs {
      let before = clock.now
      one(number)
      let seconds = (clock.now - before) / .seconds(1)
      if seconds > slowest.seconds { slowest = (seconds, number) }
      if seconds > 5 { fail(number, "took \(seconds) s") }
      if (number + 1) % 500_000 == 0 {
        FileHandle.standardError.write(Data("\(number + 1) inputs\n".utf8))
      }
    }
    let seconds = (clock.now - start) / .seconds(1)
    print(
      "texts: \(compiled) compiled, \(refused) refused; results: \(values) values, \(nulls) nulls, "
        + "\(limits) stopped at a limit")
    print(
      "slowest input: \(slowest.input), \(slowest.seconds) s; memory at most \(Self.peakMegabytes) MB"
    )
    print(
      "fuzz: \(inputs) inputs from \(first), seed \(seed), \(Int(seconds)) s, \(failures) failures")
    return failures == 0 ? 0 : 1
  }

  private mutating func fail(_ number: Int, _ reason: String) {
    failures += 1
    print("input \(number): \(reason)")
  }

  private mutating func one(_ number: Int) {
    var random = FuzzRandom(seed: seed &* 0x1000_0000_0001 &+ UInt64(number) &* 0x9E37_79B9)
    let kind = random.below(100)
    if kind == 99 {
      let environment = random.chance(1000) ? Self.usual : Self.narrow
      expression(FuzzMutation.greedy(&random), environment, number)
      return
    }
    var grammar = FuzzGrammar(random)
    let isCell = kind % 4 == 0
    var text = isCell ? grammar.cell() : grammar.text()
    random = grammar.random
    if kind >= 60 { text = FuzzMutation.damaged(text, &random) }
    isCell ? cell(text, number) : expression(text, Self.narrow, number)
  }

  private mutating func expression(_ text: String, _ environment: FEELEnvironment, _ number: Int) {
    if shows { print(text.count > 2000 ? text.prefix(2000) + "…" : text[...]) }
    do {
      let names = FEELNames(variables: FuzzGrammar.variables, members: ["d", "x", "e f"])
      let expression = try FEELExpression.compile(text, names: names)
      compiled += 1
      let outcome = expression.evaluate(Self.facts, environment: environment)
      if shows { print("→", outcome.value, outcome.diagnostics) }
      note(outcome.diagnostics, isNull: outcome.value.isNull, number)
    } catch { note(error, number) }
  }

  private mutating func cell(_ text: String, _ number: Int) {
    if shows { print("cell", text.count > 2000 ? text.prefix(2000) + "…" : text[...]) }
    do {
      let tests = try FEELUnaryTests.compile(
        text, names: FEELNames(variables: FuzzGrammar.variables, members: ["d", "x", "e f"]))
      compiled += 1
      for value in [2, "abc", .null] as [FEELValue] {
        let result = tests.matches(value, Self.facts, environment: Self.narrow)
        note(result.diagnostics, isNull: result.matches == nil, number)
      }
      _ = tests.constantForm
    } catch { note(error, number) }
  }

  private mutating func note(_ error: FindingsError, _ number: Int) {
    refused += 1
    if shows { print("refused:", error.findings) }
    if error.findings.isEmpty || error.findings.contains(where: { $0.position == nil }) {
      fail(number, "refused without a place")
    }
  }

  private mutating func note(_ diagnostics: [FEELDiagnostic], isNull: Bool, _ number: Int) {
    if isNull { nulls += 1 } else { values += 1 }
    if diagnostics.contains(where: { $0.code == .limit }) { limits += 1 }
    if let lost = diagnostics.first(where: { $0.position == nil }) {
      fail(number, "a diagnostic without a place: \(lost)")
    }
  }

  private static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
