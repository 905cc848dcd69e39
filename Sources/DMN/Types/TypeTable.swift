import Diagnostics
import FEEL

/// The types of a model by the names that refer to them, those of imported models included.
struct TypeTable: Sendable {
  private(set) var types: [String: ModelType] = [:]
  /// Names of components anywhere in the types; they help the parser with names like `first name`.
  private(set) var members: Set<String> = []
  private(set) var file: String

  /// The FEEL types by name, for `instance of` and typed parameters.
  var feelTypes: [String: FEELType] { types.mapValues(\.feel) }

  /// Builds the table; everything wrong in it is noted in `findings`.
  init(
    _ definitions: Definitions, imports: [(name: String, types: TypeTable)], file: String,
    findings: inout [Finding]
  ) {
    self.file = file
    for imported in imports {
      members.formUnion(imported.types.members)
      for (name, type) in imported.types.types {
        let known = imported.name.isEmpty ? name : "\(imported.name).\(name)"
        types[known] = ModelType(feel: type.feel, constraint: type.constraint, name: known)
      }
    }
    var builder = Builder(
      table: self,
      pending: Dictionary(
        definitions.itemDefinitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
    var names: Set<String> = []
    for definition in definitions.itemDefinitions {
      if !names.insert(definition.name).inserted {
        builder.findings.append(
          .error(
            "dmn-duplicate-name", "The type \"\(definition.name)\" is defined twice.", file: file,
            at: definition.position))
      }
      _ = builder.define(definition.name)
    }
    self = builder.table
    findings += builder.findings
  }

  /// The type of a reference; nil when nothing defines it.
  func resolve(_ reference: String) -> ModelType? {
    if let own = types[reference] { return own }
    var plain = reference
    for prefix in ["feel:", "feel."] where plain.hasPrefix(prefix) {
      plain.removeFirst(prefix.count)
    }
    if let built = FEELType.named[plain] {
      return ModelType(feel: built, constraint: nil, name: plain)
    }
    // Older files qualify a type by the prefix of its namespace.
    return plain.lastIndex(of: ":").flatMap { types[String(plain[plain.index(after: $0)...])] }
  }

  private struct Builder {
    var table: TypeTable
    let pending: [String: ItemDefinition]
    var open: Set<String> = []
    var done: Set<String> = []
    var findings: [Finding] = []

    /// A type by name, built first when it is written further down.
    mutating func define(_ name: String) -> ModelType? {
      if done.contains(name) { return table.types[name] }
      guard let definition = pending[name], !open.contains(name) else { return nil }
      open.insert(name)
      var type = build(definition)
      type.name = name
      open.remove(name)
      done.insert(name)
      table.types[name] = type
      return type
    }

    private mutating func reference(_ name: String, at position: SourcePosition) -> ModelType {
      // A type that contains itself is not unfolded further than its first mention.
      if open.contains(name) { return .any }
      if pending[name] != nil, let own = define(name) { return own }
      if let known = table.resolve(name) { return known }
      findings.append(
        .error(
          "dmn-unknown-type", "Nothing defines the type \"\(name)\".", file: table.file,
          at: position))
      return .any
    }

    private mutating func build(_ definition: ItemDefinition) -> ModelType {
      var type = ModelType.any
      if let function = definition.function {
        type.feel = .function(
          function.parameters.map { parameter in
            parameter.typeRef.map { reference($0, at: parameter.position).feel } ?? .any
          }, function.output.map { reference($0, at: definition.position).feel } ?? .any)
      } else if !definition.components.isEmpty {
        var fields: [FEELType.Field] = []
        var constraints: [(name: String, constraint: ModelType.Constraint)] = []
        for component in definition.components {
          let inner = build(component)
          table.members.insert(component.name)
          fields.append(FEELType.Field(component.name, inner.feel))
          if let constraint = inner.constraint { constraints.append((component.name, constraint)) }
        }
        type.feel = .context(fields)
        if !constraints.isEmpty { type.constraint = .fields(constraints) }
      } else if let name = definition.typeRef {
        type = reference(name, at: definition.position)
      }
      type.constraint = both(type.constraint, tests(definition.allowedValues))
      if definition.isCollection {
        type.feel = .list(type.feel)
        type.constraint = type.constraint.map { .each($0) }
      }
      type.constraint = both(type.constraint, tests(definition.typeConstraint))
      type.name = definition.name
      return type
    }

    private func both(_ a: ModelType.Constraint?, _ b: ModelType.Constraint?)
      -> ModelType.Constraint?
    {
      guard let a else { return b }
      guard let b else { return a }
      return .all([a, b])
    }

    private mutating func tests(_ source: SourceText?) -> ModelType.Constraint? {
      guard let source else { return nil }
      do {
        let tests = try FEELUnaryTests.compile(
          source.text, names: FEELNames(variables: []), file: table.file, origin: source.position)
        return .tests(tests, text: source.trimmed)
      } catch {
        findings += error.findings
        return nil
      }
    }
  }
}
