import Diagnostics
import FEEL

/// Joins the files of a model and compiles every expression in it.
struct ModelCompiler {
  let units: [ModelUnit]
  var findings: [Finding] = []
  var elements: [ModelProgram.Element] = []
  /// The unit that is being compiled.
  var unit: Int = 0

  /// An element before it is compiled.
  struct Target {
    var unit: Int
    var name: String
    var element: Int
  }

  /// Elements by the unit that holds them and their id.
  private var targets: [Int: [String: Target]] = [:]
  private var members: [Set<String>] = []
  private let feelTypes: [[String: FEELType]]
  /// The types of inputs and decisions, by element.
  private var declaredTypes: [Int: ModelType] = [:]

  init(units: [ModelUnit]) {
    self.units = units
    members = units.map {
      $0.types.members.union($0.definitions.memberNames).filter(\.isHardToRead)
    }
    feelTypes = units.map(\.types.feelTypes)
    indexElements()
  }

  var file: String { units[unit].file }
  var types: TypeTable { units[unit].types }
  /// Findings of imported models were reported when those were loaded.
  private var isMain: Bool { unit == units.count - 1 }

  mutating func note(
    _ code: String, _ message: String, at position: SourcePosition?, remedy: String? = nil
  ) {
    guard isMain else { return }
    findings.append(.error(code, message, file: file, at: position, remedy: remedy))
  }

  mutating func note(_ all: [Finding]) { if isMain { findings += all } }

  private mutating func indexElements() {
    var next = 0
    for (number, unit) in units.enumerated() {
      let model = unit.definitions
      func index(_ id: String?, _ name: String) {
        if let id {
          targets[number, default: [:]][id] = Target(unit: number, name: name, element: next)
        }
        next += 1
      }
      func declare(_ variable: InformationItem) {
        declaredTypes[next] = variable.typeRef.flatMap { unit.types.resolve($0) }
      }
      for input in model.inputs {
        declare(input.variable)
        index(input.id, input.variable.name)
      }
      for decision in model.decisions {
        declare(decision.variable)
        index(decision.id, decision.variable.name)
      }
      for knowledge in model.knowledgeModels { index(knowledge.id, knowledge.variable.name) }
      for service in model.services { index(service.id, service.variable.name) }
    }
  }

  mutating func compile() -> ModelProgram {
    var decisions: [String: Int] = [:]
    var knowledge: [String: Int] = [:]
    var services: [String: Int] = [:]
    for number in units.indices {
      unit = number
      let model = units[number].definitions
      if isMain { checkNames(model) }
      for input in model.inputs { elements.append(.input(compile(input))) }
      for decision in model.decisions {
        if isMain || units[number].path.isEmpty { decisions[decision.name] = elements.count }
        elements.append(.decision(compile(decision)))
      }
      for one in model.knowledgeModels {
        if isMain || units[number].path.isEmpty { knowledge[one.name] = elements.count }
        elements.append(.knowledge(compile(one)))
      }
      for service in model.services {
        if isMain || units[number].path.isEmpty { services[service.name] = elements.count }
        elements.append(.service(compile(service)))
      }
    }
    breakCircles()
    return ModelProgram(
      elements: elements, decisions: decisions, knowledge: knowledge, services: services)
  }

  private mutating func checkNames(_ model: Definitions) {
    var seen: Set<String> = []
    let named =
      model.inputs.map { ($0.name, $0.variable.position) }
      + model.decisions.map { ($0.name, $0.position) }
      + model.knowledgeModels.map { ($0.name, $0.position) }
      + model.services.map { ($0.name, $0.position) }
    for (name, position) in named where !seen.insert(name).inserted {
      note(
        "dmn-duplicate-name", "The name \"\(name)\" is given to two elements.", at: position,
        remedy: "Names of inputs, decisions, knowledge models and services are unique in a model.")
    }
  }

  /// What an `href` refers to; a finding when it refers to nothing.
  mutating func target(_ reference: Definitions.Reference) -> Target? {
    let parts = reference.href.split(
      separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let id = String(parts[parts.count - 1])
    let namespace = parts.count == 2 ? String(parts[0]) : ""
    let isOwn = namespace.isEmpty || namespace == units[unit].definitions.namespace
    let owner = isOwn ? unit : units[unit].imports[namespace]
    if let owner, let found = targets[owner]?[id] { return found }
    note(
      "dmn-unknown-reference", "Nothing in the model has the id that \"\(reference.href)\" names.",
      at: reference.position)
    return nil
  }

  /// The names that requirements bring into scope.
  mutating func bindings(_ references: [Definitions.Reference]) -> [ModelProgram.Binding] {
    var result: [ModelProgram.Binding] = []
    var groups: [String: Int] = [:]
    for reference in references {
      guard let target = target(reference) else { continue }
      let imported = units[unit].definitions.imports.first {
        $0.namespace == units[target.unit].definitions.namespace
      }
      guard target.unit != unit, let imported, !imported.name.isEmpty else {
        result.append(
          ModelProgram.Binding(name: target.name, source: .element(target.element)))
        continue
      }
      let member = (name: target.name, element: target.element)
      if let place = groups[imported.name], case .group(let known) = result[place].source {
        result[place].source = .group(known + [member])
      } else {
        groups[imported.name] = result.count
        result.append(ModelProgram.Binding(name: imported.name, source: .group([member])))
      }
    }
    return result
  }

  func scope(_ bindings: [ModelProgram.Binding]) -> ScopeNames {
    var known = members[unit]
    for case .group(let imported) in bindings.lazy.map(\.source) {
      known.formUnion(imported.map(\.name).filter(\.isHardToRead))
    }
    var declared: [String: ModelType] = [:]
    for binding in bindings {
      guard case .element(let index) = binding.source else { continue }
      declared[binding.name] = declaredTypes[index]
    }
    return ScopeNames(
      names: FEELNames(
        variables: bindings.map(\.name), members: known, types: feelTypes[unit]),
      types: declared)
  }

  /// The type that a reference names; nil when there is none or nothing defines it.
  mutating func type(_ reference: String?, at position: SourcePosition) -> ModelType? {
    guard let reference else { return nil }
    if let type = types.resolve(reference) { return type.isAny ? nil : type }
    note("dmn-unknown-type", "Nothing defines the type \"\(reference)\".", at: position)
    return nil
  }
}

extension Definitions {
  /// Names that contexts of the model may hold; FEEL wants to know the ones with spaces in them.
  var memberNames: Set<String> {
    var names: Set<String> = []
    forEachExpression { expression in
      switch expression.kind {
      case .context(let entries): names.formUnion(entries.compactMap { $0.variable?.name })
      case .relation(let columns, _): names.formUnion(columns.map(\.name))
      case .table(let table): names.formUnion(table.outputs.compactMap(\.name))
      default: break
      }
    }
    // The outputs of a service come back as the members of a context.
    if !services.isEmpty { names.formUnion(decisions.map(\.variable.name)) }
    return names
  }
}

extension String {
  /// Whether FEEL could take the name for something else, such as a subtraction, if it did not know it.
  fileprivate var isHardToRead: Bool {
    !utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
