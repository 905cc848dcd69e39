/// A goal in an alliance's theory of change (verandertheorie, SR 2.6).
public struct Goal: Record {
  public var id: String
  public var alliance: String
  public var title: String
  public var certainty: Certainty

  public init(
    id: String,
    alliance: String,
    title: String,
    certainty: Certainty
  ) {
    self.id = id
    self.alliance = alliance
    self.title = title
    self.certainty = certainty
  }

  public static var table: Table { .goal }

  public static let blank = Goal(
    id: "",
    alliance: "",
    title: "",
    certainty: .illustrative)

  public static let fields: [Field<Goal>] = [
    .text("id", \.id),
    .text("alliance", \.alliance),
    .text("title", \.title),
    .word("certainty", \.certainty),
  ]
}
