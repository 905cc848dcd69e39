import Mustache

/// One field of a form.
struct Field: Sendable {
  enum Kind: String, Sendable { case text, textarea, select, checkbox, password, radios, number }

  struct Option: Sendable {
    var value: String
    var label: String
    var hint: String?
    var isChosen = false
  }

  var kind: Kind
  var name: String
  var label: String
  var hint: String?
  var value: String
  var error: String?
  var isRequired: Bool
  var options: [Option]
  var autocomplete: String?
  /// `short` for dates and amounts.
  var width: String?

  init(
    _ kind: Kind = .text, _ name: String, _ label: String, hint: String? = nil, value: String = "",
    isRequired: Bool = true, options: [(String, String)] = [], autocomplete: String? = nil,
    isShort: Bool = false
  ) {
    self.kind = kind
    self.name = name
    self.label = label
    self.hint = hint
    self.value = value
    self.isRequired = isRequired
    self.options = options.map {
      Option(value: $0.0, label: $0.1, isChosen: $0.0 == value)
    }
    self.autocomplete = autocomplete
    width = isShort ? "short" : nil
  }
}

/// A field with the ids that tie label, hint and fault to it.
struct PlacedField: Sendable {
  var field: Field
  var form: String

  private var id: String { "\(form)-\(field.name)" }

  private var described: String? {
    let ids =
      (field.hint == nil ? [] : ["\(id)-hint"]) + (field.error == nil ? [] : ["\(id)-error"])
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  private var placedOptions: [PlacedOption] {
    field.options.enumerated().map { index, option in
      // The summary's link leads to the first choice.
      PlacedOption(option: option, id: index == 0 ? id : "\(id)-\(index)", name: field.name)
    }
  }
}

struct PlacedOption: Sendable {
  var option: Field.Option
  var id: String
  var name: String
}

extension PlacedField: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "name": field.name
    case "label": field.label
    case "hint": field.hint
    case "value": field.value
    case "error": field.error
    case "isRequired": field.isRequired
    case "options": placedOptions
    case "autocomplete": field.autocomplete
    case "isUsername": field.autocomplete == "username"
    case "width": field.width
    case "described": described
    case "isText": field.kind == .text
    case "isNumber": field.kind == .number
    case "isTextarea": field.kind == .textarea
    case "isSelect": field.kind == .select
    case "isCheckbox": field.kind == .checkbox
    case "isPassword": field.kind == .password
    case "isRadios": field.kind == .radios
    case "isInput": field.kind == .text || field.kind == .number || field.kind == .password
    case "type": field.kind == .password ? "password" : "text"
    case "isChecked": field.value == "1"
    case "takesNumber": field.kind == .number
    default: nil
    }
  }
}

extension PlacedOption: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "name": self.name
    case "value": option.value
    case "label": option.label
    case "hint": option.hint
    case "isChosen": option.isChosen
    default: nil
    }
  }
}
