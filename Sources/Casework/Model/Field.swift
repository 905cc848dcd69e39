import ExactNumbers
import LegalCalendar

/// One value in a field.
public enum FieldValue: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case date(CivilDate)
  case flag(Bool)
}

/// What may stand in a field.
public enum FieldKind: String, Hashable, Sendable {
  case text, integer, date, flag
}

/// One named, typed part of a record.
public struct Field<Of: Record>: Sendable {
  /// camelCase in JSON; the column is the same name in snake_case.
  public let name: String
  public let kind: FieldKind
  public let isOptional: Bool
  public let get: @Sendable (Of) -> FieldValue
  /// False when the value is of another kind, or null where there must be one, or out of the range.
  public let set: @Sendable (inout Of, FieldValue) -> Bool
}

extension Field {
  public static func text(_ name: String, _ path: FieldPath<Of, String>) -> Field {
    Field(name: name, kind: .text, isOptional: false, get: { .text($0[keyPath: path]) }) {
      guard case .text(let text) = $1 else { return false }
      $0[keyPath: path] = text
      return true
    }
  }

  public static func text(_ name: String, _ path: FieldPath<Of, String?>) -> Field {
    Field(
      name: name, kind: .text, isOptional: true,
      get: { $0[keyPath: path].map(FieldValue.text) ?? .null }
    ) {
      switch $1 {
      case .text(let text): $0[keyPath: path] = text
      case .null: $0[keyPath: path] = nil
      default: return false
      }
      return true
    }
  }

  public static func integer(_ name: String, _ path: FieldPath<Of, Int>) -> Field {
    Field(
      name: name, kind: .integer, isOptional: false, get: { .integer(Int64($0[keyPath: path])) }
    ) {
      guard case .integer(let number) = $1 else { return false }
      $0[keyPath: path] = Int(number)
      return true
    }
  }

  public static func integer(_ name: String, _ path: FieldPath<Of, Int?>) -> Field {
    Field(
      name: name, kind: .integer, isOptional: true,
      get: { $0[keyPath: path].map { .integer(Int64($0)) } ?? .null }
    ) {
      switch $1 {
      case .integer(let number): $0[keyPath: path] = Int(number)
      case .null: $0[keyPath: path] = nil
      default: return false
      }
      return true
    }
  }

  /// An amount, held as whole cents.
  public static func money(_ name: String, _ path: FieldPath<Of, Money>) -> Field {
    Field(name: name, kind: .integer, isOptional: false, get: { .integer($0[keyPath: path].cents) })
    {
      guard case .integer(let cents) = $1 else { return false }
      $0[keyPath: path] = Money(cents: cents)
      return true
    }
  }

  public static func date(_ name: String, _ path: FieldPath<Of, CivilDate>)
    -> Field
  {
    Field(name: name, kind: .date, isOptional: false, get: { .date($0[keyPath: path]) }) {
      guard case .date(let date) = $1 else { return false }
      $0[keyPath: path] = date
      return true
    }
  }

  public static func date(_ name: String, _ path: FieldPath<Of, CivilDate?>)
    -> Field
  {
    Field(
      name: name, kind: .date, isOptional: true,
      get: { $0[keyPath: path].map(FieldValue.date) ?? .null }
    ) {
      switch $1 {
      case .date(let date): $0[keyPath: path] = date
      case .null: $0[keyPath: path] = nil
      default: return false
      }
      return true
    }
  }

  public static func flag(_ name: String, _ path: FieldPath<Of, Bool>) -> Field {
    Field(name: name, kind: .flag, isOptional: false, get: { .flag($0[keyPath: path]) }) {
      guard case .flag(let flag) = $1 else { return false }
      $0[keyPath: path] = flag
      return true
    }
  }

  /// An amount that may be missing.
  public static func money(_ name: String, _ path: FieldPath<Of, Money?>) -> Field {
    Field(
      name: name, kind: .integer, isOptional: true,
      get: { $0[keyPath: path].map { .integer($0.cents) } ?? .null }
    ) {
      switch $1 {
      case .integer(let cents): $0[keyPath: path] = Money(cents: cents)
      case .null: $0[keyPath: path] = nil
      default: return false
      }
      return true
    }
  }

  /// One of a closed set of words, or none.
  public static func word<Word: RawRepresentable & Sendable>(
    _ name: String, _ path: FieldPath<Of, Word?>
  ) -> Field where Word.RawValue == String {
    Field(
      name: name, kind: .text, isOptional: true,
      get: { $0[keyPath: path].map { .text($0.rawValue) } ?? .null }
    ) {
      switch $1 {
      case .text(let text):
        guard let word = Word(rawValue: text) else { return false }
        $0[keyPath: path] = word
      case .null: $0[keyPath: path] = nil
      default: return false
      }
      return true
    }
  }

  /// One of a closed set of words.
  public static func word<Word: RawRepresentable & Sendable>(
    _ name: String, _ path: FieldPath<Of, Word>
  ) -> Field where Word.RawValue == String {
    Field(name: name, kind: .text, isOptional: false, get: { .text($0[keyPath: path].rawValue) }) {
      guard case .text(let text) = $1, let word = Word(rawValue: text) else { return false }
      $0[keyPath: path] = word
      return true
    }
  }
}

/// A place in a value that can be read and written from any thread.
public typealias FieldPath<Root, Value> = any WritableKeyPath<Root, Value> & Sendable
