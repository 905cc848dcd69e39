import Diagnostics

/// An attribute; `position` is the place of the first character of its value, inside the quotes.
public struct XMLAttribute: Hashable, Sendable {
  public var name: XMLName
  public var value: String
  public var position: SourcePosition

  public init(
    _ name: XMLName, _ value: String,
    at position: SourcePosition = SourcePosition(line: 1, column: 1)
  ) {
    self.name = name
    self.value = value
    self.position = position
  }
}

/// A namespace declaration made on an element; an empty prefix declares the default namespace.
public struct XMLNamespaceDeclaration: Hashable, Sendable {
  public var prefix: String
  public var namespace: String

  public init(prefix: String, namespace: String) {
    self.prefix = prefix
    self.namespace = namespace
  }
}

/// What stands inside an element.
public enum XMLNode: Hashable, Sendable {
  case element(XMLElement)
  case text(String, SourcePosition)
  case cdata(String, SourcePosition)
  case comment(String)
  case processingInstruction(target: String, data: String)
}

/// An element of a document, with everything in it, as a value.
public struct XMLElement: Hashable, Sendable {
  public var name: XMLName
  public var namespaces: [XMLNamespaceDeclaration]
  public var attributes: [XMLAttribute]
  public var children: [XMLNode]
  /// The place of the `<` that opens the element.
  public var position: SourcePosition

  public init(
    _ name: XMLName, namespaces: [XMLNamespaceDeclaration] = [], attributes: [XMLAttribute] = [],
    children: [XMLNode] = [], at position: SourcePosition = SourcePosition(line: 1, column: 1)
  ) {
    self.name = name
    self.namespaces = namespaces
    self.attributes = attributes
    self.children = children
    self.position = position
  }
}

extension XMLElement {
  public var local: String { name.local }

  /// The attribute of this local name that stands in no namespace.
  public func attribute(_ local: String) -> XMLAttribute? {
    attributes.first { $0.name.local == local && $0.name.namespace.isEmpty }
  }

  public func attribute(_ local: String, in namespace: String) -> XMLAttribute? {
    attributes.first { $0.name.local == local && $0.name.namespace == namespace }
  }

  /// The value of the attribute of this local name that stands in no namespace.
  public subscript(attribute local: String) -> String? { attribute(local)?.value }

  /// The child elements, in document order.
  public var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The child elements of this local name, whatever their namespace.
  public func elements(_ local: String) -> [XMLElement] {
    children.compactMap {
      if case .element(let element) = $0, element.name.local == local { element } else { nil }
    }
  }

  /// The first child element of this local name.
  public func first(_ local: String) -> XMLElement? {
    for case .element(let element) in children where element.name.local == local { return element }
    return nil
  }

  /// The element's own character data, joined; text of child elements is not part of it.
  public var text: String {
    var result = ""
    for child in children {
      switch child {
      case .text(let text, _), .cdata(let text, _): result += text
      default: break
      }
    }
    return result
  }

  /// Where the element's own character data begins.
  ///
  /// For an empty CDATA-or-text content this is nil. White space alone in front of a CDATA section is
  /// layout, so the section's place is given then.
  public var textPosition: SourcePosition? {
    var blank: SourcePosition?
    for child in children {
      switch child {
      case .cdata(_, let position): return position
      case .text(let text, let position):
        if text.contains(where: { !$0.isWhitespace }) { return position }
        blank = blank ?? position
      default: break
      }
    }
    return blank
  }
}
