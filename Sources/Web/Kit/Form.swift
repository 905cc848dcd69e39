import Casework
import Mustache

/// A form as NL Design System asks: labels above, hints tied to fields, every fault at once, no
/// disabled submit, input kept.
struct Form: Sendable {
  var id: String
  var action: String
  var isPost: Bool
  /// What the form is for; its legend.
  var legend: String?
  var hidden: [Hidden]
  var fields: [Field]
  var submit: String
  /// Sets many short fields beside each other where there is room.
  var isGrid = false
  /// Draws the button as one that takes something back.
  var isSevere = false
  /// Beside the button: the way out.
  var cancel: Link?
  var note: String?
  /// What is wrong, with the field that each fault is about.
  var faults: [Fault] = []
  var faultsTitle = ""

  struct Hidden: Sendable {
    var name: String
    var value: String
  }

  init(
    id: String, action: String, isPost: Bool = true, legend: String? = nil,
    hidden: [(String, String)] = [], fields: [Field] = [], submit: String, isSevere: Bool = false,
    cancel: Link? = nil, note: String? = nil
  ) {
    self.id = id
    self.action = action
    self.isPost = isPost
    self.legend = legend
    self.hidden = hidden.map { Hidden(name: $0.0, value: $0.1) }
    self.fields = fields
    self.submit = submit
    self.isSevere = isSevere
    self.cancel = cancel
    self.note = note
  }

  /// The form as it was sent, with what is wrong at each field and in a summary.
  func showing(_ faults: FormFaults, _ words: Words) -> Form {
    guard !faults.isEmpty else { return self }
    var form = self
    form.fields = fields.map { field in
      var field = field
      field.error = faults[field.name]
      return field
    }
    form.faults = faults.list.map { fault in
      Fault(text: fault.text, href: fault.field.isEmpty ? "#\(id)" : "#\(id)-\(fault.field)")
    }
    form.faultsTitle = words("Er is iets niet goed ingevuld", "There is a problem")
    return form
  }

  /// The form with what a use case refused, at one field, or at the form as a whole.
  func refused(_ refusal: Refusal?, _ words: Words, at field: String = "") -> Form {
    guard let refusal else { return self }
    var faults = FormFaults()
    faults.add(field, words(refusal.nl, refusal.en))
    return showing(faults, words)
  }

  struct Fault: Sendable {
    var text: String
    var href: String
  }

  /// The fields with the ids that they have in this form.
  private var placed: [PlacedField] { fields.map { PlacedField(field: $0, form: id) } }
}

extension Form: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "action": action
    case "isPost": isPost
    case "method": isPost ? "post" : "get"
    case "legend": legend
    case "hidden": hidden
    case "fields": placed
    case "submit": submit
    case "isSevere": isSevere
    case "isGrid": isGrid
    case "cancel": cancel
    case "note": note
    case "faults": faults
    case "hasFaults": !faults.isEmpty
    case "faultsTitle": faultsTitle
    default: nil
    }
  }
}

/// A row of small fields that filters what stands below; sent with GET, so that the address is the filter.
struct SearchForm: Sendable {
  var form: Form
  var reset: Link?
}

/// What is wrong with a form, in the order of its fields; a fault without a field is about the whole form.
struct FormFaults: Sendable {
  private(set) var list: [(field: String, text: String)] = []

  var isEmpty: Bool { list.isEmpty }

  mutating func add(_ field: String, _ text: String) { list.append((field, text)) }

  subscript(_ field: String) -> String? { list.first { $0.field == field }?.text }
}
