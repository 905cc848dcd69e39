import Diagnostics

extension SessionSnapshot {
  var tree: ChartValue {
    .parts(
      ("id", .string(id)), ("invocation", invocation?.tree), ("running", .boolean(isRunning)),
      ("active", .names(configuration)),
      (
        "history",
        .context(history.sorted { $0.key < $1.key }.map { .init($0.key, .names($0.value)) })
      ),
      // Pairs, not members: a variable may bear any name.
      (
        "data",
        .list(
          data.sorted { $0.key < $1.key }.map { [.string($0.key), $0.value.tree] })
      ),
      ("initialized", .names(initialized.sorted())),
      ("internal", .list(internalQueue.map(\.tree))),
      ("external", .list(externalQueue.map(\.tree))), ("pending", .list(pending.map(\.tree))),
      (
        "invoked",
        .list(
          invoked.map {
            ["id": .string($0.id), "state": .string($0.state), "index": .number(String($0.index))]
          })
      ),
      ("event", event?.tree))
  }

  init(tree: ChartValue, _ reader: TreeReader) throws(FindingsError) {
    id = try reader.string(tree, "id")
    invocation = try tree[member: "invocation"].map { part throws(FindingsError) in
      try InvokedBy(tree: part, reader)
    }
    guard case .boolean(let running)? = tree[member: "running"] else {
      throw reader.fault("The snapshot does not say whether \"\(id)\" runs.")
    }
    isRunning = running
    configuration = try reader.names(tree, "active")
    history = [:]
    let memories = ChartValue.context(try reader.members(tree, "history"))
    for member in try reader.members(tree, "history") {
      history[member.name] = try reader.names(memories, member.name)
    }
    data = [:]
    for pair in try reader.list(tree, "data") {
      guard case .list(let parts) = pair, parts.count == 2, case .string(let name) = parts[0] else {
        throw reader.fault("A variable of the snapshot is no pair of a name and a value.")
      }
      data[name] = ChartValue(tree: parts[1])
    }
    initialized = Set(try reader.names(tree, "initialized"))
    internalQueue = []
    for part in try reader.list(tree, "internal") {
      internalQueue.append(try ChartEvent(tree: part, reader))
    }
    externalQueue = []
    for part in try reader.list(tree, "external") {
      externalQueue.append(try ChartEvent(tree: part, reader))
    }
    pending = []
    for part in try reader.list(tree, "pending") {
      pending.append(try PendingEvent(tree: part, reader))
    }
    invoked = []
    for part in try reader.list(tree, "invoked") {
      invoked.append(
        InvokedService(
          id: try reader.string(part, "id"), state: try reader.string(part, "state"),
          index: try reader.integer(part, "index")))
    }
    event = try tree[member: "event"].map { part throws(FindingsError) in
      try ChartEvent(tree: part, reader)
    }
  }
}

extension InvokedBy {
  var tree: ChartValue {
    switch source {
    case .inline(let state, let index):
      [
        "parent": .string(parent), "id": .string(id), "state": .string(state),
        "index": .number(String(index)),
      ]
    case .host(let name):
      ["parent": .string(parent), "id": .string(id), "chart": .string(name)]
    case .text(let text):
      ["parent": .string(parent), "id": .string(id), "text": .string(text)]
    }
  }

  init(tree: ChartValue, _ reader: TreeReader) throws(FindingsError) {
    parent = try reader.string(tree, "parent")
    id = try reader.string(tree, "id")
    if let name = reader.optional(tree, "chart") {
      source = .host(name)
    } else if let text = reader.optional(tree, "text") {
      source = .text(text)
    } else {
      source = .inline(
        state: try reader.string(tree, "state"), index: try reader.integer(tree, "index"))
    }
  }
}

extension ChartEvent {
  var tree: ChartValue {
    .parts(
      ("name", .string(name)), ("type", .string(type.rawValue)), ("data", data.tree),
      ("sendid", sendID.map { .string($0) }), ("origin", origin.map { .string($0) }),
      ("origintype", originType.map { .string($0) }), ("invokeid", invokeID.map { .string($0) }))
  }

  init(tree: ChartValue, _ reader: TreeReader) throws(FindingsError) {
    guard let type = Origin(rawValue: try reader.string(tree, "type")) else {
      throw reader.fault("An event of the snapshot has an unknown type.")
    }
    self.init(
      try reader.string(tree, "name"), data: ChartValue(tree: tree[member: "data"] ?? .null),
      type: type, sendID: reader.optional(tree, "sendid"),
      origin: reader.optional(tree, "origin"), originType: reader.optional(tree, "origintype"),
      invokeID: reader.optional(tree, "invokeid"))
  }
}

extension PendingEvent {
  var tree: ChartValue {
    .parts(
      ("due", .number(String(due.milliseconds))), ("serial", .number(String(serial))),
      ("sendid", sendID.map { .string($0) }), ("event", event.tree),
      ("target", target.map { .string($0) }), ("type", type.map { .string($0) }))
  }

  init(tree: ChartValue, _ reader: TreeReader) throws(FindingsError) {
    guard let event = tree[member: "event"] else {
      throw reader.fault("A waiting message of the snapshot has no event.")
    }
    self.init(
      due: ChartInstant(milliseconds: Int64(try reader.integer(tree, "due"))),
      serial: try reader.integer(tree, "serial"), sendID: reader.optional(tree, "sendid"),
      event: try ChartEvent(tree: event, reader), target: reader.optional(tree, "target"),
      type: reader.optional(tree, "type"))
  }
}
