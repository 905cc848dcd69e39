import Diagnostics

/// Executable content and values (SCXML §4 and §5).
extension Machine {
  /// Runs a block; an error ends the block, as the Recommendation asks (§4.10). Returns false then.
  @discardableResult
  mutating func execute(_ block: [Action], _ i: Int) -> Bool {
    for action in block where !execute(action, i) { return false }
    return true
  }

  private mutating func execute(_ action: Action, _ i: Int) -> Bool {
    switch action.kind {
    case .raise(let event):
      sessions[i].internalQueue.append(ChartEvent(event, type: .internal))
      return true
    case .branch(let branches):
      for branch in branches {
        if let condition = branch.condition, !isTrue(condition, i) { continue }
        return execute(branch.actions, i)
      }
      return true
    case .forEach(let loop): return execute(loop, i, at: action.position)
    case .log(let label, let expression):
      var text = ""
      if let expression {
        guard let value = evaluate(expression, i) else { return false }
        text = value.description
      }
      effects.append(.log(label: label, text: text))
      return true
    case .assign(let location, let source):
      guard let value = value(of: source, i, at: action.position) else { return false }
      return assign(value, to: location, i)
    case .send(let send): return execute(send, i, at: action.position)
    case .cancel(let id):
      guard let id = text(of: id, i) else { return false }
      let before = sessions[i].pending.count
      sessions[i].pending.removeAll { $0.sendID == id }
      if sessions[i].pending.count == before { effects.append(.cancel(sendID: id)) }
      return true
    case .unsupported(let name):
      raiseError(
        "error.execution", Problem("<\(name)> is not supported."), i, at: action.position)
      return false
    }
  }

  private mutating func execute(
    _ loop: Action.ForEach, _ i: Int, at position: SourcePosition?
  ) -> Bool {
    guard let array = evaluate(loop.array, i) else { return false }
    let names = [loop.item] + (loop.index.map { [$0] } ?? [])
    for name in names where !sessions[i].datamodel.isLegalName(name) {
      raiseError(
        "error.execution", Problem("\"\(name)\" cannot be the name of a variable."), i, at: position
      )
      return false
    }
    guard case .list(let items) = array else {
      raiseError(
        "error.execution", Problem("\(loop.array.text) is not a list."), i,
        at: loop.array.position)
      return false
    }
    for name in names where sessions[i].data[name] == nil { sessions[i].data[name] = .null }
    for (index, item) in items.enumerated() {
      sessions[i].data[loop.item] = item
      if let name = loop.index { sessions[i].data[name] = .number(String(index)) }
      guard execute(loop.actions, i) else { return false }
    }
    return true
  }

  mutating func assign(_ value: ChartValue, to location: ChartExpression, _ i: Int) -> Bool {
    var scope = sessions[i].scope
    if let problem = sessions[i].datamodel.assign(value, to: location, in: &scope) {
      raiseError("error.execution", problem, i, at: location.position)
      return false
    }
    sessions[i].data = scope.data
    return true
  }

  /// The value of an expression, or nil when it failed and the chart was told.
  mutating func evaluate(_ expression: ChartExpression, _ i: Int) -> ChartValue? {
    let result = sessions[i].datamodel.evaluate(expression, in: sessions[i].scope)
    guard let problem = result.problem else { return result.value }
    raiseError("error.execution", problem, i, at: expression.position)
    return nil
  }

  mutating func read(_ location: ChartExpression, _ i: Int) -> ChartValue? {
    let result = sessions[i].datamodel.read(location, in: sessions[i].scope)
    guard let problem = result.problem else { return result.value }
    raiseError("error.execution", problem, i, at: location.position)
    return nil
  }

  mutating func value(of source: ValueSource, _ i: Int, at position: SourcePosition?) -> ChartValue?
  {
    switch source {
    case .expression(let expression): return evaluate(expression, i)
    case .inline(let text, _): return sessions[i].datamodel.inlineValue(text)
    case .none: return .null
    case .resource(let name):
      if let text = host.texts[name] { return sessions[i].datamodel.inlineValue(text) }
      raiseError(
        "error.execution", Problem("There is no resource \"\(name)\"."), i, at: position)
      return nil
    }
  }

  /// A constant, or the text that an expression yields; nil when that failed and the chart was told.
  mutating func text(of source: TextOrExpression, _ i: Int) -> String? {
    switch source {
    case .text(let text): return text
    case .expression(let expression):
      guard let value = evaluate(expression, i) else { return nil }
      if let text = value.plainText { return text }
      raiseError(
        "error.execution", Problem("\(expression.text) gives \(value), which is no text."), i,
        at: expression.position)
      return nil
    }
  }

  /// What a `<send>` or `<invoke>` carries; nil when a part of it failed and the chart was told.
  mutating func data(of payload: Payload, _ i: Int) -> ChartValue? {
    if let content = payload.content { return value(of: content, i, at: nil) }
    guard let members = members(of: payload, i) else { return nil }
    return members.isEmpty ? .null : .context(members)
  }

  mutating func members(of payload: Payload, _ i: Int) -> [ChartValue.Member]? {
    var members: [ChartValue.Member] = []
    for name in payload.namelist {
      guard let value = read(name, i) else { return nil }
      members.set(name.text, value)
    }
    for parameter in payload.parameters {
      let value =
        parameter.isLocation ? read(parameter.value, i) : evaluate(parameter.value, i)
      guard let value else { return nil }
      members.set(parameter.name, value)
    }
    return members
  }

  /// The data of a done event: a part that fails is left out, the rest stays (SCXML §5.5, §5.7).
  mutating func doneData(_ payload: Payload, _ i: Int) -> ChartValue {
    if let content = payload.content { return value(of: content, i, at: nil) ?? .null }
    var members: [ChartValue.Member] = []
    for parameter in payload.parameters {
      let value =
        parameter.isLocation ? read(parameter.value, i) : evaluate(parameter.value, i)
      if let value { members.set(parameter.name, value) }
    }
    return members.isEmpty ? .null : .context(members)
  }
}

extension [ChartValue.Member] {
  /// Gives a member its value; a later value of the same name replaces the earlier.
  mutating func set(_ name: String, _ value: ChartValue) {
    if let index = firstIndex(where: { $0.name == name }) {
      self[index].value = value
    } else {
      append(ChartValue.Member(name, value))
    }
  }
}
