/// How the rules of a decision table that apply at once become one result (DMN 1.5 §8.2.8).
public enum HitPolicy: Hashable, Sendable {
  case unique
  case any
  case priority
  case first
  case ruleOrder
  case outputOrder
  case collect(Aggregation?)

  /// What COLLECT makes of its outputs; none collects them into a list.
  public enum Aggregation: String, Hashable, Sendable {
    case sum = "SUM"
    case count = "COUNT"
    case minimum = "MIN"
    case maximum = "MAX"
  }

  /// From the `hitPolicy` and `aggregation` attributes; absent means UNIQUE.
  init?(_ policy: String?, aggregation: String?) {
    switch policy ?? "UNIQUE" {
    case "UNIQUE": self = .unique
    case "ANY": self = .any
    case "PRIORITY": self = .priority
    case "FIRST": self = .first
    case "RULE ORDER": self = .ruleOrder
    case "OUTPUT ORDER": self = .outputOrder
    case "COLLECT":
      guard let aggregation else {
        self = .collect(nil)
        return
      }
      guard let known = Aggregation(rawValue: aggregation) else { return nil }
      self = .collect(known)
    default: return nil
    }
  }

  /// The letter that stands in the table's corner.
  public var indicator: String {
    switch self {
    case .unique: "U"
    case .any: "A"
    case .priority: "P"
    case .first: "F"
    case .ruleOrder: "R"
    case .outputOrder: "O"
    case .collect(nil): "C"
    case .collect(.sum): "C+"
    case .collect(.count): "C#"
    case .collect(.minimum): "C<"
    case .collect(.maximum): "C>"
    }
  }
}
