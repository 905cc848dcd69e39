import ExactNumbers
import Testing

/// Random operands against an independent implementation: value, sign, exponent and conditions.
@Suite(.enabled(if: DecimalOracle.isPresent, "python3 is not on the path; nothing to compare with"))
struct Decimal128DifferentialTests {
  typealias Status = Decimal128.Status

  /// Numbers of all kinds: short and long, near each other and far apart, ties, edges, zeros.
  private func number(_ random: inout SplitMix64) -> String {
    let digits = [1, 2, 3, 9, 17, 18, 20, 33, 34, 34].randomElement(using: &random) ?? 1
    var text = ""
    for _ in 0..<digits {
      text.append(
        ["0", "0", "1", "4", "5", "5", "9", "9", "7", "2"].randomElement(using: &random) ?? "1")
    }
    let exponent =
      switch Int.random(in: 0..<10, using: &random) {
      case 0: Int.random(in: -6176...(-6100), using: &random)
      case 1: Int.random(in: 6060...6111, using: &random)
      case 2, 3: Int.random(in: -40...40, using: &random)
      case 4: 0
      default: Int.random(in: -5...3, using: &random)
      }
    return (Bool.random(using: &random) ? "-" : "") + text + "E\(exponent)"
  }

  /// Compares `count` cases made by `operands` for one operation.
  private func compare(
    _ name: String, seed: UInt64, count: Int = 4000, rounds: Bool = true,
    operands: (inout SplitMix64) -> [String],
    operation: ([Decimal128], Rounding, inout Status) -> Decimal128?
  ) throws {
    var random = SplitMix64(seed: seed)
    var questions: [String] = []
    var ours: [DecimalOracle.Answer] = []
    for _ in 0..<count {
      let rounding =
        rounds ? Rounding.allCases.randomElement(using: &random) ?? .halfEven : .halfEven
      let texts = operands(&random)
      let numbers = try texts.map { try #require(Decimal128($0)) }
      var status = Status()
      let result = operation(numbers, rounding, &status)
      questions.append(
        "\(name) \(rounding.oracleName) "
          + numbers.map(\.description).joined(separator: " "))
      ours.append(
        DecimalOracle.Answer(
          value: result?.description ?? "none", conditions: status.oracleNames))
    }
    let theirs = try DecimalOracle.answers(to: questions)
    try #require(theirs.count == ours.count)
    var differences: [String] = []
    for (index, answer) in ours.enumerated() where answer != theirs[index] {
      // Without a value there is nothing more to agree on.
      if answer.value == "none", theirs[index].value == "none" { continue }
      differences.append("\(questions[index]): \(answer) and not \(theirs[index])")
    }
    let agree = differences.isEmpty
    #expect(
      agree,
      "\(differences.count) of \(count) differ:\n\(differences.prefix(12).joined(separator: "\n"))")
  }

  private func pair(_ random: inout SplitMix64) -> [String] {
    [number(&random), number(&random)]
  }

  @Test func `sums agree`() throws {
    try compare("add", seed: 1, operands: pair) { $0[0].adding($0[1], rounding: $1, status: &$2) }
    try compare("subtract", seed: 2, operands: pair) {
      $0[0].subtracting($0[1], rounding: $1, status: &$2)
    }
  }

  @Test func `products and quotients agree`() throws {
    try compare("multiply", seed: 3, operands: pair) {
      $0[0].multiplied(by: $0[1], rounding: $1, status: &$2)
    }
    try compare("divide", seed: 4, operands: pair) {
      $0[0].divided(by: $0[1], rounding: $1, status: &$2)
    }
  }

  @Test func `fused sums agree`() throws {
    try compare("fma", seed: 5, operands: { [number(&$0), number(&$0), number(&$0)] }) {
      $0[0].fma($0[1], $0[2], rounding: $1, status: &$2)
    }
  }

  @Test func `whole quotients and remainders agree`() throws {
    try compare("divideint", seed: 6, operands: pair) {
      $0[0].integerQuotient(by: $0[1], status: &$2)
    }
    try compare("remainder", seed: 7, operands: pair) {
      $0[0].remainder(dividingBy: $0[1], status: &$2)
    }
    try compare("near", seed: 8, operands: pair) {
      $0[0].remainderNear(dividingBy: $0[1], status: &$2)
    }
  }

  @Test func `quantising and rounding to whole numbers agree`() throws {
    try compare("quantize", seed: 9, operands: pair) {
      $0[0].quantized(exponent: $0[1].exponent, rounding: $1, status: &$2)
    }
    try compare("integral", seed: 10, operands: { [number(&$0)] }) {
      $0[0].integral(rounding: $1, status: &$2)
    }
  }

  @Test func `orders and extremes agree`() throws {
    try compare("compare", seed: 11, operands: pair) { numbers, _, _ in
      Decimal128(Decimal128.order(numbers[0], numbers[1]))
    }
    try compare("total", seed: 12, operands: pair) { numbers, _, _ in
      Decimal128(Decimal128.totalOrder(numbers[0], numbers[1]))
    }
    for (name, choose) in [
      ("max", Decimal128.maximum), ("min", Decimal128.minimum),
      ("maxmag", Decimal128.maximumMagnitude), ("minmag", Decimal128.minimumMagnitude),
    ] {
      try compare(name, seed: 13, operands: pair) { numbers, _, status in
        let chosen = choose(numbers[0], numbers[1])
        if chosen.isSubnormal { status.insert(.subnormal) }
        return chosen
      }
    }
  }

  @Test func `signs and shortest forms agree`() throws {
    try compare("plus", seed: 14, operands: { [number(&$0)] }) {
      $0[0].plus(rounding: $1, status: &$2)
    }
    try compare("minus", seed: 15, operands: { [number(&$0)] }) {
      $0[0].minus(rounding: $1, status: &$2)
    }
    try compare("reduce", seed: 16, operands: { [number(&$0)] }) { numbers, _, status in
      numbers[0].reduced(status: &status)
    }
  }

  @Test func `roots agree`() throws {
    try compare("sqrt", seed: 17, operands: { [number(&$0)] }) { numbers, _, status in
      numbers[0].squareRoot(status: &status)
    }
  }

  @Test func `exponentials agree`() throws {
    try compare("exp", seed: 18, count: 1000, rounds: false, operands: { [moderate(&$0)] }) {
      $0[0].exp(status: &$2)
    }
  }

  @Test func `logarithms agree`() throws {
    let operands: (inout SplitMix64) -> [String] = { random in
      [[positive(&random), nearOne(&random)].randomElement(using: &random) ?? "2"]
    }
    try compare("ln", seed: 19, count: 1000, rounds: false, operands: operands) {
      $0[0].ln(status: &$2)
    }
    try compare("log10", seed: 20, count: 1000, rounds: false, operands: operands) {
      $0[0].log10(status: &$2)
    }
  }

  @Test func `powers agree`() throws {
    try compare(
      "power", seed: 21, count: 1000, rounds: false,
      operands: { random in
        let base = [positive(&random), nearOne(&random), "2", "-1.5", "0.20", "10.0", "1.00"]
          .randomElement(using: &random)
        let exponent = [
          moderate(&random), String(Int.random(in: -130...130, using: &random)), "0.5", "2", "3",
          "-2", "1.5",
        ].randomElement(using: &random)
        return [base ?? "2", exponent ?? "2"]
      }
    ) { $0[0].power($0[1], rounding: $1, status: &$2) }
  }

  private func positive(_ random: inout SplitMix64) -> String {
    String(number(&random).drop { $0 == "-" })
  }

  /// An argument whose exponential is often within the format.
  private func moderate(_ random: inout SplitMix64) -> String {
    let digits = number(&random).prefix { $0 != "E" }
    return digits + "E\(Int.random(in: -40...4, using: &random) - min(digits.count, 30))"
  }

  private func nearOne(_ random: inout SplitMix64) -> String {
    let zeros = String(repeating: "0", count: Int.random(in: 0...30, using: &random))
    let nines = String(repeating: "9", count: Int.random(in: 1...31, using: &random))
    let tail = Int.random(in: 1...99, using: &random)
    return Bool.random(using: &random) ? "1.\(zeros)\(tail)" : "0.\(nines)\(tail)"
  }
}
