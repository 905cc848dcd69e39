/// A PostgreSQL type by its object identifier; the built-in ones never change (pg_type.dat).
public struct PostgresType: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let bool = PostgresType(rawValue: 16)
  public static let bytea = PostgresType(rawValue: 17)
  public static let char = PostgresType(rawValue: 18)
  public static let name = PostgresType(rawValue: 19)
  public static let int8 = PostgresType(rawValue: 20)
  public static let int2 = PostgresType(rawValue: 21)
  public static let int4 = PostgresType(rawValue: 23)
  public static let text = PostgresType(rawValue: 25)
  public static let oid = PostgresType(rawValue: 26)
  public static let json = PostgresType(rawValue: 114)
  public static let xml = PostgresType(rawValue: 142)
  public static let float4 = PostgresType(rawValue: 700)
  public static let float8 = PostgresType(rawValue: 701)
  public static let unknown = PostgresType(rawValue: 705)
  public static let bpchar = PostgresType(rawValue: 1042)
  public static let varchar = PostgresType(rawValue: 1043)
  public static let date = PostgresType(rawValue: 1082)
  public static let timestamp = PostgresType(rawValue: 1114)
  public static let timestamptz = PostgresType(rawValue: 1184)
  public static let numeric = PostgresType(rawValue: 1700)
  public static let void = PostgresType(rawValue: 2278)
  public static let uuid = PostgresType(rawValue: 2950)
  public static let jsonb = PostgresType(rawValue: 3802)
  public static let boolArray = PostgresType(rawValue: 1000)
  public static let byteaArray = PostgresType(rawValue: 1001)
  public static let nameArray = PostgresType(rawValue: 1003)
  public static let int2Array = PostgresType(rawValue: 1005)
  public static let int4Array = PostgresType(rawValue: 1007)
  public static let textArray = PostgresType(rawValue: 1009)
  public static let varcharArray = PostgresType(rawValue: 1015)
  public static let int8Array = PostgresType(rawValue: 1016)
  public static let float8Array = PostgresType(rawValue: 1022)
  public static let dateArray = PostgresType(rawValue: 1182)
  public static let timestamptzArray = PostgresType(rawValue: 1185)
  public static let numericArray = PostgresType(rawValue: 1231)
  public static let uuidArray = PostgresType(rawValue: 2951)
  public static let jsonbArray = PostgresType(rawValue: 3807)

  /// Whether the binary form is the text itself. Types made in the database (from 16384 on) are read as
  /// text too: of those this program makes only enumerations.
  var isText: Bool {
    switch self {
    case .text, .varchar, .bpchar, .name, .json, .xml, .unknown, .char: true
    default: rawValue >= 16_384
    }
  }

  /// The type of an array's elements; nil where this is not a known array type.
  var element: PostgresType? { PostgresType.elements[self] }

  private static let elements: [PostgresType: PostgresType] = [
    .boolArray: .bool, .byteaArray: .bytea, .nameArray: .name, .int2Array: .int2,
    .int4Array: .int4, .textArray: .text, .varcharArray: .varchar, .int8Array: .int8,
    .float8Array: .float8, .dateArray: .date, .timestamptzArray: .timestamptz,
    .numericArray: .numeric, .uuidArray: .uuid, .jsonbArray: .jsonb,
  ]

  private static let names: [PostgresType: String] = [
    .bool: "bool", .bytea: "bytea", .char: "char", .name: "name", .int8: "int8", .int2: "int2",
    .int4: "int4", .text: "text", .oid: "oid", .json: "json", .xml: "xml", .float4: "float4",
    .float8: "float8", .unknown: "unknown", .bpchar: "bpchar", .varchar: "varchar", .date: "date",
    .timestamp: "timestamp", .timestamptz: "timestamptz", .numeric: "numeric", .void: "void",
    .uuid: "uuid", .jsonb: "jsonb",
  ]
}

extension PostgresType: CustomStringConvertible {
  public var description: String {
    if let element { return "\(element)[]" }
    return PostgresType.names[self] ?? "type \(rawValue)"
  }
}
