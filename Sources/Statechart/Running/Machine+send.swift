import Diagnostics

/// Messages: where they go, now or later (SCXML §6.2 and §D.1).
extension Machine {
  mutating func execute(_ send: Action.Send, _ i: Int, at position: SourcePosition?) -> Bool {
    var id = send.id
    if let location = send.idLocation {
      let generated = "send.\(nextSerial())"
      guard assign(.string(generated), to: location, i) else { return false }
      id = generated
    }
    let errors = sessions[i].internalQueue.count
    guard let name = optionalText(send.event, i), let target = optionalText(send.target, i),
      let type = optionalText(send.type, i), let delayText = optionalText(send.delay, i),
      let data = data(of: send.payload, i)
    else {
      // The error names the message that could not be made (§5.10.1).
      for index in errors..<sessions[i].internalQueue.count {
        sessions[i].internalQueue[index].sendID = id
      }
      return false
    }
    var delay: Int64 = 0
    if let text = delayText {
      guard let milliseconds = ChartDelay.milliseconds(text) else {
        raiseError(
          "error.execution", Problem("\"\(text)\" is not a delay."), i, at: position, sendID: id)
        return false
      }
      delay = milliseconds
    }
    let isChart = type.map(Address.isProcessor) ?? true
    if let problem = problem(type: type, target: target, isDelayed: delay > 0) {
      raiseError("error.execution", problem, i, at: position, sendID: id)
      return false
    }
    let isInternal = isChart && target == "#_internal"
    let event = ChartEvent(
      name ?? "", data: data, type: isInternal ? .internal : .external, sendID: id,
      origin: isChart && !isInternal ? Address.session(sessions[i].id) : nil,
      originType: isChart && !isInternal ? Address.scxmlProcessor : nil)
    let message = PendingEvent(
      due: now.later(by: delay), serial: nextSerial(), sendID: id, event: event, target: target,
      type: type)
    if delay > 0 {
      sessions[i].pending.append(message)
    } else {
      deliver(message, from: i)
    }
    return true
  }

  private func parent(of i: Int) -> Int? {
    sessions[i].invocation.flatMap { invocation in
      sessions.firstIndex { $0.id == invocation.parent }
    }
  }

  /// The text of an optional attribute: `.some(nil)` when it is absent, nil when it failed.
  private mutating func optionalText(_ source: TextOrExpression?, _ i: Int) -> String?? {
    guard let source else { return .some(nil) }
    guard let text = text(of: source, i) else { return nil }
    return .some(text)
  }

  private func problem(type: String?, target: String?, isDelayed: Bool) -> Problem? {
    if let type, !Address.isProcessor(type) {
      return host.allows(type) ? nil : Problem("Messages of type \"\(type)\" cannot be sent.")
    }
    guard let target, !target.isEmpty else { return nil }
    if target == "#_internal", isDelayed {
      return Problem("A message to #_internal cannot be delayed.")
    }
    return target.hasPrefix("#_") ? nil : Problem("\"\(target)\" is no address for a message.")
  }

  /// Puts a message into the queue that its target names, or hands it to the host.
  mutating func deliver(_ message: PendingEvent, from i: Int) {
    if let type = message.type, !Address.isProcessor(type) {
      effects.append(
        .send(
          Effect.Message(
            event: message.event.name.isEmpty ? nil : message.event.name, target: message.target,
            type: type, data: message.event.data, id: message.sendID, due: message.due)))
      return
    }
    var event = message.event
    let target = message.target ?? ""
    let receiver: Int?
    switch target {
    case "": receiver = i
    case "#_internal":
      sessions[i].internalQueue.append(event)
      return
    case "#_parent": receiver = parent(of: i)
    default:
      receiver =
        sessions.firstIndex { Address.session($0.id) == target }
        ?? child(String(target.dropFirst(2)), of: i)
    }
    // Whatever address an invoked session used, its parent learns who sent the event (§5.10.1), and
    // hears nothing more once it has cancelled the invocation (§6.4.3).
    if let receiver, receiver == parent(of: i) {
      if sessions[i].isCancelled { return }
      event.invokeID = sessions[i].invocation?.id
    }
    if let receiver, sessions[receiver].isRunning {
      sessions[receiver].externalQueue.append(event)
    } else {
      raiseError(
        "error.communication", Problem("Nobody answers at \"\(target)\"."), i,
        sendID: message.sendID)
    }
  }
}
