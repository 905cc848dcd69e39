/// A type of FEEL, DMN 1.5 §10.3.2.9.
public indirect enum FEELType: Hashable, Sendable {
  case any
  case null
  case number
  case string
  case boolean
  case date
  case time
  case dateTime
  case yearMonthDuration
  case dayTimeDuration
  case list(FEELType)
  /// At least these entries.
  case context([Field])
  case range(FEELType)
  /// Nil parameters: any function.
  case function([FEELType]?, FEELType)
  /// A type that nothing declares; no value has it.
  case unknown(String)

  public struct Field: Hashable, Sendable {
    public var name: String
    public var type: FEELType

    public init(_ name: String, _ type: FEELType) {
      self.name = name
      self.type = type
    }
  }

  /// The built-in types by their names, `days and time duration` and its older spellings included.
  public static let named: [String: FEELType] = [
    "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean,
    "date": .date, "time": .time, "date and time": .dateTime, "dateTime": .dateTime,
    "years and months duration": .yearMonthDuration, "yearMonthDuration": .yearMonthDuration,
    "days and time duration": .dayTimeDuration, "dayTimeDuration": .dayTimeDuration,
    "list": .list(.any), "context": .context([]), "range": .range(.any),
    "function": .function(nil, .any),
  ]

  /// Conformance, DMN 1.5 §10.3.2.9.4: every value of this type may stand where the other is asked.
  public func conforms(to other: FEELType) -> Bool {
    switch (self, other) {
    case (_, .any): return true
    case (.null, _): return true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): return a.conforms(to: b)
    case (.context(let mine), .context(let asked)):
      return asked.allSatisfy { field in
        mine.contains { $0.name == field.name && $0.type.conforms(to: field.type) }
      }
    case (.function(let mine, let result), .function(let asked, let askedResult)):
      guard result.conforms(to: askedResult) else { return false }
      guard let asked else { return true }
      guard let mine, mine.count == asked.count else { return false }
      return zip(asked, mine).allSatisfy { $0.conforms(to: $1) }
    default: return self == other
    }
  }
}

extension FEELType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .any: "Any"
    case .null: "Null"
    case .number: "number"
    case .string: "string"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .yearMonthDuration: "years and months duration"
    case .dayTimeDuration: "days and time duration"
    case .list(let element): "list<\(element)>"
    case .range(let element): "range<\(element)>"
    case .context(let fields):
      "context<" + fields.map { "\($0.name): \($0.type)" }.joined(separator: ", ") + ">"
    case .function(let parameters, let result):
      "function<" + (parameters ?? []).map(\.description).joined(separator: ", ") + ">->\(result)"
    case .unknown(let name): name
    }
  }
}
