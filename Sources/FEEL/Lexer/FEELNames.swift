/// The names that an expression may use without declaring them.
public struct FEELNames: Sendable, ExpressibleByArrayLiteral {
  /// Variables, in the order of the slots they are passed in.
  public var variables: [String]
  /// Names of context entries that hold spaces or operators, known from declared types: they help the
  /// parser read `loan.monthly-rate` as one member.
  public var members: Set<String>
  /// Declared types, for `instance of` and parameters.
  public var types: [String: FEELType]

  public init(
    variables: [String] = [], members: Set<String> = [], types: [String: FEELType] = [:]
  ) {
    self.variables = variables
    self.members = members
    self.types = types
  }

  public init(arrayLiteral elements: String...) { self.init(variables: elements) }
}

/// Names by their first word, the ones of most parts first.
struct NameIndex: Sendable {
  struct Candidate: Sendable {
    let parts: NameParts
    /// The slot of a variable; nil for a built-in or a member.
    let slot: Int?
  }

  private var candidates: [[UInt8]: [Candidate]] = [:]
  private var slots: [String: Int] = [:]

  mutating func insert(_ name: String, slot: Int?) {
    if let slot { slots[name] = slot }
    let parts = NameParts(name)
    guard let first = parts.parts.first else { return }
    candidates[first, default: []].append(Candidate(parts: parts, slot: slot))
    candidates[first]?.sort { $0.parts.parts.count > $1.parts.parts.count }
  }

  /// The longest name at this place of the text.
  func longest(in scanner: Scanner, at start: Int) -> (name: String, slot: Int?, end: Int)? {
    guard let wordEnd = scanner.wordEnd(from: start) else { return nil }
    for candidate in candidates[Array(scanner.bytes[start..<wordEnd])] ?? [] {
      if let end = candidate.parts.end(in: scanner, at: start) {
        return (candidate.parts.name, candidate.slot, end)
      }
    }
    return nil
  }

  /// The slot of a variable by its name as declared.
  func exact(_ name: String) -> Int? { slots[name] }

  static let builtins: NameIndex = {
    var index = NameIndex()
    for builtin in Builtin.allCases { index.insert(builtin.name, slot: nil) }
    return index
  }()

  static let builtInTypes: NameIndex = {
    var index = NameIndex()
    for name in FEELType.named.keys { index.insert(name, slot: nil) }
    return index
  }()
}
