import JSONText
import LegalCalendar

/// One way in which a value is not of its shape.
struct SchemaFault: Hashable, Sendable {
  /// A JSON pointer (RFC 6901); empty for the whole.
  let pointer: String
  let code: String
  let detail: BilingualText

  init(_ pointer: String, _ code: String, nl: String, en: String) {
    self.pointer = pointer
    self.code = code
    detail = BilingualText(nl: nl, en: en)
  }
}

extension Schema {
  /// All faults of a JSON value, not only the first.
  func faults(in json: JSON, at pointer: String = "") -> [SchemaFault] {
    switch (self, json) {
    case (.any, _): return []
    case (.named(_, let inner), _): return inner.faults(in: json, at: pointer)
    case (.optional, .null): return []
    case (.optional(let inner), _): return inner.faults(in: json, at: pointer)
    case (.object(let properties), .object(let members)):
      return objectFaults(properties, members, pointer)
    case (.list(let element, let maximum), .array(let items)):
      if let maximum, items.count > maximum {
        return [
          .init(
            pointer, "too-many", nl: "Hooguit \(maximum) onderdelen.",
            en: "At most \(maximum) items.")
        ]
      }
      return items.enumerated().flatMap { element.faults(in: $1, at: "\(pointer)/\($0)") }
    case (.flag, .bool), (.amount, .number): return []
    case (.integer, .number(let text)): return faults(inText: text, at: pointer)
    case (.text, .string(let text)), (.date, .string(let text)), (.dateTime, .string(let text)),
      (.oneOf, .string(let text)):
      return faults(inText: text, at: pointer)
    default:
      return [.init(pointer, "type", nl: "Hier hoort \(name.nl).", en: "This must be \(name.en).")]
    }
  }

  private func objectFaults(
    _ properties: [Property], _ members: [JSON.Member], _ pointer: String
  ) -> [SchemaFault] {
    var faults: [SchemaFault] = []
    for property in properties {
      let place = "\(pointer)/\(property.name)"
      if let member = members.first(where: { $0.name == property.name }) {
        faults += property.schema.faults(in: member.value, at: place)
      } else if property.isRequired {
        faults.append(
          .init(
            place, "missing", nl: "“\(property.name)” ontbreekt.",
            en: "“\(property.name)” is missing."
          ))
      }
    }
    for member in members where !properties.contains(where: { $0.name == member.name }) {
      let escaped = member.name.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
      faults.append(
        .init(
          "\(pointer)/\(escaped)", "unknown", nl: "Dit veld bestaat hier niet.",
          en: "There is no such field here."))
    }
    return faults
  }

  /// The faults of a parameter's text.
  func faults(inText text: String, at pointer: String = "") -> [SchemaFault] {
    func fault(_ code: String, _ nl: String, _ en: String) -> [SchemaFault] {
      [.init(pointer, code, nl: nl, en: en)]
    }
    switch self {
    case .any, .list, .object, .amount: return []
    case .named(_, let inner), .optional(let inner): return inner.faults(inText: text, at: pointer)
    case .text(let rule):
      let count = text.unicodeScalars.count
      if count < rule.minimum || count > rule.maximum {
        return fault(
          "length", "Tussen \(rule.minimum) en \(rule.maximum) tekens.",
          "Between \(rule.minimum) and \(rule.maximum) characters.")
      }
      guard rule.alphabet.holds(text) else {
        return fault(
          "characters", "Hier staan tekens in die niet mogen.", "Some characters are not allowed.")
      }
      return []
    case .integer(let minimum, let maximum):
      guard let number = Int64(text), !text.hasPrefix("+") else {
        return fault("type", "Hier hoort een geheel getal.", "This must be a whole number.")
      }
      let isInside = number >= minimum ?? .min && number <= maximum ?? .max
      return isInside
        ? []
        : fault(
          "range",
          "Van \(minimum.map(String.init) ?? "…") tot en met \(maximum.map(String.init) ?? "…").",
          "From \(minimum.map(String.init) ?? "…") to \(maximum.map(String.init) ?? "…").")
    case .flag:
      return text == "true" || text == "false"
        ? [] : fault("type", "Hier hoort true of false.", "This must be true or false.")
    case .date:
      return CivilDate(iso: text) != nil
        ? []
        : fault(
          "date", "Hier hoort een datum als 2027-01-31.", "This must be a date like 2027-01-31.")
    case .dateTime:
      return DateTimeText.moment(text) != nil
        ? []
        : fault(
          "date-time", "Hier hoort een tijdstip als 2027-01-31T09:30:00Z.",
          "This must be an instant like 2027-01-31T09:30:00Z.")
    case .oneOf(let words):
      let list = words.joined(separator: ", ")
      return words.contains(text)
        ? [] : fault("choice", "Kies uit: \(list).", "Choose from: \(list).")
    }
  }

  private var name: BilingualText {
    switch self {
    case .any: .init(nl: "iets", en: "anything")
    case .text, .oneOf: .init(nl: "tekst", en: "text")
    case .integer: .init(nl: "een geheel getal", en: "a whole number")
    case .amount: .init(nl: "een bedrag", en: "an amount")
    case .flag: .init(nl: "true of false", en: "true or false")
    case .date: .init(nl: "een datum als tekst", en: "a date as text")
    case .dateTime: .init(nl: "een tijdstip als tekst", en: "an instant as text")
    case .list: .init(nl: "een lijst", en: "a list")
    case .object: .init(nl: "een object", en: "an object")
    case .named(_, let inner), .optional(let inner): inner.name
    }
  }
}

extension Schema.Text.Alphabet {
  func holds(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch self {
      case .lines:
        scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n" || scalar == "\r"
          || scalar == "\t"
      case .line: scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
      case .key:
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "-_.:/".unicodeScalars.contains(scalar))
      }
    }
  }
}
