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
