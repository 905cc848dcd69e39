/// An organisation that takes part in alliances.
public struct Organisation: Record {
  public var id: String
  public var name: String
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    name: String,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.name = name
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .organisation }

  public static let blank = Organisation(
    id: "",
    name: "",
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Organisation>] = [
    .text("id", \.id),
    .text("name", \.name),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
