/// Which connections a pool has and who waits for one: a pure state machine.
///
/// Each event gives the actions to carry out. Times are nanoseconds on any clock that only goes forward.
struct PoolState {
  typealias ConnectionID = Int
  typealias WaiterID = Int

  enum Action: Hashable {
    /// The waiter gets this connection.
    case grant(WaiterID, ConnectionID)
    /// Open a connection under this number.
    case open(ConnectionID)
    case close(ConnectionID)
    case fail(WaiterID, Failure)
  }

  enum Failure: Hashable { case exhausted, closed, cancelled }

  private struct Idle {
    let id: ConnectionID
    let since: Int64
  }

  let maximum: Int
  let lifetime: Int64
  let idleTimeout: Int64
  private var idle: [Idle] = []
  private var leased: Set<ConnectionID> = []
  private var opening: Set<ConnectionID> = []
  private var born: [ConnectionID: Int64] = [:]
  private var waiters: [WaiterID] = []
  private var nextID = 1
  private(set) var isClosed = false

  init(maximum: Int, lifetime: Int64, idleTimeout: Int64) {
    self.maximum = max(1, maximum)
    self.lifetime = lifetime
    self.idleTimeout = idleTimeout
  }

  var total: Int { idle.count + leased.count + opening.count }
  var leasedCount: Int { leased.count }
  var idleCount: Int { idle.count }
  var waiterCount: Int { waiters.count }

  /// Somebody wants a connection: the one used last, or a new one, or their turn.
  mutating func acquire(_ waiter: WaiterID, now: Int64) -> [Action] {
    if isClosed { return [.fail(waiter, .closed)] }
    var actions = expire(now: now)
    waiters.append(waiter)
    actions += serve(now: now)
    return actions
  }

  /// The connection used last, where nobody waits and it is fresh enough; else nil, and `acquire` is the way.
  mutating func takeIdle(now: Int64) -> ConnectionID? {
    guard !isClosed, waiters.isEmpty, let last = idle.last, now - last.since <= idleTimeout,
      now - (born[last.id] ?? now) <= lifetime
    else { return nil }
    idle.removeLast()
    leased.insert(last.id)
    return last.id
  }

  /// A leased connection comes back; `usable` false means it is thrown away.
  mutating func release(_ id: ConnectionID, usable: Bool, now: Int64) -> [Action] {
    guard leased.remove(id) != nil else { return [] }
    var actions: [Action] = []
    if isClosed || !usable || now - (born[id] ?? now) > lifetime {
      born[id] = nil
      actions.append(.close(id))
    } else {
      idle.append(Idle(id: id, since: now))
    }
    if isClosed { return actions }
    actions += serve(now: now)
    return actions + expire(now: now)
  }

  mutating func opened(_ id: ConnectionID, now: Int64) -> [Action] {
    guard opening.remove(id) != nil else { return [.close(id)] }
    if isClosed { return [.close(id)] }
    born[id] = now
    idle.append(Idle(id: id, since: now))
    return serve(now: now)
  }

  /// A connection could not be opened: gives the waiter in front, who learns of it. Then `refill`.
  mutating func openFailed(_ id: ConnectionID) -> WaiterID? {
    opening.remove(id)
    return waiters.isEmpty ? nil : waiters.removeFirst()
  }

  /// Opens what those still waiting need.
  mutating func refill(now: Int64) -> [Action] { isClosed ? [] : serve(now: now) }

  /// The waiter was cancelled or waited too long; nothing where it was served just before.
  mutating func giveUp(_ waiter: WaiterID, _ failure: Failure) -> [Action] {
    guard let index = waiters.firstIndex(of: waiter) else { return [] }
    waiters.remove(at: index)
    return [.fail(waiter, failure)]
  }

  /// No more leases; leased connections close as they come back.
  mutating func close() -> [Action] {
    isClosed = true
    let actions = waiters.map { Action.fail($0, .closed) } + idle.map { Action.close($0.id) }
    waiters = []
    for connection in idle { born[connection.id] = nil }
    idle = []
    return actions
  }

  private mutating func serve(now: Int64) -> [Action] {
    var actions: [Action] = []
    while let waiter = waiters.first, let connection = idle.popLast() {
      waiters.removeFirst()
      leased.insert(connection.id)
      actions.append(.grant(waiter, connection.id))
    }
    while opening.count < waiters.count, total < maximum {
      opening.insert(nextID)
      actions.append(.open(nextID))
      nextID += 1
    }
    return actions
  }

  private mutating func expire(now: Int64) -> [Action] {
    var actions: [Action] = []
    idle.removeAll { connection in
      let isOld =
        now - connection.since > idleTimeout || now - (born[connection.id] ?? now) > lifetime
      if isOld { actions.append(.close(connection.id)) }
      return isOld
    }
    for case .close(let id) in actions { born[id] = nil }
    return actions
  }
}
