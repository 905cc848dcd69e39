import JSONText

/// Collects what one decision changes, reading through to the state it starts from.
///
/// A record touched twice gives one change, from its first form to its last.
public struct ChangeSet: Sendable {
  public private(set) var state: SchemeState
  private var touched: [Touched] = []
  private var origins: [Touched: Change] = [:]

  private struct Touched: Hashable, Sendable {
    let table: Table
    let key: String
  }

  public init(from state: SchemeState) { self.state = state }

  public func find<R: TableHome>(_: R.Type, _ key: String) -> R? { state[keyPath: R.home][key] }

  public mutating func put<R: TableHome>(_ record: R) { replace(record.id, with: record) }

  public mutating func remove<R: TableHome>(_: R.Type, _ key: String) {
    replace(key, with: R?.none)
  }

  private mutating func replace<R: TableHome>(_ key: String, with record: R?) {
    let place = Touched(table: R.table, key: key)
    if origins[place] == nil {
      touched.append(place)
      origins[place] = Change(
        table: R.table, key: key, before: state[keyPath: R.home][key]?.json, after: nil)
    }
    state[keyPath: R.home][key] = record
  }

  /// The changes in the order in which records were first touched; records that ended as they began are left out.
  public var changes: [Change] {
    touched.compactMap { place in
      guard let origin = origins[place] else { return nil }
      let after = state.json(of: place.table, place.key)
      if origin.before == after { return nil }
      return Change(table: place.table, key: place.key, before: origin.before, after: after)
    }
  }
}

extension SchemeState {
  /// The record's JSON, or nil when there is none.
  public func json(of table: Table, _ key: String) -> JSON? {
    for home in SchemeState.tableHomes where home.table == table { return json(of: home, key) }
    return nil
  }

  private func json<R: TableHome>(of: R.Type, _ key: String) -> JSON? {
    self[keyPath: R.home][key]?.json
  }
}

extension ChangeSet {
  /// One change per record: from what it was before the first change to what it is after the last.
  public static func net(of changes: [Change]) -> [Change] {
    var order: [Touched] = []
    var net: [Touched: Change] = [:]
    net.reserveCapacity(changes.count)
    for change in changes {
      let place = Touched(table: change.table, key: change.key)
      if let earlier = net[place] {
        net[place] = Change(
          table: change.table, key: change.key, before: earlier.before, after: change.after)
      } else {
        order.append(place)
        net[place] = change
      }
    }
    return order.compactMap { net[$0] }.filter { $0.before != $0.after }
  }
}
