import Diagnostics
import FEEL

extension FEELExpression {
  /// The value on a frame; see `Step`.
  @inline(__always)
  func evaluate(_ frame: [FEELValue], _ run: inout FEELRun) -> FEELValue {
    evaluate(slots: frame, run: &run)
  }
}

extension FEELUnaryTests {
  @inline(__always)
  func matches(_ value: FEELValue, _ frame: [FEELValue], _ run: inout FEELRun) -> Bool? {
    matches(value, slots: frame, run: &run)
  }
}

extension FEELRun {
  /// Notes why something in the model is null.
  mutating func report(
    _ message: String, at position: SourcePosition?, file: String,
    code: FEELDiagnostic.Code = .invalidValue
  ) {
    note(FEELDiagnostic(code, message, file: file, position: position))
  }
}

extension FEELFunction {
  /// Whether this is a function of the language, whose parameters are known by name to FEEL alone.
  var isBuiltIn: Bool {
    guard let name, let known = try? FEELExpression.compile(name) else { return false }
    return known.evaluate().value == .function(self)
  }
}
