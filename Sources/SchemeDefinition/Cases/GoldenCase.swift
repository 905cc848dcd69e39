import Diagnostics
import FEEL

/// A case with a known outcome, written so that a lawyer can check it.
public struct GoldenCase: Sendable {
  /// A line of one of the two tables.
  public struct Line: Sendable {
    public var name: String
    /// The value as written, in FEEL.
    public var text: String
    public var position: SourcePosition
  }

  public var title: String
  /// The decision that is asked; empty for a case about a term.
  public var decision: String
  /// The term whose last day is asked, with what happens to it among the facts.
  public var term: String?
  /// The article that a rule which fires must name; nil when none is asked for.
  public var article: String?
  public var facts: [Line]
  public var expected: [Line]
  public var file: String
  public var position: SourcePosition
}

extension GoldenCase {
  /// The value of a line; throws where its text stops being FEEL.
  func value(of line: Line) throws(FindingsError) -> FEELValue {
    try FEELExpression.compile(line.text, file: file, origin: line.position).evaluate().value
  }

  /// The inputs of the decision. A value that is no FEEL is left out.
  public var inputs: FEELContext {
    FEELContext(
      facts.compactMap { line in (try? value(of: line)).map { (line.name, $0) } })
  }

  /// What keeps the values from being read.
  var syntaxFindings: [Finding] {
    (facts + expected).flatMap { line -> [Finding] in
      do throws(FindingsError) {
        _ = try value(of: line)
        return []
      } catch {
        return error.findings
      }
    }
  }
}

/// What running a golden case gave.
public struct CaseOutcome: Sendable {
  public var title: String
  public var decision: String
  public var file: String
  public var position: SourcePosition
  /// Empty when the case holds.
  public var findings: [Finding]
  /// The expected lines that came out otherwise, with what did come out.
  public var differences: [Difference] = []
  /// The articles of the rules that fired, when the case's own article is not among them.
  public var otherArticles: [String]?

  /// An expected line with the value that came instead.
  public struct Difference: Sendable {
    public var name: String
    public var expected: FEELValue
    public var actual: FEELValue
    public var position: SourcePosition
  }

  public var passed: Bool { findings.isEmpty }
}
