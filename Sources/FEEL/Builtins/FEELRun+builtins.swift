extension FEELRun {
  /// Calls a built-in with arguments by place.
  mutating func call(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    guard builtin.takes(arguments.count) else {
      return fail(
        .wrongArguments, "`\(builtin.name)` does not take \(arguments.count) arguments")
    }
    return perform(builtin, arguments)
  }

  /// Calls a built-in with as many arguments as it takes.
  mutating func perform(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue {
    switch builtin {
    case .atLiteral, .date, .dateAndTime, .time, .number, .string, .duration,
      .yearsAndMonthsDuration, .range, .not, .is, .now, .today:
      return conversion(builtin, arguments)
    case .substring, .stringLength, .upperCase, .lowerCase, .substringBefore, .substringAfter,
      .contains, .startsWith, .endsWith, .stringJoin:
      return text(builtin, arguments)
    case .replace, .matches, .split: return pattern(builtin, arguments)
    case .min, .max, .sum, .mean, .all, .any, .product, .median, .stddev, .mode, .count:
      return aggregate(builtin, arguments)
    case .listContains, .sublist, .append, .concatenate, .insertBefore, .remove, .listReplace,
      .reverse, .indexOf, .union, .distinctValues, .flatten, .sort:
      return list(builtin, arguments)
    case .decimal, .floor, .ceiling, .roundUp, .roundDown, .roundHalfUp, .roundHalfDown, .abs,
      .modulo, .sqrt, .log, .exp, .odd, .even:
      return numeric(builtin, arguments)
    case .before, .after, .meets, .metBy, .overlaps, .overlapsBefore, .overlapsAfter, .finishes,
      .finishedBy, .includes, .during, .starts, .startedBy, .coincides:
      return interval(builtin, arguments)
    case .dayOfYear, .dayOfWeek, .monthOfYear, .weekOfYear: return calendar(builtin, arguments)
    case .getValue, .getEntries, .context, .contextPut, .contextMerge:
      return context(builtin, arguments)
    }
  }

  /// Calls a built-in with arguments by name: by the first signature that they fill, or else by the first
  /// that knows the names, where a parameter that is not given is null (DMN 1.5 §10.3.2.13.5).
  mutating func call(
    _ builtin: Builtin, named arguments: [(String, FEELValue)]
  ) -> FEELValue {
    var incomplete: (Builtin.Signature, [FEELValue?])?
    for signature in builtin.signatures {
      guard let ordered = signature.ordered(arguments) else { continue }
      if ordered.prefix(signature.required).allSatisfy({ $0 != nil }) {
        return call(builtin, signature, ordered)
      }
      incomplete = incomplete ?? (signature, ordered)
    }
    if let (signature, ordered) = incomplete, !arguments.isEmpty {
      return call(builtin, signature, ordered)
    }
    let names = arguments.map { "`\($0.0)`" }.joined(separator: ", ")
    return fail(
      .wrongArguments, "`\(builtin.name)` has no signature with the parameters \(names)")
  }

  private mutating func call(
    _ builtin: Builtin, _ signature: Builtin.Signature, _ ordered: [FEELValue?]
  ) -> FEELValue {
    var ordered = ordered
    while ordered.count > signature.required, let last = ordered.last, last == nil {
      ordered.removeLast()
    }
    if signature.repeats, ordered.count == 1, builtin != .append {
      // `sum(list: 5)`: the parameter is the list, not one of its items.
      return call(builtin, [ordered[0].map { $0.isNull ? $0 : .list($0.list ?? [$0]) } ?? .null])
    }
    return call(builtin, ordered.map { $0 ?? .null })
  }

  /// A list of one counts as its item where a text, a number or another single value is asked.
  func single(_ value: FEELValue) -> FEELValue {
    if case .list(let items) = value, items.count == 1 { return items[0] }
    return value
  }

  @inline(never)
  mutating func wrongType(
    _ builtin: Builtin, _ argument: Int, _ value: FEELValue, _ wanted: String
  ) -> FEELValue {
    let names = builtin.signatures.map(\.parameters)
    let name = names.first { $0.count > argument }.map { " (`\($0[argument])`)" } ?? ""
    return fail(
      .wrongType,
      "argument \(argument + 1)\(name) of `\(builtin.name)` is a \(wanted), not a \(value.kindName)"
    )
  }

  /// The text of an argument; nil, with a diagnostic, when it is none.
  mutating func text(_ builtin: Builtin, _ arguments: [FEELValue], _ index: Int) -> String? {
    if case .string(let value) = single(arguments[index]) { return value }
    _ = wrongType(builtin, index, arguments[index], "string")
    return nil
  }

  /// The items of an argument that is a list; a single value is a list of one, null is none.
  mutating func items(
    _ builtin: Builtin, _ arguments: [FEELValue], _ index: Int
  ) -> [FEELValue]? {
    switch arguments[index] {
    case .list(let items): return items
    case .null:
      _ = wrongType(builtin, index, .null, "list")
      return nil
    default: return [arguments[index]]
    }
  }
}
