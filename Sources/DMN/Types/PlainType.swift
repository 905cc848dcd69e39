import FEEL

/// A type reduced to what a glance at a value can settle.
///
/// Most values are plainly of their declared type; only the others are looked at in full.
enum PlainType: UInt8, Sendable {
  case any, number, string, boolean, date
  /// A type with structure or constraints.
  case other

  init(_ type: ModelType?) {
    guard let type else {
      self = .any
      return
    }
    guard type.constraint == nil else {
      self = .other
      return
    }
    switch type.feel {
    case .any: self = .any
    case .number: self = .number
    case .string: self = .string
    case .boolean: self = .boolean
    case .date: self = .date
    default: self = .other
    }
  }

  /// Whether the value is of the type beyond doubt; false asks for a full check.
  @inline(__always)
  func accepts(_ value: borrowing FEELValue) -> Bool {
    switch value {
    case .null: true
    case .number: self == .number || self == .any
    case .string: self == .string || self == .any
    case .boolean: self == .boolean || self == .any
    case .date: self == .date || self == .any
    default: self == .any
    }
  }
}
