import Diagnostics
import FEEL

extension FEELRun {
  /// Notes why something in the model is null.
  mutating func report(
    _ message: String, at position: SourcePosition?, file: String,
    code: FEELDiagnostic.Code = .invalidValue
  ) {
    note(FEELDiagnostic(code, message, file: file, position: position))
  }
}
