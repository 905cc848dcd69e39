import ExactNumbers
import LegalCalendar

extension FEELRun {
  /// `for … return`: a list of results; null when what is iterated over cannot be.
  mutating func iterated(_ node: Node, _ program: Program) -> FEELValue {
    var results: [FEELValue] = []
    let partial = Int(extra(node, program, 0))
    let finished = loop(node, program, 0) { run in
      if partial >= 0 {
        // The list is copied once more for every item that keeps it.
        guard run.spend(results.count) else { return .refused }
        run.locals[partial] = .list(results)
      }
      let result = run.value(node.a, program)
      results.append(result)
      guard results.count <= run.environment.limits.listLength else {
        let before = run.diagnostics.count
        _ = run.fail(
          .limit, "the list has more than \(run.environment.limits.listLength) items")
        run.locate(from: before, node, program)
        return .refused
      }
      return .next
    }
    return finished == .refused ? .null : .list(results)
  }

  /// `some` (wanted: true) ends at the first true, `every` (wanted: false) at the first false; what is not
  /// a boolean leaves the result unknown.
  mutating func quantified(_ node: Node, _ program: Program, wanted: Bool) -> FEELValue {
    var unknown = false
    let finished = loop(node, program, 0) { run in
      switch run.value(node.a, program) {
      case .boolean(wanted): return .done
      case .boolean: break
      default: unknown = true
      }
      return .next
    }
    switch finished {
    case .done: return .boolean(wanted)
    case .refused: return .null
    case .next: return unknown ? .null : .boolean(!wanted)
    }
  }

  enum Step { case next, done, refused }

  /// Runs the body for every combination of the iterators, the last one fastest.
  private mutating func loop(
    _ node: Node, _ program: Program, _ index: Int, _ body: (inout FEELRun) -> Step
  ) -> Step {
    guard index < Int(node.c) else { return body(&self) }
    let slot = Int(extra(node, program, 1 + 3 * index))
    let domain = extra(node, program, 2 + 3 * index)
    let end = extra(node, program, 3 + 3 * index)
    let source = value(domain, program)
    func each(_ item: FEELValue, _ run: inout FEELRun) -> Step {
      guard run.spend() else { return .refused }
      run.locals[slot] = item
      return run.loop(node, program, index + 1, body)
    }
    if end >= 0 {
      let last = value(end, program)
      return iterate(node, program, from: source, to: last, each)
    }
    switch source {
    case .list(let items):
      for item in items {
        let step = each(item, &self)
        if step != .next { return step }
      }
      return .next
    case .range(let range):
      guard let start = range.lower, let last = range.upper,
        let low = range.startIncluded ? start : following(start, 1),
        let high = range.endIncluded ? last : following(last, -1)
      else { return refuse(node, program, "a range without an end, or of \(source)") }
      guard let order = FEELValue.order(low, high), order <= 0 else { return .next }
      return iterate(node, program, from: low, to: high, each)
    case .null: return refuse(node, program, "null")
    default: return each(source, &self)
    }
  }

  private func following(_ value: FEELValue, _ step: Int) -> FEELValue? {
    switch value {
    case .number(let number): (number + Decimal128(step)).map { .number($0) }
    case .date(let date): .date(date.adding(days: step))
    default: nil
    }
  }

  private mutating func refuse(_ node: Node, _ program: Program, _ what: String) -> Step {
    let before = diagnostics.count
    _ = fail(.wrongType, "cannot iterate over \(what)")
    locate(from: before, node, program)
    return .refused
  }

  /// Whole numbers or dates, both ends included, upwards or downwards.
  private mutating func iterate(
    _ node: Node, _ program: Program, from start: FEELValue, to end: FEELValue,
    _ each: (FEELValue, inout FEELRun) -> Step
  ) -> Step {
    switch (start, end) {
    case (.number(let first), .number(let last)):
      guard let low = first.int64, let high = last.int64 else {
        return refuse(node, program, "numbers that are not whole, from \(start) to \(end)")
      }
      return count(low, high) { run, number in each(.number(Decimal128(Int(number))), &run) }
    case (.date(let first), .date(let last)):
      return count(first.epochDay, last.epochDay) { run, day in
        each(.date(CivilDate(epochDay: day)), &run)
      }
    default:
      return refuse(
        node, program, "what runs from a \(start.kindName) to a \(end.kindName)")
    }
  }

  private mutating func count(
    _ first: Int64, _ last: Int64, _ each: (inout FEELRun, Int64) -> Step
  ) -> Step {
    var current = first
    while true {
      let step = each(&self, current)
      if step != .next { return step }
      if current == last { return .next }
      current += first < last ? 1 : -1
    }
  }
}
