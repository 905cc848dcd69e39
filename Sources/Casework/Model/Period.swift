import ExactNumbers

/// A grant year within an award (tijdvak).
public struct Period: Record {
  public var id: String
  public var award: String
  public var year: Int
  /// The part of the award planned for the year.
  public var budget: Money
  /// State of the lifecycle `period`.
  public var state: String

  public init(
    id: String,
    award: String,
    year: Int,
    budget: Money,
    state: String
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.budget = budget
    self.state = state
  }

  public static var table: Table { .period }

  public static let blank = Period(
    id: "",
    award: "",
    year: 0,
    budget: Money(cents: 0),
    state: "")

  public static let fields: [Field<Period>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .money("budgetCents", \.budget),
    .text("state", \.state),
  ]
}
