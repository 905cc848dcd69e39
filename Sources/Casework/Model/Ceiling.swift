import ExactNumbers

/// An amount that the grants of one kind may not exceed together (subsidieplafond, Awb 4:25).
public struct Ceiling: Record {
  public var id: String
  /// The kind of award it limits.
  public var kind: AwardKind
  public var amount: Money
  public var certainty: Certainty
  public var source: String?

  public init(
    id: String,
    kind: AwardKind,
    amount: Money,
    certainty: Certainty,
    source: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.amount = amount
    self.certainty = certainty
    self.source = source
  }

  public static var table: Table { .ceiling }

  public static let blank = Ceiling(
    id: "",
    kind: .alliance,
    amount: Money(cents: 0),
    certainty: .illustrative,
    source: nil)

  public static let fields: [Field<Ceiling>] = [
    .text("id", \.id),
    .word("kind", \.kind),
    .money("amountCents", \.amount),
    .word("certainty", \.certainty),
    .text("source", \.source),
  ]
}
