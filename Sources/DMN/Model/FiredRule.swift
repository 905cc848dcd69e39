/// A rule of a decision table that contributed to a result.
public struct FiredRule: Hashable, Sendable {
  /// A cell of an annotation column; the article of law that a rule comes from is kept in one.
  public struct Annotation: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The decision or knowledge model that holds the table.
  public var decision: String
  /// The table's id; empty when it has none.
  public var table: String
  /// The rule's place in the table, from 1.
  public var row: Int
  /// The rule's id; empty when it has none.
  public var ruleID: String
  public var annotations: [Annotation]

  public init(
    decision: String, table: String, row: Int, ruleID: String, annotations: [Annotation] = []
  ) {
    self.decision = decision
    self.table = table
    self.row = row
    self.ruleID = ruleID
    self.annotations = annotations
  }

  /// The text of an annotation column.
  public subscript(annotation name: String) -> String? {
    annotations.first { $0.name == name }?.text
  }
}
