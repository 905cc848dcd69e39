import ExactNumbers
import LegalCalendar

extension FEELValue: CustomStringConvertible {
  /// The value as an expression of FEEL that gives it back; functions print as their signature.
  public var description: String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .date(let date): "@\"\(FEELValue.written(date))\""
    case .time, .dateTime, .yearMonthDuration, .dayTimeDuration: "@\"\(text)\""
    case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .context(let context): Self.written(context) { $0.description }
    case .range(let range): Self.description(of: range)
    default: text
    }
  }

  /// The value as `string(from)` of the language writes it; nil only inside: null is `null`.
  public var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): value.plainDescription
    case .string(let value): value
    case .date(let value): Self.written(value)
    case .time(let value): value.description
    case .dateTime(let value): value.description
    case .yearMonthDuration(let months): Self.written(months: months)
    case .dayTimeDuration(let value): value.description
    case .list(let items): "[" + items.map(\.nestedText).joined(separator: ", ") + "]"
    case .context(let context): Self.written(context) { $0.nestedText }
    case .range(let range): Self.written(range) { $0.nestedText }
    case .function(let function):
      "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }
  }

  private var nestedText: String {
    if case .string(let value) = self { return Self.quoted(value) }
    return text
  }

  /// A test such as `<5` stands in parentheses, where it is a value.
  private static func description(of range: FEELRange) -> String {
    let text = written(range) { $0.description }
    return range.form == .interval && range.start != nil && range.end != nil ? text : "(\(text))"
  }

  private static func written(_ range: FEELRange, _ inner: (FEELValue) -> String) -> String {
    switch range.form {
    case .interval: break
    case .equals: return "=" + inner(range.start ?? .null)
    case .differs: return "!=" + inner(range.start ?? .null)
    }
    switch (range.start, range.end) {
    case (nil, let end?): return (range.endIncluded ? "<=" : "<") + inner(end)
    case (let start?, nil): return (range.startIncluded ? ">=" : ">") + inner(start)
    default:
      return (range.startIncluded ? "[" : "(") + inner(range.start ?? .null) + ".."
        + inner(range.end ?? .null) + (range.endIncluded ? "]" : ")")
    }
  }

  private static func written(_ context: FEELContext, _ inner: (FEELValue) -> String) -> String {
    "{"
      + context.entries.map { key(of: $0.name) + ": " + inner($0.value) }.joined(separator: ", ")
      + "}"
  }

  private static func key(of name: String) -> String {
    var scalars = name.unicodeScalars.makeIterator()
    guard let first = scalars.next(), NameScalars.isStart(first.value) else { return quoted(name) }
    while let next = scalars.next() {
      guard NameScalars.isPart(next.value) || next == " " else { return quoted(name) }
    }
    return name
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func written(_ date: CivilDate) -> String { date.description }

  static func written(months: Int64) -> String {
    if months == 0 { return "P0M" }
    let size = months.magnitude
    let years = size / 12
    let rest = size % 12
    return (months < 0 ? "-P" : "P") + (years > 0 ? "\(years)Y" : "")
      + (rest > 0 ? "\(rest)M" : "")
  }
}
