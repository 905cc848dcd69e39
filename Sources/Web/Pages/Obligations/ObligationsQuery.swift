import Casework
import LegalCalendar
import Storage

/// A filter as the address says it. The address is the whole state of the page: it can be kept and shared.
struct ObligationsQuery: Sendable {
  /// As written, to be shown again.
  let written: [String: String]
  let filter: ObligationFilter
  let order: ObligationOrder
  let offset: Int
  let faults: FormFaults

  static let names = ["toestand", "soort", "alliantie", "wie", "vanaf", "tot", "zoek"]

  init(_ query: [String: String], words: Words) {
    var faults = FormFaults()
    let value = query.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    func date(_ name: String, _ label: String) -> CivilDate? {
      guard let text = value[name] else { return nil }
      if let date = MessyInput.date(text) { return date }
      faults.add(
        name,
        words(
          "“\(text)” bij \(label) is geen datum. Schrijf bijvoorbeeld 1-4-2027.",
          "“\(text)” at \(label) is no date. Write for example 1-4-2027."))
      return nil
    }
    var state: ObligationState?
    switch value["toestand"] {
    case nil: state = .open
    case "alle": state = nil
    case let word?:
      state = ObligationState(rawValue: word)
      if state == nil {
        faults.add(
          "toestand",
          words("De toestand “\(word)” bestaat niet.", "There is no state “\(word)”."))
      }
    }
    filter = ObligationFilter(
      state: state, kind: value["soort"], alliance: value["alliantie"], debtor: value["wie"],
      from: date("vanaf", words("Vanaf", "From")),
      through: date("tot", words("Tot en met", "Through")), text: value["zoek"])
    order = value["volgorde"].flatMap(ObligationOrder.init(rawValue:)) ?? .due
    let number = value["bladzijde"].flatMap { Int($0) } ?? 1
    // What is not counted cannot be paged to either.
    let last = ObligationList.counted / ObligationsPage.pageSize
    offset = (min(max(number, 1), last) - 1) * ObligationsPage.pageSize
    self.faults = faults
    written = value
  }

  /// The parameters of the same list, in another order or on another page of it.
  func parameters(order: ObligationOrder? = nil, page: Int = 1) -> [(String, String)] {
    let order = order ?? self.order
    return Self.names.map { ($0, written[$0] ?? "") }
      + [
        ("volgorde", order == .due ? "" : order.rawValue),
        ("bladzijde", page > 1 ? String(page) : ""),
      ]
  }

  /// The filter and the order as the part of an address behind `?`.
  var encoded: String {
    String(Places.with("", parameters()).dropFirst())
  }
}
