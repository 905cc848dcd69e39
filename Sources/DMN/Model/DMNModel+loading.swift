import Diagnostics
import FEEL
import Markup

extension DMNModel {
  /// A model, if there is one, with everything found while loading it.
  public struct Loading: Sendable {
    public var model: DMNModel?
    public var findings: [Finding]
  }

  /// How many files, counted along every way that leads to them, one model may join.
  private static let largest = 200

  /// Reads and compiles a model of DMN 1.2 to 1.6.
  ///
  /// `imports` holds the models it may import, by namespace. The model is nil only when the bytes are no
  /// DMN model at all; otherwise whatever is wrong, such as an expression that cannot be read, is
  /// among the findings with its place and worth null when evaluated.
  public static func load(_ bytes: [UInt8], file: String, imports: [String: DMNModel] = [:])
    -> (DMNModel?, [Finding])
  {
    let document: XMLDocument
    do { document = try XMLDocument.parse(bytes, file: file) } catch {
      return (nil, error.findings)
    }
    var (definitions, findings) = DefinitionsReader.read(document.root, file: file)
    guard let definitions else { return (nil, findings) }
    var units: [ModelUnit] = []
    var imported: [String: Int] = [:]
    var importedTypes: [(name: String, types: TypeTable)] = []
    for wanted in definitions.imports where DMNVersion(modelNamespace: wanted.importType) != nil {
      guard let model = imports[wanted.namespace] else {
        findings.append(
          .error(
            "dmn-missing-import", "The imported model \(wanted.namespace) is not at hand.",
            file: file, at: wanted.position,
            remedy: "Load the model of that namespace with this one."))
        continue
      }
      guard units.count + model.units.count <= Self.largest else {
        findings.append(
          .error(
            "dmn-too-many-imports", "The imports join more than \(Self.largest) models.",
            file: file, at: wanted.position))
        break
      }
      let base = units.count
      for var unit in model.units {
        if !wanted.name.isEmpty { unit.path.insert(wanted.name, at: 0) }
        unit.imports = unit.imports.mapValues { $0 + base }
        units.append(unit)
      }
      imported[wanted.namespace] = units.count - 1
      importedTypes.append((wanted.name, model.main.types))
    }
    let types = TypeTable(definitions, imports: importedTypes, file: file, findings: &findings)
    units.append(
      ModelUnit(
        definitions: definitions, types: types, file: file, document: document, path: [],
        imports: imported))
    var compiler = ModelCompiler(units: units)
    let program = compiler.compile()
    findings += compiler.findings
    return (DMNModel(units: units, program: program), findings.inReadingOrder())
  }

  /// Loads files that may import each other, in the order that their imports ask for.
  ///
  /// `files` maps names to bytes; the result has the same keys.
  public static func loadAll(_ files: [String: [UInt8]]) -> [String: Loading] {
    var needs: [String: [String]] = [:]
    var owners: [String: String] = [:]
    for (name, bytes) in files {
      guard let root = try? XMLDocument.parse(bytes, file: name).root else { continue }
      needs[name] = root.elements("import").compactMap { $0[attribute: "namespace"] }
      owners[root[attribute: "namespace"] ?? ""] = name
    }
    var done: [String: Loading] = [:]
    var open: Set<String> = []
    func load(_ name: String) -> DMNModel? {
      if let known = done[name] { return known.model }
      guard let bytes = files[name], !open.contains(name) else { return nil }
      open.insert(name)
      var imports: [String: DMNModel] = [:]
      for namespace in needs[name] ?? [] {
        if let owner = owners[namespace] { imports[namespace] = load(owner) }
      }
      open.remove(name)
      let (model, findings) = Self.load(bytes, file: name, imports: imports)
      done[name] = Loading(model: model, findings: findings)
      return model
    }
    for name in files.keys.sorted() { _ = load(name) }
    return done
  }
}
