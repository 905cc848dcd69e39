import Diagnostics
import Markup

/// The namespace of Speelveld's own attributes on charts: labels, articles, contracts.
public let lifecycleNamespace = "urn:speelveld:lifecycle:1"

/// What a document says beside SCXML: attributes and elements of other namespaces, kept and readable.
public struct Metadata: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    public var namespace: String
    public var prefix: String
    public var name: String
    public var value: String
    public var position: SourcePosition?

    public static func == (a: Attribute, b: Attribute) -> Bool {
      (a.namespace, a.name, a.value) == (b.namespace, b.name, b.value)
    }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(value)
    }
  }

  public var attributes: [Attribute] = []
  /// Child elements of other namespaces, in document order.
  public var elements: [XMLElement] = []

  public init() {}

  public static func == (a: Metadata, b: Metadata) -> Bool {
    a.attributes == b.attributes
      && a.elements.map { $0.serialized() } == b.elements.map { $0.serialized() }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(attributes) }

  /// The value of an attribute, such as `label-nl`, of Speelveld's namespace or another.
  public subscript(_ name: String, namespace namespace: String = lifecycleNamespace) -> String? {
    attributes.first { $0.name == name && $0.namespace == namespace }?.value
  }

  func expression(_ name: String) -> ChartExpression? {
    attributes.first { $0.name == name && $0.namespace == lifecycleNamespace }
      .map { ChartExpression($0.value, at: $0.position) }
  }
}
