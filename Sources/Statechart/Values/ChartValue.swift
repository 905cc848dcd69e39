/// A value as statecharts hold it between steps: what snapshots store and events carry.
///
/// It is the neutral ground between the engine and an expression language. Numbers keep their decimal
/// text; a value that only the language knows (a date, a duration) travels as `literal` with its kind
/// and text, so that nothing is lost on the way to a store and back.
public indirect enum ChartValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A decimal number in its exact text, such as `12.50`.
  case number(String)
  case string(String)
  /// A value of the expression language, such as kind `date` and text `2026-11-23`.
  case literal(kind: String, text: String)
  case list([ChartValue])
  case context([Member])

  /// One named value of a context. Names are unique within a context; their order is kept.
  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: ChartValue

    public init(_ name: String, _ value: ChartValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of a context, or nil when the value is no context or has no such member.
  public subscript(member name: String) -> ChartValue? {
    guard case .context(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The value as the text that an attribute would hold: a string without quotes, a number's digits.
  ///
  /// Nil for null, lists and contexts, which are no text.
  public var plainText: String? {
    switch self {
    case .string(let text), .number(let text), .literal(_, let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .null, .list, .context: nil
    }
  }
}

extension ChartValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: ChartValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, ChartValue)...) {
    self = .context(elements.map { Member($0.0, $0.1) })
  }
}

extension ChartValue: CustomStringConvertible {
  /// The value for a reader, as in a log line.
  public var description: String {
    switch self {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return text
    case .literal(_, let text): return text
    case .list(let items): return "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .context(let members):
      return "{" + members.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
