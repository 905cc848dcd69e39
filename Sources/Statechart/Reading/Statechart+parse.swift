import Diagnostics
import Markup

/// The namespace of SCXML 1.0.
let scxmlNamespace = "http://www.w3.org/2005/07/scxml"

extension Statechart {
  /// Reads an SCXML 1.0 document.
  ///
  /// Faults of structure (unknown elements and attributes, missing or doubled names, targets that do
  /// not exist, illegal combinations) are all thrown at once, each with its place and what to do.
  /// Expressions are not read here: in SCXML a faulty expression is an event of the running chart;
  /// `analysis` reports them to authors beforehand.
  public static func parse(_ bytes: [UInt8], file: String? = nil) throws(FindingsError)
    -> Statechart
  {
    let document = try XMLDocument.parse(bytes, file: file)
    return try parse(document.root, file: file)
  }

  /// Reads an `<scxml>` element of a larger document.
  public static func parse(_ element: XMLElement, file: String? = nil) throws(FindingsError)
    -> Statechart
  {
    var reader = ChartReader(file: file)
    let chart = reader.read(element)
    guard let chart, !reader.findings.hasErrors else {
      throw FindingsError(reader.findings.inReadingOrder())
    }
    return chart
  }
}

/// Turns the elements of one document into a chart and notes everything that is wrong with them.
struct ChartReader {
  let file: String?
  var findings: [Finding] = []
  var states: [ChartState] = []
  var transitions: [ChartTransition] = []
  var numbers: [String: Int] = [:]
  /// Targets still to be resolved when all states are known.
  var references: [Reference] = []
  /// Where each variable is declared.
  var dataNames: [String: SourcePosition] = [:]
  private var anonymous = 0

  /// The most states, and the most transitions, that a chart may have.
  static let limit = 10_000

  struct Reference {
    enum Role { case transition, initial, history }
    var transition: Int
    var names: [String]
    var position: SourcePosition
    var role: Role
  }

  init(file: String?) { self.file = file }

  mutating func error(
    _ code: String, _ message: String, at position: SourcePosition?, remedy: String? = nil
  ) {
    findings.append(.error(code, message, file: file, at: position, remedy: remedy))
  }

  mutating func warning(
    _ code: String, _ message: String, at position: SourcePosition?, remedy: String? = nil
  ) {
    findings.append(.warning(code, message, file: file, at: position, remedy: remedy))
  }

  mutating func read(_ root: XMLElement) -> Statechart? {
    guard root.local == "scxml" else {
      error(
        "not-scxml", "The document's root is <\(root.local)>, not <scxml>.", at: root.position,
        remedy: "Give a document whose root is <scxml xmlns=\"\(scxmlNamespace)\">.")
      return nil
    }
    guard root.name.namespace == scxmlNamespace else {
      error(
        "not-scxml", "The root <scxml> is not in the namespace of SCXML.", at: root.position,
        remedy: "Write xmlns=\"\(scxmlNamespace)\" on <scxml>.")
      return nil
    }
    check(root)
    if let version = root.attribute("version"), version.value != "1.0" {
      error(
        "scxml-version", "SCXML version \"\(version.value)\" is not known.", at: version.position,
        remedy: "Write version=\"1.0\".")
    }
    var binding = Statechart.Binding.early
    if let attribute = root.attribute("binding") {
      if let known = Statechart.Binding(rawValue: attribute.value) {
        binding = known
      } else {
        error(
          "unknown-value", "binding=\"\(attribute.value)\" is neither early nor late.",
          at: attribute.position, remedy: "Write early or late.")
      }
    }
    // The name of the root: no id can contain a space, so it meets no other.
    states.append(
      ChartState(
        id: "scxml root", isAnonymous: true, kind: .root, parent: nil, last: 0,
        position: root.position))
    readChildren(of: root, state: 0)
    if states.count > Self.limit || transitions.count > Self.limit {
      error(
        "chart-too-large",
        "The chart has \(states.count) states and \(transitions.count) transitions; at most "
          + "\(Self.limit) of each are read.", at: root.position, remedy: "Divide it into charts.")
      return nil
    }
    resolveReferences()
    if childCount(0) == 0 {
      error(
        "no-states", "The chart has no state.", at: root.position,
        remedy: "Add a <state>, <parallel> or <final>.")
      return nil
    }
    numberTransitionsByState()
    return Statechart(
      name: root[attribute: "name"], datamodel: root[attribute: "datamodel"] ?? "null",
      binding: binding, file: file, states: states, transitions: transitions,
      warnings: findings.filter { $0.severity != .error }, numbers: numbers)
  }

  /// Numbers transitions by their states, so that it does not matter where among the children of a
  /// state they were written. The order within a state, which decides, stays.
  private mutating func numberTransitionsByState() {
    var ordered: [ChartTransition] = []
    for state in states.indices {
      if let initial = states[state].initial {
        states[state].initial = ordered.count
        ordered.append(transitions[initial])
      }
      let own = states[state].transitions
      states[state].transitions = Array(ordered.count..<ordered.count + own.count)
      ordered += own.map { transitions[$0] }
    }
    transitions = ordered
  }

  func childCount(_ state: Int) -> Int {
    states[state].children.count { !states[$0].isHistory }
  }

  /// A name for a state whose author gave none.
  mutating func anonymousName(for element: XMLElement) -> String {
    repeat { anonymous += 1 } while numbers["\(element.local).\(anonymous)"] != nil
    return "\(element.local).\(anonymous)"
  }

  /// Checks an element's attributes and the names of its children against the grammar of SCXML.
  mutating func check(_ element: XMLElement) {
    guard let grammar = ElementGrammar.elements[element.local] else { return }
    for attribute in element.attributes where attribute.name.namespace.isEmpty {
      let name = attribute.name.local
      if grammar.attributes.contains(name) { continue }
      let meant = nearest(name, among: grammar.attributes)
      error(
        "unknown-attribute", "<\(element.local)> has no attribute \"\(name)\" in SCXML.",
        at: attribute.position,
        remedy: meant.map { "Did you mean \"\($0)\"?" }
          ?? "Remove it, or put it in a namespace of its own.")
    }
    if grammar.isOpen { return }
    for child in element.elements where child.name.namespace == scxmlNamespace {
      if grammar.children.contains(child.local) { continue }
      let meant = nearest(child.local, among: grammar.children)
      error(
        "unknown-element", "<\(child.local)> may not stand inside <\(element.local)>.",
        at: child.position,
        remedy: meant.map { "Did you mean <\($0)>?" } ?? "Move or remove it.")
    }
    for child in element.children {
      guard case .text(let text, let position) = child, !text.trimmingSpaces.isEmpty else {
        continue
      }
      warning(
        "stray-text", "Text stands inside <\(element.local)>, where SCXML has none.",
        at: position, remedy: "Remove it, or make it a comment.")
    }
  }

  func metadata(of element: XMLElement) -> Metadata {
    var metadata = Metadata()
    metadata.attributes =
      element.attributes
      .filter { !$0.name.namespace.isEmpty && $0.name.prefix != "xml" }
      .map {
        Metadata.Attribute(
          namespace: $0.name.namespace, prefix: $0.name.prefix, name: $0.name.local,
          value: $0.value, position: $0.position)
      }
    metadata.elements = element.elements.filter { $0.name.namespace != scxmlNamespace }
    return metadata
  }

  func expression(_ element: XMLElement, _ attribute: String) -> ChartExpression? {
    element.attribute(attribute).map { ChartExpression($0.value, at: $0.position) }
  }

  /// The value of `name` or of `nameexpr`; both together are a fault.
  mutating func textOrExpression(
    _ element: XMLElement, _ name: String, expression expressionName: String? = nil
  ) -> TextOrExpression? {
    let expressionName = expressionName ?? name + "expr"
    let text = element.attribute(name)
    guard let expression = element.attribute(expressionName) else {
      return text.map { .text($0.value) }
    }
    if text != nil {
      error(
        "two-attributes",
        "<\(element.local)> has both \"\(name)\" and \"\(expressionName)\"; only one may be given.",
        at: expression.position, remedy: "Remove one of the two.")
    }
    return .expression(ChartExpression(expression.value, at: expression.position))
  }

  /// The value of an attribute that must be there; notes its absence.
  mutating func required(_ element: XMLElement, _ name: String) -> XMLAttribute? {
    if let attribute = element.attribute(name) { return attribute }
    error(
      "missing-attribute", "<\(element.local)> lacks the attribute \"\(name)\".",
      at: element.position, remedy: "Add \(name)=\"…\".")
    return nil
  }
}
