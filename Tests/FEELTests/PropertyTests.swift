import FEEL
import LegalCalendar
import Testing

/// Laws that hold for all values, tried on reproducible random ones.
@Suite struct PropertyTests {
  private func holds(
    _ law: String, rounds: Int = 200, _ variables: (inout SplitMix64) -> FEELContext
  ) throws {
    var generator = SplitMix64(state: 20_270_101)
    let sample = variables(&generator)
    let compiled = try FEELExpression.compile(law, names: FEELNames(variables: sample.names))
    for _ in 0..<rounds {
      let values = variables(&generator)
      let outcome = compiled.evaluate(values)
      #expect(outcome.value == true, "\(law) with \(FEELValue.context(values)): \(outcome)")
    }
  }

  private func number(_ generator: inout SplitMix64) -> FEELValue {
    FEELValue(integerLiteral: Int.random(in: -1_000_000...1_000_000, using: &generator))
  }

  private func date(_ generator: inout SplitMix64) -> FEELValue {
    .date(CivilDate(epochDay: Int64.random(in: -400_000...400_000, using: &generator)))
  }

  private func length(_ generator: inout SplitMix64) -> FEELValue {
    .dayTimeDuration(
      FEELDayTimeDuration(seconds: Int.random(in: -90_000_000...90_000_000, using: &generator)))
  }

  private func list(_ generator: inout SplitMix64) -> FEELValue {
    .list(
      (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        FEELValue(integerLiteral: Int.random(in: -5...5, using: &generator))
      })
  }

  @Test func `a duration added and taken away changes nothing`() throws {
    try holds("t + d - d = t and t - d + d = t and (t + d) - t = d") {
      [
        "t": .dateTime(
          FEELDateTime(
            date: CivilDate(epochDay: Int64.random(in: -9999...9999, using: &$0)),
            nanosecondOfDay: Int64.random(in: 0..<86_400_000_000_000, using: &$0))),
        "d": length(&$0),
      ]
    }
  }

  @Test func `days between two dates lead from one to the other`() throws {
    try holds("a + (b - a) = b and (a < b) = (b - a > @\"PT0S\")") {
      ["a": date(&$0), "b": date(&$0)]
    }
  }

  @Test func `whole months between two dates never go past the second`() throws {
    try holds(
      "if a <= b then a + years and months duration(a, b) <= b else b <= a + years and months duration(a, b)"
    ) { ["a": date(&$0), "b": date(&$0)] }
  }

  @Test func `sorting orders and keeps the items`() throws {
    try holds(
      """
      {s: sort(l, function(a, b) a < b),
       r: count(s) = count(l)
          and (every i in 1..max(1, count(s) - 1) satisfies count(s) < 2 or s[i] <= s[i + 1])
          and (every x in l satisfies count(index of(l, x)) = count(index of(s, x)))}.r
      """
    ) { ["l": list(&$0)] }
  }

  @Test func `lists taken apart and joined are the same lists`() throws {
    try holds(
      """
      reverse(reverse(l)) = l and distinct values(union(l, l)) = distinct values(l)
      and flatten([l, [l]]) = concatenate(l, l) and remove(append(l, 9), -1) = l
      """
    ) { ["l": list(&$0)] }
  }

  @Test func `quotients and remainders make up the dividend`() throws {
    try holds(
      """
      b = 0 or (modulo(a, b) + b * floor(a / b) = a
        and (modulo(a, b) = 0 or (modulo(a, b) < 0) = (b < 0)))
      """
    ) { ["a": number(&$0), "b": number(&$0)] }
  }

  @Test func `a value is in a range exactly when it is not outside`() throws {
    try holds("(x in [a..b]) = not(before(x, [a..b]) or after(x, [a..b])) or a > b") {
      ["x": number(&$0), "a": number(&$0), "b": number(&$0)]
    }
  }

  @Test func `relations between ranges have their mirror images`() throws {
    try holds(
      """
      a > b or c > d or ({p: [a..b), q: (c..d],
       r: before(p, q) = after(q, p) and meets(p, q) = met by(q, p)
          and overlaps(p, q) = overlaps(q, p) and includes(p, q) = during(q, p)
          and starts(p, q) = started by(q, p) and finishes(p, q) = finished by(q, p)}.r)
      """
    ) {
      [
        "a": number(&$0), "b": number(&$0), "c": number(&$0), "d": number(&$0),
      ]
    }
  }
}
