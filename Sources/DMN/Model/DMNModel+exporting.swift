import Markup

extension DMNModel {
  /// The model as a DMN 1.5 document.
  ///
  /// Everything that was read is kept: diagrams, text annotations, extension elements, comments and white
  /// space. Only the namespaces of the version it came from become those of 1.5.
  public func exported() -> String {
    let source = main.definitions.version
    var copy = main.document
    let target = DMNVersion.v1_5
    let renamed = [
      source.modelNamespace: target.modelNamespace, source.feelNamespace: target.feelNamespace,
      source.diagramNamespace: target.diagramNamespace,
    ]
    if source != target { rename(&copy.root, renamed) }
    return copy.serialized()
  }

  private func rename(_ element: inout XMLElement, _ renamed: [String: String]) {
    if let namespace = renamed[element.name.namespace] { element.name.namespace = namespace }
    for i in element.namespaces.indices {
      if let namespace = renamed[element.namespaces[i].namespace] {
        element.namespaces[i].namespace = namespace
      }
    }
    for i in element.attributes.indices {
      if let namespace = renamed[element.attributes[i].name.namespace] {
        element.attributes[i].name.namespace = namespace
      }
      // typeLanguage, expressionLanguage and importType hold such addresses as values.
      if let address = renamed[element.attributes[i].value] {
        element.attributes[i].value = address
      }
    }
    for i in element.children.indices {
      guard case .element(var child) = element.children[i] else { continue }
      rename(&child, renamed)
      element.children[i] = .element(child)
    }
  }
}
