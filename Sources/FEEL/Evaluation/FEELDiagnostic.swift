import Diagnostics

/// Why a value is null, or another thing that an evaluation wants known.
public struct FEELDiagnostic: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of reasons, as stable names.
  public enum Code: String, Hashable, Sendable {
    case wrongType = "wrong-type"
    case unknownName = "unknown-name"
    case unknownFunction = "unknown-function"
    case unknownMember = "unknown-member"
    case wrongArguments = "wrong-arguments"
    case invalidValue = "invalid-value"
    case outOfRange = "out-of-range"
    case divisionByZero = "division-by-zero"
    case limit = "limit-reached"
    case notAvailable = "not-available"
  }

  public var code: Code
  public var message: String
  public var file: String?
  public var position: SourcePosition?

  public init(
    _ code: Code, _ message: String, file: String? = nil, position: SourcePosition? = nil
  ) {
    self.code = code
    self.message = message
    self.file = file
    self.position = position
  }

  /// The diagnostic as a warning for the author of the expression.
  public var finding: Finding {
    .warning("feel-\(code.rawValue)", message, file: file, at: position)
  }

  public var description: String {
    let place = (file.map { $0 + ":" } ?? "") + (position.map { "\($0): " } ?? "")
    return "\(place)\(message) [\(code.rawValue)]"
  }
}

/// A value and what was noted on the way to it.
public struct FEELOutcome: Sendable {
  public var value: FEELValue
  public var diagnostics: [FEELDiagnostic]

  public init(value: FEELValue, diagnostics: [FEELDiagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}
