/// What the world lends to an evaluation: FEEL itself reads no clock and no file.
public struct FEELEnvironment: Sendable {
  /// What an evaluation may use up before it is refused.
  public struct Limits: Hashable, Sendable {
    /// Nodes of expressions, and items of lists, that may be visited.
    public var steps: Int
    /// Items that one list may hold.
    public var listLength: Int
    /// Bytes that one text may hold.
    public var textLength: Int
    /// Expressions inside expressions and calls inside calls; an iteration or a call counts four times. The
    /// usual value lets functions call themselves about 150 times over in a stack of one megabyte.
    public var depth: Int
    /// Diagnostics that are kept; later ones are dropped.
    public var diagnostics: Int

    public init(
      steps: Int = 20_000_000, listLength: Int = 1_000_000, textLength: Int = 10_000_000,
      depth: Int = 2000, diagnostics: Int = 100
    ) {
      self.steps = steps
      self.listLength = listLength
      self.textLength = textLength
      self.depth = depth
      self.diagnostics = diagnostics
    }
  }

  public var zones: TimeZones
  /// The moment that `now()` and `today()` give; without one they are null.
  public var now: FEELDateTime?
  public var limits: Limits

  public init(zones: TimeZones = .standard, now: FEELDateTime? = nil, limits: Limits = Limits()) {
    self.zones = zones
    self.now = now
    self.limits = limits
  }

  public static let standard = FEELEnvironment()

  /// For computing constants at compilation, which must stay quick.
  static let folding = FEELEnvironment(limits: Limits(steps: 20_000, listLength: 1000))
}
