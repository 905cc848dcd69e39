/// A JSON value that keeps numbers as the decimal text they were written in.
///
/// Objects keep the order of their members. Two objects are equal when members and order are equal;
/// compare `canonical` texts to compare without order.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number's text after RFC 8259, such as `-12.50` or `1e9`.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSON

    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  public static func int(_ value: some BinaryInteger) -> JSON { .number(String(value)) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension JSON {
  /// The first member of that name, or nil when this is no object or has none.
  public subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public subscript(_ index: Int) -> JSON? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var array: [JSON]? { if case .array(let items) = self { items } else { nil } }
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  /// The whole number that this is, or nil for a fraction, an exponent or a number out of range.
  public var int: Int64? { if case .number(let text) = self { Int64(text) } else { nil } }
  public var isNull: Bool { self == .null }

  /// The same value with the members of every object in the order of the canonical text.
  public var sorted: JSON {
    switch self {
    case .array(let items): .array(items.map(\.sorted))
    case .object(let members):
      .object(
        members.map { Member($0.name, $0.value.sorted) }
          .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    default: self
    }
  }
}
