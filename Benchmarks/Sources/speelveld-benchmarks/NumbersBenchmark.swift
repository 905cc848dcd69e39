import ExactNumbers

/// Exact decimal arithmetic: amounts as they occur, and full 34-digit numbers; `Double` as the yardstick.
enum NumbersBenchmark {
  static func run(_ options: Options) {
    var random = SplitMix64(seed: 1)
    let amounts = (0..<1024).compactMap { _ in
      Decimal128(coefficient: UInt128(random.int(1..<100_000_000)), exponent: -2, negative: false)
    }
    let long = (0..<1024).compactMap { _ in
      Decimal128(
        coefficient: UInt128(random.next()) << 48 | UInt128(random.next() >> 16), exponent: -17,
        negative: false)
    }
    measure("amounts", amounts, options)
    measure("long", long, options)
    let doubles = amounts.indices.map { Double($0) + 0.25 }
    guard options.wants("numbers", "yardstick") else { return }
    let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
      var sum = 0.0
      for index in 0..<1024 { sum += doubles[index] / doubles[(index + turn) & 1023 | 1] }
      keep(sum)
    }
    Output.report(
      "numbers", "yardstick.double-divide-add", unit: "ns", samples.map { $0 * 1000 / 1024 })
  }

  private static func measure(_ kind: String, _ values: [Decimal128], _ options: Options) {
    func report(_ name: String, _ operation: (Decimal128, Decimal128) -> Decimal128?) {
      guard options.wants("numbers", name) else { return }
      let samples = Timing.perTurn(runs: options.runs ?? 7) { turn in
        for index in 0..<1024 { keep(operation(values[index], values[(index + turn) & 1023])) }
      }
      Output.report(
        "numbers", name, [("operands", .string(kind))], unit: "ns",
        samples.map { $0 * 1000 / 1024 })
    }
    report("add") { $0 + $1 }
    report("multiply") { $0 * $1 }
    report("divide") { $0.divided(by: $1) }
    report("compare") { $0 < $1 ? $0 : $1 }
  }
}
