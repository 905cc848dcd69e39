import ExactNumbers
import FEEL
import JSONText
import LegalCalendar

extension FEELValue {
  /// A JSON value as FEEL sees it. Strings of the form `YYYY-MM-DD` become dates, since JSON has none.
  public init(json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .number(let text): self = Decimal128(text).map(FEELValue.number) ?? .null
    case .string(let text): self = CivilDate(iso: text).map(FEELValue.date) ?? .string(text)
    case .array(let items): self = .list(items.map(FEELValue.init(json:)))
    case .object(let members):
      self = .context(FEELContext(members.map { ($0.name, FEELValue(json: $0.value)) }))
    }
  }

  /// The value as JSON: numbers keep their digits, what JSON lacks becomes its FEEL text.
  public var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let flag): .bool(flag)
    case .number(let number): .number(number.plainDescription)
    case .string(let text): .string(text)
    case .date(let date): .string(date.description)
    case .list(let items): .array(items.map(\.json))
    case .context(let context):
      .object(context.entries.map { JSON.Member($0.name, $0.value.json) })
    default: .string(description)
    }
  }
}
