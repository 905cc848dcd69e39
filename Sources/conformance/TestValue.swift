import ExactNumbers
import FEEL
import Markup

/// The values of a test file: reading them, and comparing a result with them.
enum TestValue {
  enum Agreement { case exact, near, different }

  /// Nil when the element holds no value of a known kind.
  static func read(_ element: XMLElement) -> FEELValue? {
    if let list = element.first("list") {
      if isNil(list) { return .null }
      var items: [FEELValue] = []
      for item in list.elements("item") {
        guard let value = read(item) else { return nil }
        items.append(value)
      }
      return .list(items)
    }
    let components = element.elements("component")
    if !components.isEmpty {
      var pairs: [(String, FEELValue)] = []
      for component in components {
        guard let value = isNil(component) ? .null : read(component) else { return nil }
        pairs.append((component[attribute: "name"] ?? "", value))
      }
      return .context(FEELContext(pairs))
    }
    guard let value = element.first("value"), !isNil(value) else { return .null }
    let type = value.attributes.first { $0.name.local == "type" }?.value ?? "xsd:string"
    return scalar(value.text, type.split(separator: ":").last.map(String.init) ?? type)
  }

  private static func isNil(_ element: XMLElement) -> Bool {
    element.attributes.contains { $0.name.local == "nil" && ["true", "1"].contains($0.value) }
  }

  private static func scalar(_ text: String, _ type: String) -> FEELValue? {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch type {
    case "string": return .string(text)
    case "boolean": return .boolean(trimmed == "true" || trimmed == "1")
    case "date": return constructed("date", trimmed)
    case "time": return constructed("time", trimmed)
    case "dateTime": return constructed("date and time", trimmed)
    case "duration", "dayTimeDuration", "yearMonthDuration":
      return constructed("duration", trimmed)
    case "decimal", "double", "float", "integer", "int", "long":
      return Decimal128(trimmed).map { .number($0) }
    default: return nil
    }
  }

  private static func constructed(_ function: String, _ text: String) -> FEELValue? {
    guard let expression = try? FEELExpression.compile("\(function)(\"\(text)\")", names: []) else {
      return nil
    }
    let value = expression.evaluate().value
    return value == .null ? nil : value
  }

  private static let tolerance = Decimal128("0.00000001") ?? .zero

  static func compare(_ expected: FEELValue, _ actual: FEELValue) -> Agreement {
    switch (expected, actual) {
    case (.number(let a), .number(let b)):
      if a == b { return .exact }
      guard let distance = (a > b ? a - b : b - a) else { return .different }
      return distance < tolerance ? .near : .different
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return .different }
      return worst(zip(a, b).map { compare($0, $1) })
    case (.context(let a), .context(let b)):
      guard Set(a.names) == Set(b.names) else { return .different }
      return worst(a.names.map { compare(a[$0] ?? .null, b[$0] ?? .null) })
    default: return expected == actual ? .exact : .different
    }
  }

  private static func worst(_ all: [Agreement]) -> Agreement {
    if all.contains(.different) { return .different }
    return all.contains(.near) ? .near : .exact
  }
}
