import Diagnostics
import FEEL

/// A case with a known outcome, written so that a lawyer can check it.
public struct GoldenCase: Sendable {
  /// A line of one of the two tables.
  public struct Line: Sendable {
    public var name: String
    public var expression: FEELExpression
    public var position: SourcePosition
  }

  public var title: String
  public var decision: String
  /// The article that a rule which fires must name; nil when none is asked for.
  public var article: String?
  public var facts: [Line]
  public var expected: [Line]
  public var file: String
  public var position: SourcePosition
}

/// What running a golden case gave.
public struct CaseOutcome: Sendable {
  public var title: String
  public var decision: String
  public var file: String
  public var position: SourcePosition
  /// Empty when the case holds.
  public var findings: [Finding]

  public var passed: Bool { findings.isEmpty }
}
