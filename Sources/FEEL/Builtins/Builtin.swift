/// The built-in functions of DMN 1.5 §10.3.4.
enum Builtin: Int, CaseIterable, Sendable {
  case atLiteral
  case date, dateAndTime, time, number, string, duration, yearsAndMonthsDuration, range
  case not
  case substring, stringLength, upperCase, lowerCase, substringBefore, substringAfter, replace
  case contains, startsWith, endsWith, matches, split, stringJoin
  case listContains, count, min, max, sum, mean, all, any, sublist, append, concatenate
  case insertBefore, remove, listReplace, reverse, indexOf, union, distinctValues, flatten
  case product, median, stddev, mode, sort
  case decimal, floor, ceiling, roundUp, roundDown, roundHalfUp, roundHalfDown
  case abs, modulo, sqrt, log, exp, odd, even
  case before, after, meets, metBy, overlaps, overlapsBefore, overlapsAfter, finishes, finishedBy
  case includes, during, starts, startedBy, coincides
  case dayOfYear, dayOfWeek, monthOfYear, weekOfYear
  case `is`
  case getValue, getEntries, context, contextPut, contextMerge
  case now, today

  /// One way to call a function: its parameters, of which the last may be left out or repeated.
  struct Signature: Sendable {
    var parameters: [String]
    var required: Int
    /// Whether the last parameter takes any number of arguments.
    var repeats = false

    init(_ parameters: String..., optional: Int = 0, repeats: Bool = false) {
      self.parameters = parameters
      required = parameters.count - optional
      self.repeats = repeats
    }

    /// The arguments in the order of the parameters; nil when a name is unknown or occurs twice.
    func ordered(_ arguments: [(String, FEELValue)]) -> [FEELValue?]? {
      var ordered = [FEELValue?](repeating: nil, count: parameters.count)
      for (name, value) in arguments {
        guard let place = parameters.firstIndex(of: name), ordered[place] == nil else { return nil }
        ordered[place] = value
      }
      return ordered
    }

    func takes(_ count: Int) -> Bool {
      count >= required && (count <= parameters.count || repeats)
    }
  }

  struct Entry: Sendable {
    var name: String
    var signatures: [Signature]

    init(_ name: String, _ signatures: Signature...) {
      self.name = name
      self.signatures = signatures
    }
  }

  var entry: Entry { Self.entries[rawValue] }
  var name: String { entry.name }
  var signatures: [Signature] { entry.signatures }

  func takes(_ count: Int) -> Bool { signatures.contains { $0.takes(count) } }

  static let entries: [Entry] = allCases.map { declared($0) }

  static let named: [String: Builtin] = {
    var result: [String: Builtin] = [:]
    for builtin in allCases where builtin != .atLiteral { result[builtin.name] = builtin }
    return result
  }()

  /// Whether a call with known arguments has a known value.
  var isFoldable: Bool {
    switch self {
    case .now, .today, .sort: false
    default: true
    }
  }
}
