/// How progress to a goal is seen.
public struct Indicator: Record {
  public var id: String
  public var goal: String
  public var title: String
  public var unit: String?
  public var baseline: String?
  public var target: String?
  public var certainty: Certainty

  public init(
    id: String,
    goal: String,
    title: String,
    unit: String? = nil,
    baseline: String? = nil,
    target: String? = nil,
    certainty: Certainty
  ) {
    self.id = id
    self.goal = goal
    self.title = title
    self.unit = unit
    self.baseline = baseline
    self.target = target
    self.certainty = certainty
  }

  public static var table: Table { .indicator }

  public static let blank = Indicator(
    id: "",
    goal: "",
    title: "",
    unit: nil,
    baseline: nil,
    target: nil,
    certainty: .illustrative)

  public static let fields: [Field<Indicator>] = [
    .text("id", \.id),
    .text("goal", \.goal),
    .text("title", \.title),
    .text("unit", \.unit),
    .text("baseline", \.baseline),
    .text("target", \.target),
    .word("certainty", \.certainty),
  ]
}
