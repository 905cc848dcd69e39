import Diagnostics

/// A parsed XML document.
public struct XMLDocument: Hashable, Sendable {
  public var root: XMLElement
  /// Comments and processing instructions in front of the root.
  public var prologue: [XMLNode]
  /// Comments and processing instructions behind the root.
  public var epilogue: [XMLNode]

  public init(root: XMLElement, prologue: [XMLNode] = [], epilogue: [XMLNode] = []) {
    self.root = root
    self.prologue = prologue
    self.epilogue = epilogue
  }

  /// What a document may cost before it is refused.
  public struct Limits: Hashable, Sendable {
    public var bytes: Int
    public var depth: Int
    public var nodes: Int

    /// The defaults are far above any honest model: 64 MiB, 200 levels, 8 million nodes.
    public init(bytes: Int = 64 << 20, depth: Int = 200, nodes: Int = 8_000_000) {
      self.bytes = min(bytes, Int(Int32.max))
      self.depth = depth
      self.nodes = nodes
    }
  }
}
