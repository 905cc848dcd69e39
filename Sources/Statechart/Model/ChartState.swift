import Diagnostics

/// A node of the chart's tree: the document itself, a state, a final state or a history.
public struct ChartState: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The `<scxml>` element, index 0.
    case root
    case atomic
    case compound
    case parallel
    case final
    case history(deep: Bool)
  }

  public var id: String
  /// True when the document gave no `id` and the reader made one.
  public var isAnonymous: Bool
  public var kind: Kind
  /// The index of the parent in `Statechart.states`; nil for the root.
  public var parent: Int?
  /// Child states in document order, histories included.
  public var children: [Int] = []
  /// The index of the last state inside this one: states are numbered in document order.
  public var last: Int
  /// The transition taken on default entry: of `<initial>`, of `initial=""`, or to the first child.
  public var initial: Int?
  /// Indices in `Statechart.transitions`, in document order. For a history, its default transition.
  public var transitions: [Int] = []
  /// One array of actions per `<onentry>`.
  public var onEntry: [[Action]] = []
  public var onExit: [[Action]] = []
  public var data: [DataItem] = []
  public var invocations: [Invocation] = []
  public var doneData: Payload?
  public var metadata = Metadata()
  public var position: SourcePosition?

  public var isHistory: Bool { if case .history = kind { true } else { false } }
  /// True for a state that can be active without a child: atomic or final.
  public var isAtomic: Bool { kind == .atomic || kind == .final }
  public var isCompound: Bool { kind == .compound || kind == .root }

  public static func == (a: ChartState, b: ChartState) -> Bool {
    a.id == b.id && a.kind == b.kind && a.parent == b.parent && a.children == b.children
      && a.initial == b.initial && a.transitions == b.transitions && a.onEntry == b.onEntry
      && a.onExit == b.onExit && a.data == b.data && a.invocations == b.invocations
      && a.doneData == b.doneData && a.metadata == b.metadata
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(kind)
  }
}

/// A `<data>` element: a variable and its first value.
public struct DataItem: Hashable, Sendable {
  public var id: String
  public var value: ValueSource
  public var position: SourcePosition?

  public static func == (a: DataItem, b: DataItem) -> Bool { a.id == b.id && a.value == b.value }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
