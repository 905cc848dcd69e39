import Diagnostics

/// One element of executable content (SCXML §4, §6.2, §6.3) and its place.
public struct Action: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    case raise(event: String)
    case branch([Branch])
    case forEach(ForEach)
    case log(label: String?, expression: ChartExpression?)
    case assign(location: ChartExpression, value: ValueSource)
    case send(Send)
    case cancel(TextOrExpression)
    /// `<script>` or an element of a namespace that the engine does not know: fails when it is run.
    case unsupported(String)
  }

  public var kind: Kind
  public var position: SourcePosition?

  /// An `<if>`, `<elseif>` or `<else>` with what it guards; the last has no condition.
  public struct Branch: Hashable, Sendable {
    public var condition: ChartExpression?
    public var actions: [Action]
  }

  public struct ForEach: Hashable, Sendable {
    public var array: ChartExpression
    public var item: String
    public var index: String?
    public var actions: [Action]
  }

  /// `<send>`, every part constant or computed.
  public struct Send: Hashable, Sendable {
    public var event: TextOrExpression?
    public var target: TextOrExpression?
    public var type: TextOrExpression?
    public var delay: TextOrExpression?
    public var id: String?
    public var idLocation: ChartExpression?
    public var payload: Payload
  }

  public static func == (a: Action, b: Action) -> Bool { a.kind == b.kind }
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// Where a value comes from: an expression, or the text inside the element.
public enum ValueSource: Hashable, Sendable {
  case expression(ChartExpression)
  /// Text or mark-up that stands in the document.
  case inline(String, SourcePosition?)
  /// A resource that the host provides.
  case resource(String)
  case none

  public static func == (a: ValueSource, b: ValueSource) -> Bool {
    switch (a, b) {
    case (.expression(let x), .expression(let y)): x == y
    case (.inline(let x, _), .inline(let y, _)): x == y
    case (.resource(let x), .resource(let y)): x == y
    case (.none, .none): true
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .expression(let expression): hasher.combine(expression)
    case .inline(let text, _): hasher.combine(text)
    case .resource(let name): hasher.combine(name)
    case .none: hasher.combine(0)
    }
  }
}

/// What a `<send>`, `<invoke>` or `<donedata>` carries.
public struct Payload: Hashable, Sendable {
  public var namelist: [ChartExpression] = []
  public var parameters: [Parameter] = []
  public var content: ValueSource?

  public init() {}

  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var value: ChartExpression
    /// True when the value is a location to read (`location`), not an expression to evaluate (`expr`).
    public var isLocation: Bool
  }

  public var isEmpty: Bool { namelist.isEmpty && parameters.isEmpty && content == nil }
}
