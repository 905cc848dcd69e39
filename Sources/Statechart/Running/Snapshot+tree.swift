import Diagnostics

/// The stored form of snapshots: a tree of objects, lists, texts, numbers and truth values, the things
/// that JSON has too.
extension Snapshot {
  /// The snapshot as a tree without `literal` values. Equal snapshots have equal trees.
  public var tree: ChartValue {
    [
      "format": 1, "serial": .number(String(serial)),
      "sessions": .list(sessions.map(\.tree)),
    ]
  }

  /// Restores a snapshot from its tree; throws what is missing or not understood.
  public init(tree: ChartValue) throws(FindingsError) {
    let reader = TreeReader()
    guard case .number("1")? = tree[member: "format"] else {
      throw reader.fault("The format of the snapshot is not 1.")
    }
    serial = try reader.integer(tree, "serial")
    var restored: [SessionSnapshot] = []
    for part in try reader.list(tree, "sessions") {
      restored.append(try SessionSnapshot(tree: part, reader))
    }
    sessions = restored
  }
}

extension ChartValue {
  /// The value with literals, and contexts that could be taken for them, written as plain contexts.
  var tree: ChartValue {
    switch self {
    case .null, .boolean, .number, .string: return self
    case .literal(let kind, let text): return ["$kind": .string(kind), "$text": .string(text)]
    case .list(let items): return .list(items.map(\.tree))
    case .context(let members):
      if members.contains(where: { $0.name.hasPrefix("$") }) {
        return ["$context": .list(members.map { [.string($0.name), $0.value.tree] })]
      }
      return .context(members.map { Member($0.name, $0.value.tree) })
    }
  }

  init(tree: ChartValue) {
    switch tree {
    case .list(let items): self = .list(items.map { ChartValue(tree: $0) })
    case .context(let members):
      if case .string(let kind)? = tree[member: "$kind"],
        case .string(let text)? = tree[member: "$text"]
      {
        self = .literal(kind: kind, text: text)
      } else if case .list(let pairs)? = tree[member: "$context"] {
        self = .context(
          pairs.compactMap { pair in
            guard case .list(let parts) = pair, parts.count == 2, case .string(let name) = parts[0]
            else { return nil }
            return Member(name, ChartValue(tree: parts[1]))
          })
      } else {
        self = .context(members.map { Member($0.name, ChartValue(tree: $0.value)) })
      }
    default: self = tree
    }
  }

  /// A context of the parts that have a value.
  static func parts(_ parts: (String, ChartValue?)...) -> ChartValue {
    .context(parts.compactMap { name, value in value.map { Member(name, $0) } })
  }

  static func names(_ names: some Sequence<String>) -> ChartValue {
    .list(names.map { .string($0) })
  }
}

/// Reads members of a tree, or says what is wrong with them.
struct TreeReader {
  func fault(_ message: String) -> FindingsError {
    FindingsError([
      .error(
        "bad-snapshot", message,
        remedy: "Restore the snapshot from a copy, or rebuild it from the case's events.")
    ])
  }

  func integer(_ tree: ChartValue, _ name: String) throws(FindingsError) -> Int {
    guard case .number(let text)? = tree[member: name], let value = Int(text) else {
      throw fault("The snapshot has no whole number \"\(name)\".")
    }
    return value
  }

  func string(_ tree: ChartValue, _ name: String) throws(FindingsError) -> String {
    guard let text = optional(tree, name) else {
      throw fault("The snapshot has no text \"\(name)\".")
    }
    return text
  }

  func optional(_ tree: ChartValue, _ name: String) -> String? {
    if case .string(let text)? = tree[member: name] { text } else { nil }
  }

  func list(_ tree: ChartValue, _ name: String) throws(FindingsError) -> [ChartValue] {
    guard case .list(let items)? = tree[member: name] else {
      throw fault("The snapshot has no list \"\(name)\".")
    }
    return items
  }

  func names(_ tree: ChartValue, _ name: String) throws(FindingsError) -> [String] {
    var result: [String] = []
    for item in try list(tree, name) {
      guard case .string(let text) = item else {
        throw fault("The list \"\(name)\" of the snapshot holds something that is no text.")
      }
      result.append(text)
    }
    return result
  }

  func members(_ tree: ChartValue, _ name: String) throws(FindingsError) -> [ChartValue.Member] {
    guard case .context(let members)? = tree[member: name] else {
      throw fault("The snapshot has no object \"\(name)\".")
    }
    return members
  }
}
