import ExactNumbers
import LegalCalendar

/// Money to or from a recipient.
public struct Payment: Record {
  public var id: String
  public var award: String
  public var year: Int
  public var kind: PaymentKind
  public var due: CivilDate
  /// Always positive; `kind` tells the direction.
  public var amount: Money
  /// State of the lifecycle `payment`.
  public var state: String
  public var paidOn: CivilDate?
  public var article: String

  public init(
    id: String,
    award: String,
    year: Int,
    kind: PaymentKind,
    due: CivilDate,
    amount: Money,
    state: String,
    paidOn: CivilDate? = nil,
    article: String
  ) {
    self.id = id
    self.award = award
    self.year = year
    self.kind = kind
    self.due = due
    self.amount = amount
    self.state = state
    self.paidOn = paidOn
    self.article = article
  }

  public static var table: Table { .payment }

  public static let blank = Payment(
    id: "",
    award: "",
    year: 0,
    kind: .advance,
    due: CivilDate(epochDay: 0),
    amount: Money(cents: 0),
    state: "",
    paidOn: nil,
    article: "")

  public static let fields: [Field<Payment>] = [
    .text("id", \.id),
    .text("award", \.award),
    .integer("year", \.year),
    .word("kind", \.kind),
    .date("due", \.due),
    .money("amountCents", \.amount),
    .text("state", \.state),
    .date("paidOn", \.paidOn),
    .text("article", \.article),
  ]
}
