import ExactNumbers
import LegalCalendar

extension FEELValue: CustomStringConvertible {
  /// The value as an expression of FEEL that gives it back; functions print as their signature.
  ///
  /// What is longer than a million bytes or nested very deep ends in `…`.
  public var description: String { written(asLiteral: true, limit: 1_000_000) }

  /// The value as `string(from)` of the language writes it: texts inside others in quotes, null as `null`.
  public var text: String { written(asLiteral: false, limit: 1_000_000) }

  func written(asLiteral: Bool, limit: Int) -> String {
    if !asLiteral, case .string(let text) = self { return text }
    var writer = ValueWriter(isLiteral: asLiteral, limit: limit)
    writer.write(self)
    return writer.text
  }
}

/// Writes values until a limit: a value may hold the same list many times over.
struct ValueWriter {
  let isLiteral: Bool
  let limit: Int
  private(set) var text = ""
  private var depth = 0

  init(isLiteral: Bool, limit: Int) {
    self.isLiteral = isLiteral
    self.limit = limit
  }

  mutating func write(_ value: FEELValue) {
    guard text.utf8.count < limit, depth < 1000 else {
      if !text.hasSuffix("…") { text += "…" }
      return
    }
    depth += 1
    defer { depth -= 1 }
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let value): text += value.plainDescription
    case .string(let value): text += FEELValue.quoted(value)
    case .date(let value): temporal(value.description)
    case .time(let value): temporal(value.description)
    case .dateTime(let value): temporal(value.description)
    case .yearMonthDuration(let months): temporal(FEELValue.written(months: months))
    case .dayTimeDuration(let value): temporal(value.description)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() where text.utf8.count < limit {
        if index > 0 { text += ", " }
        write(item)
      }
      text += "]"
    case .context(let context):
      text += "{"
      for (index, entry) in context.entries.enumerated() where text.utf8.count < limit {
        text += (index > 0 ? ", " : "") + FEELValue.key(of: entry.name) + ": "
        write(entry.value)
      }
      text += "}"
    case .range(let range): write(range)
    case .function(let function):
      text += "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }
  }

  private mutating func temporal(_ written: String) {
    text += isLiteral ? "@\"\(written)\"" : written
  }

  /// A test such as `<5` stands in parentheses, where it is a value.
  private mutating func write(_ range: FEELRange) {
    let isTest = range.form != .interval || range.start == nil || range.end == nil
    if isTest, isLiteral { text += "(" }
    switch (range.form, range.start, range.end) {
    case (.equals, _, _): write("=", range.start)
    case (.differs, _, _): write("!=", range.start)
    case (.interval, nil, _): write(range.endIncluded ? "<=" : "<", range.end)
    case (.interval, _, nil): write(range.startIncluded ? ">=" : ">", range.start)
    case (.interval, let start?, let end?):
      text += range.startIncluded ? "[" : "("
      write(start)
      text += ".."
      write(end)
      text += range.endIncluded ? "]" : ")"
    }
    if isTest, isLiteral { text += ")" }
  }

  private mutating func write(_ symbol: String, _ end: FEELValue?) {
    text += symbol
    write(end ?? .null)
  }
}

extension FEELValue {
  static func key(of name: String) -> String {
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

  static func written(months: Int64) -> String {
    if months == 0 { return "P0M" }
    let size = months.magnitude
    let years = size / 12
    let rest = size % 12
    return (months < 0 ? "-P" : "P") + (years > 0 ? "\(years)Y" : "")
      + (rest > 0 ? "\(rest)M" : "")
  }
}
