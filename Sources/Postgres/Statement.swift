/// One SQL statement with parameters `$1`, `$2`, …, prepared on its first use on each connection.
///
/// The name is for people: it appears in errors. The server sees a name derived from the SQL text, so
/// equal texts share one plan. There is no interpolation: a value enters as a parameter or not at all.
public struct Statement: Hashable, Sendable {
  public let name: String?
  public let sql: String

  public init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }

  /// Without a name; errors then show the SQL.
  public init(sql: String) {
    name = nil
    self.sql = sql
  }

  /// The name, or the start of the SQL on one line.
  var label: String { name ?? Statement.label(sql) }

  static func label(_ sql: String) -> String {
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 120 ? line.prefix(117) + "..." : line
  }

  /// `spv_` and the 64-bit FNV-1a hash of the SQL text.
  var preparedName: String { "spv_" + String(fnv1a(sql), radix: 16) }
}

extension Statement: ExpressibleByStringLiteral {
  public init(stringLiteral value: StaticString) { self.init(sql: "\(value)") }
}
