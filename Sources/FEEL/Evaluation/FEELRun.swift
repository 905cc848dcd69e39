import ExactNumbers

/// The state of one evaluation: what it may still use, and what it noted.
///
/// One run may span several expressions, as in a decision that needs another; functions of the host
/// receive it so that limits and diagnostics are counted together.
public struct FEELRun: Sendable {
  public let environment: FEELEnvironment
  public internal(set) var diagnostics: [FEELDiagnostic] = []
  var steps: Int
  var depth = 0
  var locals: [FEELValue] = []
  /// Regular expressions met in this run.
  var patterns: [String: Pattern] = [:]

  public init(environment: FEELEnvironment = .standard) {
    self.environment = environment
    steps = environment.limits.steps
  }

  /// Notes why something is null. What is beyond the limit of diagnostics is dropped.
  @inline(never)
  public mutating func note(_ diagnostic: FEELDiagnostic) {
    if diagnostics.count < environment.limits.diagnostics { diagnostics.append(diagnostic) }
  }

  /// Null, with a reason.
  @inline(never)
  mutating func fail(_ code: FEELDiagnostic.Code, _ message: String) -> FEELValue {
    note(FEELDiagnostic(code, message))
    return .null
  }

  /// Gives the diagnostics since `start` that have no place the place of a node.
  @inline(never)
  mutating func locate(from start: Int, _ node: Node, _ program: Program) {
    for index in start..<diagnostics.count where diagnostics[index].position == nil {
      diagnostics[index].position = program.source.position(Int(node.place))
      diagnostics[index].file = program.source.file
    }
  }

  var isExhausted: Bool { steps <= 0 }

  /// Uses up steps; false, with a diagnostic the first time, when there are none left.
  @inline(__always)
  mutating func spend(_ count: Int = 1) -> Bool {
    steps -= count
    return steps > 0 ? true : exhausted(count)
  }

  @inline(never)
  private mutating func exhausted(_ count: Int) -> Bool {
    if steps > -count {
      _ = fail(.limit, "the evaluation took more than \(environment.limits.steps) steps")
    }
    steps = min(steps, -1_000_000_000)
    return false
  }

  /// Runs a program over the values of its variables.
  mutating func run(_ root: Int32, _ program: Program, _ variables: [FEELValue]) -> FEELValue {
    var frame = variables
    if frame.count < program.frameSize {
      frame.reserveCapacity(program.frameSize)
      while frame.count < program.frameSize { frame.append(.null) }
    }
    swap(&frame, &locals)
    defer { swap(&frame, &locals) }
    return value(root, program)
  }
}
