import FEEL

/// A type that a model declares: a FEEL type, with the constraints of its item definitions.
struct ModelType: Sendable {
  var feel: FEELType
  var constraint: Constraint?
  /// The name by which the model refers to it, for messages.
  var name: String

  static let any = ModelType(feel: .any, constraint: nil, name: "Any")

  /// What the values of a type must satisfy beyond their shape.
  indirect enum Constraint: Sendable {
    case tests(FEELUnaryTests, text: String)
    case each(Constraint)
    case fields([(name: String, constraint: Constraint)])
    case all([Constraint])
  }

  /// Whether any value may stand here, so that there is nothing to check.
  var isAny: Bool { feel == .any && constraint == nil }

  /// The value as this type, or why it is none (DMN 1.5 §7.3.3 and §10.3.2.9.4). Null is of every type.
  func admit(_ value: FEELValue) -> Admission {
    if case .null = value { return .value(value) }
    guard let coerced = feel.coerce(value) else {
      return .refused("\(Self.shown(value)) is not of type \(name)")
    }
    if let constraint, let reason = constraint.violation(coerced) {
      return .refused("\(reason) (type \(name))")
    }
    return .value(coerced)
  }

  enum Admission {
    case value(FEELValue)
    case refused(String)
  }

  /// A value short enough for a message.
  static func shown(_ value: FEELValue) -> String {
    let text = value.description
    return text.count <= 60 ? text : "\(text.prefix(57))…"
  }
}

extension ModelType.Constraint {
  /// Why a value fails; nil when it passes. Null passes.
  func violation(_ value: FEELValue) -> String? {
    if case .null = value { return nil }
    switch self {
    case .tests(let tests, let text):
      return tests.matches(value).matches == true
        ? nil : "\(ModelType.shown(value)) is not among \(text)"
    case .each(let inner):
      guard case .list(let items) = value else { return inner.violation(value) }
      return items.lazy.compactMap(inner.violation).first
    case .fields(let fields):
      guard case .context(let context) = value else { return nil }
      for field in fields {
        if let member = context[field.name], let reason = field.constraint.violation(member) {
          return "\(field.name): \(reason)"
        }
      }
      return nil
    case .all(let inner): return inner.lazy.compactMap { $0.violation(value) }.first
    }
  }
}
