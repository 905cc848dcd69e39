import ExactNumbers
import LegalCalendar

/// A value of FEEL, DMN 1.5 §10.3.2.3.
///
/// `==` and hashing are of the value as written (`is()` of the language): zones count, numbers compare by
/// value. Equality of the language, which is three-valued, is `FEELValue.equal(_:_:)`.
public enum FEELValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Decimal128)
  case string(String)
  case date(CivilDate)
  indirect case time(FEELTime)
  indirect case dateTime(FEELDateTime)
  case yearMonthDuration(months: Int64)
  case dayTimeDuration(FEELDayTimeDuration)
  case list([FEELValue])
  case context(FEELContext)
  indirect case range(FEELRange)
  case function(FEELFunction)
}

extension FEELValue {
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  public var boolean: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  public var number: Decimal128? {
    if case .number(let value) = self { return value }
    return nil
  }

  public var string: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  public var list: [FEELValue]? {
    if case .list(let value) = self { return value }
    return nil
  }

  public var context: FEELContext? {
    if case .context(let value) = self { return value }
    return nil
  }

  /// The name of the value's kind, as messages print it.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .yearMonthDuration: "years and months duration"
    case .dayTimeDuration: "days and time duration"
    case .list: "list"
    case .context: "context"
    case .range: "range"
    case .function: "function"
    }
  }
}

extension FEELValue: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(Decimal128(value)) }
  public init(arrayLiteral elements: FEELValue...) { self = .list(elements) }
}
