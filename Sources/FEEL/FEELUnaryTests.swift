import Diagnostics

/// The tests of one cell of a decision table, compiled: `-`, `< 5, [10..20]`, `not("a", "b")`, `? > x`.
public struct FEELUnaryTests: Sendable {
  let program: Program
  let tests: [Int32]

  /// Whether the cell is `-`: everything passes.
  public let isAny: Bool

  /// Whether the cell is `not(…)`.
  public let isNegated: Bool

  /// Whether the tests need no variables, so that no frame has to be made for them.
  private let isSelfContained: Bool

  /// The variables in the order of their slots; the tested value is not among them.
  public let variables: [String]
  public let warnings: [Finding]

  public var text: String { program.source.text }

  /// Compiles a cell. `names` are the other variables that it may use; the tested value is `?`.
  ///
  /// Throws as `FEELExpression.compile` does.
  public static func compile(
    _ text: String, names: FEELNames = [], file: String? = nil,
    origin: SourcePosition? = nil
  ) throws(FindingsError) -> FEELUnaryTests {
    let source = Program.Source(text: text, file: file, origin: origin)
    var known = names
    known.variables.append("?")
    var parser = Parser(text, names: known)
    do {
      try parser.requireLength()
      let (tests, isAny, isNegated) = try parser.unaryTests()
      return FEELUnaryTests(
        program: Program(parser.code, variableCount: known.variables.count, source: source),
        tests: tests, isAny: isAny, isNegated: isNegated,
        isSelfContained: parser.code.nodes.allSatisfy(\.operation.needsNoVariables),
        variables: names.variables,
        warnings: parser.unknownNameFindings(source))
    } catch {
      throw FindingsError([error.finding(source)])
    }
  }

  /// Whether a value passes; nil when no test passed and one of them does not apply to such a value.
  public func matches(_ input: FEELValue, slots: [FEELValue], run: inout FEELRun) -> Bool? {
    if isAny { return true }
    if isSelfContained { return result(input, &run) }
    var frame = Array(slots.prefix(variables.count))
    frame.reserveCapacity(program.frameSize)
    while frame.count < variables.count { frame.append(.null) }
    frame.append(input)
    while frame.count < program.frameSize { frame.append(.null) }
    swap(&frame, &run.locals)
    defer { swap(&frame, &run.locals) }
    return result(input, &run)
  }

  private func result(_ input: FEELValue, _ run: inout FEELRun) -> Bool? {
    var result: Bool? = false
    for test in tests {
      switch run.passes(input, test, program) {
      case true: return !isNegated
      case nil: result = nil
      default: break
      }
    }
    return isNegated ? result.map { !$0 } : result
  }

  /// As above, with the variables by name and an evaluation of its own.
  public func matches(
    _ input: FEELValue, _ variables: FEELContext = [:],
    environment: FEELEnvironment = .standard
  ) -> (matches: Bool?, diagnostics: [FEELDiagnostic]) {
    var run = FEELRun(environment: environment)
    let slots = self.variables.map { variables[$0] ?? .null }
    let result = matches(input, slots: slots, run: &run)
    return (result, run.diagnostics)
  }
}

extension Parser {
  mutating func unaryTests() throws(Failure) -> (tests: [Int32], any: Bool, negated: Bool) {
    scanner.skipSpace()
    if scanner.byte() == UInt8(ascii: "-") {
      var ahead = scanner
      ahead.place += 1
      ahead.skipSpace()
      if ahead.isAtEnd { return ([], true, false) }
    }
    let before = self
    if scanner.acceptKeyword("not"), scanner.accept("("),
      let tests = try? testList(inCell: true), scanner.accept(")")
    {
      scanner.skipSpace()
      if scanner.isAtEnd { return (tests, false, true) }
    }
    goBack(to: before)
    let tests = try testList(inCell: true)
    try requireEnd()
    return (tests, false, false)
  }
}

extension Node.Operation {
  fileprivate var needsNoVariables: Bool {
    switch self {
    case .constant, .testLess, .testLessOrEqual, .testGreater, .testGreaterOrEqual, .testEqual,
      .testNotEqual:
      true
    default: false
    }
  }
}
