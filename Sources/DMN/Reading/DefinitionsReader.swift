import Diagnostics
import Markup

/// Reads a model's XML into `Definitions`, noting everything that is wrong on the way.
struct DefinitionsReader {
  let file: String
  let namespace: String
  var findings: [Finding] = []
  /// The decision or knowledge model being read; decision tables take its name.
  var owner = ""

  /// Nil when the document is no DMN model at all; the findings say why.
  static func read(_ root: XMLElement, file: String) -> (Definitions?, [Finding]) {
    guard root.local == "definitions", let version = DMNVersion(modelNamespace: root.name.namespace)
    else {
      let known = DMNVersion.allCases.map(\.rawValue).joined(separator: ", ")
      return (
        nil,
        [
          .error(
            "dmn-not-a-model",
            "The root element is \(root.name), which is not the definitions of a DMN model.",
            file: file, at: root.position, remedy: "Versions \(known) are read.")
        ]
      )
    }
    var reader = DefinitionsReader(file: file, namespace: root.name.namespace)
    let definitions = reader.definitions(root, version)
    return (definitions, reader.findings)
  }

  private init(file: String, namespace: String) {
    self.file = file
    self.namespace = namespace
  }

  mutating func error(
    _ code: String, _ message: String, at position: SourcePosition, remedy: String? = nil
  ) {
    findings.append(.error(code, message, file: file, at: position, remedy: remedy))
  }

  private mutating func definitions(_ root: XMLElement, _ version: DMNVersion) -> Definitions {
    var model = Definitions(
      name: root[attribute: "name"] ?? "", namespace: root[attribute: "namespace"] ?? "",
      version: version)
    for element in root.elements where element.name.namespace == namespace {
      switch element.local {
      case "import":
        model.imports.append(
          Definitions.Import(
            name: name(of: element, required: false),
            namespace: element[attribute: "namespace"] ?? "",
            importType: element[attribute: "importType"] ?? "",
            location: element[attribute: "locationURI"], position: element.position))
      case "itemDefinition": model.itemDefinitions.append(itemDefinition(element))
      case "inputData":
        let name = name(of: element)
        model.inputs.append(
          Definitions.Input(
            id: element[attribute: "id"], name: name, variable: variable(of: element, name)))
      case "decision": model.decisions.append(decision(element))
      case "businessKnowledgeModel": model.knowledgeModels.append(knowledgeModel(element))
      case "decisionService": model.services.append(service(element))
      case "knowledgeSource", "textAnnotation", "association", "group", "elementCollection",
        "performanceIndicator", "organizationUnit", "description", "extensionElements":
        break
      default:
        findings.append(
          .warning(
            "dmn-unknown-element",
            "The element \(element.local) is not part of DMN and is ignored.",
            file: file, at: element.position))
      }
    }
    return model
  }

  /// The `name` attribute without white space around it.
  mutating func name(of element: XMLElement, required: Bool = true) -> String {
    let name = SourceText(element[attribute: "name"] ?? "").trimmed
    if name.isEmpty, required {
      error("dmn-missing-name", "This \(element.local) has no name.", at: element.position)
    }
    return name
  }

  func item(_ element: XMLElement, named name: String) -> InformationItem {
    InformationItem(name: name, typeRef: typeRef(of: element), position: element.position)
  }

  func typeRef(of element: XMLElement) -> String? {
    let text = SourceText(element[attribute: "typeRef"] ?? "").trimmed
    return text.isEmpty ? nil : text
  }

  /// The `variable` of a decision, input or invocable; its name is the element's own.
  private mutating func variable(of element: XMLElement, _ name: String) -> InformationItem {
    guard let variable = element.first("variable") else {
      return InformationItem(name: name, typeRef: nil, position: element.position)
    }
    let own = SourceText(variable[attribute: "name"] ?? name).trimmed
    return item(variable, named: own.isEmpty ? name : own)
  }

  private func references(_ element: XMLElement, _ outer: String, _ inner: [String])
    -> [Definitions.Reference]
  {
    element.elements(outer).flatMap { requirement in
      inner.flatMap { requirement.elements($0) }.compactMap(reference)
    }
  }

  private func reference(_ element: XMLElement) -> Definitions.Reference? {
    guard let href = element.attribute("href") else { return nil }
    return Definitions.Reference(href: href.value, position: href.position)
  }

  private mutating func decision(_ element: XMLElement) -> Definitions.Decision {
    let name = name(of: element)
    owner = name
    return Definitions.Decision(
      id: element[attribute: "id"], name: name, variable: variable(of: element, name),
      requirements: references(
        element, "informationRequirement", ["requiredInput", "requiredDecision"]),
      knowledge: references(element, "knowledgeRequirement", ["requiredKnowledge"]),
      expression: firstExpression(in: element), position: element.position)
  }

  private mutating func knowledgeModel(_ element: XMLElement) -> Definitions.KnowledgeModel {
    let name = name(of: element)
    owner = name
    return Definitions.KnowledgeModel(
      id: element[attribute: "id"], name: name, variable: variable(of: element, name),
      knowledge: references(element, "knowledgeRequirement", ["requiredKnowledge"]),
      function: element.first("encapsulatedLogic").map { functionDefinition($0) },
      position: element.position)
  }

  private mutating func service(_ element: XMLElement) -> Definitions.Service {
    let name = name(of: element)
    func all(_ local: String) -> [Definitions.Reference] {
      element.elements(local).compactMap(reference)
    }
    return Definitions.Service(
      id: element[attribute: "id"], name: name, variable: variable(of: element, name),
      outputs: all("outputDecision"), encapsulated: all("encapsulatedDecision"),
      inputDecisions: all("inputDecision"), inputData: all("inputData"),
      position: element.position)
  }

  private mutating func itemDefinition(_ element: XMLElement) -> ItemDefinition {
    let function = element.first("functionItem").map { item in
      ItemDefinition.Function(
        parameters: item.elements("parameters").map {
          self.item($0, named: SourceText($0[attribute: "name"] ?? "").trimmed)
        },
        output: item[attribute: "outputTypeRef"])
    }
    let typeRef = element.first("typeRef").map { SourceText($0.text).trimmed }
    return ItemDefinition(
      name: name(of: element), typeRef: typeRef.flatMap { $0.isEmpty ? nil : $0 },
      isCollection: ["true", "1"].contains(element[attribute: "isCollection"] ?? ""),
      components: element.elements("itemComponent").map { itemDefinition($0) },
      allowedValues: element.first("allowedValues").flatMap(tests),
      typeConstraint: element.first("typeConstraint").flatMap(tests), function: function,
      position: element.position)
  }

  /// The text of a unary tests element; nil when it is blank.
  private func tests(_ element: XMLElement) -> SourceText? {
    guard let text = element.first("text").map(sourceText), !text.isBlank else { return nil }
    return text
  }

  /// An element's text with the place where it begins; layout around a CDATA section is left out.
  func sourceText(_ element: XMLElement) -> SourceText {
    var text = ""
    let sectioned = element.children.contains { if case .cdata = $0 { true } else { false } }
    for child in element.children {
      switch child {
      case .cdata(let piece, _): text += piece
      case .text(let piece, _) where !sectioned || !SourceText(piece).isBlank: text += piece
      default: break
      }
    }
    return SourceText(text, at: element.textPosition ?? element.position)
  }
}
