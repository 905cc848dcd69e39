import ExactNumbers
import FEEL
import Statechart

extension ChartValue {
  /// The value for a chart to keep; nil for functions, which cannot be kept.
  public init?(_ value: FEELValue) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let number): self = .number(number.description)
    case .string(let text): self = .string(text)
    case .list(let items):
      var list: [ChartValue] = []
      for item in items {
        guard let item = ChartValue(item) else { return nil }
        list.append(item)
      }
      self = .list(list)
    case .context(let context):
      var members: [Member] = []
      for (name, value) in context {
        guard let value = ChartValue(value) else { return nil }
        members.append(Member(name, value))
      }
      self = .context(members)
    case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration:
      self = .literal(kind: value.kindName, text: value.text)
    case .range: self = .literal(kind: value.kindName, text: value.description)
    case .function: return nil
    }
  }
}

extension FEELValue {
  /// The value that a chart keeps. A literal that FEEL does not know is null.
  public init(_ value: ChartValue) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let text): self = Decimal128(text).map { .number($0) } ?? .null
    case .string(let text): self = .string(text)
    case .literal(let kind, let text):
      let expression = kind == "range" ? text : "@" + FEELValue.string(text).description
      self = (try? FEELExpression.compile(expression))?.evaluate().value ?? .null
    case .list(let items): self = .list(items.map { FEELValue($0) })
    case .context(let members):
      self = .context(FEELContext(members.map { ($0.name, FEELValue($0.value)) }))
    }
  }

  /// `_event`: all its parts are there, those without a value as null (SCXML §5.10.1).
  init(_ event: ChartEvent) {
    let text: (String?) -> FEELValue = { $0.map { .string($0) } ?? .null }
    self = .context([
      "name": .string(event.name), "type": .string(event.type.rawValue),
      "sendid": text(event.sendID), "origin": text(event.origin),
      "origintype": text(event.originType), "invokeid": text(event.invokeID),
      "data": FEELValue(event.data),
    ])
  }
}
