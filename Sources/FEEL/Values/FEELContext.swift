/// Named values in the order in which they were written; no name occurs twice.
///
/// Equality and hashing do not see the order, as in the language.
public struct FEELContext: Sendable {
  public struct Entry: Hashable, Sendable {
    public let name: String
    public var value: FEELValue

    public init(name: String, value: FEELValue) {
      self.name = name
      self.value = value
    }
  }

  public private(set) var entries: [Entry]

  /// Where each name stands, kept once a context is too large to search through.
  private var index: [String: Int]?

  private static let indexedFrom = 16

  public init() {
    entries = []
    index = nil
  }

  /// A later entry replaces an earlier one of the same name.
  public init(_ entries: some Sequence<(String, FEELValue)>) {
    self.init()
    for (name, value) in entries { self[name] = value }
  }

  /// Names with their values, pairwise; a later name replaces an earlier equal one.
  ///
  /// Not generic, so that callers in other modules pay for no specialisation at run time.
  public init(names: [String], values: [FEELValue]) {
    self.init()
    entries.reserveCapacity(names.count)
    for (name, value) in zip(names, values) { self[name] = value }
  }

  public var count: Int { entries.count }
  public var isEmpty: Bool { entries.isEmpty }
  public var names: [String] { entries.map(\.name) }

  /// The value of a name; setting nil removes the entry, setting a new name appends it.
  public subscript(name: String) -> FEELValue? {
    get { position(of: name).map { entries[$0].value } }
    set {
      switch (position(of: name), newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil):
        entries.remove(at: place)
        rebuildIndex()
      case (nil, let value?):
        entries.append(Entry(name: name, value: value))
        if index != nil {
          index?[name] = entries.count - 1
        } else if entries.count >= Self.indexedFrom {
          rebuildIndex()
        }
      case (nil, nil): break
      }
    }
  }

  private func position(of name: String) -> Int? {
    if let index { return index[name] }
    return entries.firstIndex { $0.name == name }
  }

  private mutating func rebuildIndex() {
    guard entries.count >= Self.indexedFrom else {
      index = nil
      return
    }
    var fresh: [String: Int] = [:]
    for (place, entry) in entries.enumerated() { fresh[entry.name] = place }
    index = fresh
  }
}

extension FEELContext: Hashable {
  public static func == (a: FEELContext, b: FEELContext) -> Bool {
    a.count == b.count && a.entries.allSatisfy { b[$0.name] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries {
      var each = Hasher()
      each.combine(entry)
      sum &+= each.finalize()
    }
    hasher.combine(sum)
  }
}

extension FEELContext: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, FEELValue)...) { self.init(elements) }
}

extension FEELContext: Sequence {
  public func makeIterator() -> some IteratorProtocol<(String, FEELValue)> {
    entries.lazy.map { ($0.name, $0.value) }.makeIterator()
  }
}
