import Diagnostics

/// A decision table as written (DMN 1.5 §8).
public struct DecisionTable: Sendable {
  public struct Input: Sendable {
    public var label: String?
    public var expression: SourceText
    public var typeRef: String?
    /// The values that the input may have, as unary tests.
    public var values: SourceText?
  }

  public struct Output: Sendable {
    public var name: String?
    public var label: String?
    public var typeRef: String?
    /// The values that the output may have, in order of priority.
    public var values: SourceText?
    public var defaultEntry: SourceText?
  }

  public struct Rule: Sendable {
    public var id: String?
    public var entries: [SourceText]
    public var outputs: [SourceText]
    /// One text per annotation column; shorter when the last ones are not given.
    public var annotations: [String]
    public var position: SourcePosition
  }

  public var id: String?
  /// The decision or knowledge model that the table belongs to.
  public var name: String
  public var hitPolicy: HitPolicy
  public var inputs: [Input]
  public var outputs: [Output]
  /// The names of the annotation columns.
  public var annotations: [String]
  public var rules: [Rule]
  public var outputLabel: String?
  public var position: SourcePosition
}
