import Diagnostics

/// An expression of FEEL, compiled once and evaluated as often as wanted.
public struct FEELExpression: Sendable {
  let program: Program
  let root: Int32

  /// The variables in the order of their slots, as declared at compilation.
  public let variables: [String]

  /// Names that the expression uses and nothing declares: where they are met, the value is null.
  public let warnings: [Finding]

  /// The text that was compiled.
  public var text: String { program.source.text }

  /// Compiles a text.
  ///
  /// `origin` is the position of the text's first character in `file`; positions in findings and diagnostics
  /// count from there. Throws one finding, `feel-syntax`, at the place where the text stops being FEEL.
  public static func compile(
    _ text: String, names: FEELNames = [], file: String? = nil,
    origin: SourcePosition? = nil
  ) throws(FindingsError) -> FEELExpression {
    let source = Program.Source(text: text, file: file, origin: origin)
    var parser = Parser(text, names: names)
    do {
      try parser.requireLength()
      let root = try parser.whole()
      return FEELExpression(
        program: Program(parser.code, variableCount: names.variables.count, source: source),
        root: root, variables: names.variables,
        warnings: parser.unknownNameFindings(source))
    } catch {
      throw FindingsError([error.finding(source)])
    }
  }

  /// Evaluates with the values of the variables by name; a variable that is not given is null.
  public func evaluate(
    _ variables: FEELContext = [:], environment: FEELEnvironment = .standard
  ) -> FEELOutcome {
    var run = FEELRun(environment: environment)
    let value = evaluate(slots: self.variables.map { variables[$0] ?? .null }, run: &run)
    return FEELOutcome(value: value, diagnostics: run.diagnostics)
  }

  /// Evaluates with the values of the variables in the order of `variables`, inside a run.
  ///
  /// Values beyond the declared ones are ignored and missing ones are null.
  public func evaluate(slots: [FEELValue], run: inout FEELRun) -> FEELValue {
    run.run(root, program, slots)
  }

  /// The value when the expression does not depend on anything.
  public var constant: FEELValue? {
    let node = program.nodes[Int(root)]
    return node.operation == .constant ? program.constants[Int(node.a)] : nil
  }

  /// The slots of the variables that the expression mentions, ascending.
  public var usedSlots: [Int] {
    var used: Set<Int> = []
    for node in program.nodes where node.operation == .slot && node.a < program.variableCount {
      used.insert(Int(node.a))
    }
    return used.sorted()
  }
}

extension Parser {
  func requireLength() throws(Failure) {
    guard scanner.bytes.count <= Self.longest else {
      throw Failure(
        place: 0, message: "the text is longer than \(Self.longest) bytes", remedy: nil)
    }
  }

  /// A warning for every name that nothing declares, with the nearest one that something does.
  func unknownNameFindings(_ source: Program.Source) -> [Finding] {
    unknownNames.map { name, place in
      let candidates = names.variables + Builtin.allCases.map(\.name)
      let nearest = nearestName(to: name, among: candidates)
      return .warning(
        "feel-unknown-name", "no variable or function is called `\(name)`: it will be null",
        file: source.file, at: source.position(place),
        remedy: nearest.map { "did you mean `\($0)`?" })
    }
  }
}

extension Parser.Failure {
  func finding(_ source: Program.Source) -> Finding {
    .error(
      "feel-syntax", message, file: source.file, at: source.position(place), remedy: remedy)
  }
}

/// The candidate that differs least from a name, when it differs little.
func nearestName(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  guard wanted.count <= 60 else { return nil }
  var best: (String, Int)?
  for candidate in candidates where abs(candidate.unicodeScalars.count - wanted.count) <= 3 {
    let other = Array(candidate.lowercased().unicodeScalars)
    var row = Array(0...other.count)
    for (i, a) in wanted.enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        let cost = min(row[j + 1] + 1, row[j] + 1, previous + (a == b ? 0 : 1))
        previous = row[j + 1]
        row[j + 1] = cost
      }
    }
    if row[other.count] < best?.1 ?? max(2, wanted.count / 3 + 1) {
      best = (candidate, row[other.count])
    }
  }
  return best?.0
}
