import JSONText

/// One record before and after: nil before for a new one, nil after for one removed.
///
/// Carries both so that it can be undone, and so that a replay notices a table changed behind its back.
public struct Change: Hashable, Sendable {
  public let table: Table
  public let key: String
  public let before: JSON?
  public let after: JSON?

  public init(table: Table, key: String, before: JSON?, after: JSON?) {
    self.table = table
    self.key = key
    self.before = before
    self.after = after
  }
}

/// A change that does not fit the state it is applied to.
public struct ChangeConflict: Error, Sendable, CustomStringConvertible {
  public let table: Table
  public let key: String

  public var description: String {
    "The \(table.rawValue) “\(key)” is not what the change expects to find."
  }
}

extension Change {
  /// The change from one form of a record to another; nil when they are equal.
  public static func of<R: Record>(_ before: R?, to after: R?) -> Change? {
    guard before != after, let key = after?.id ?? before?.id else { return nil }
    return Change(table: R.table, key: key, before: before?.json, after: after?.json)
  }

  public var inverse: Change { Change(table: table, key: key, before: after, after: before) }

  public var json: JSON {
    [
      "table": .string(table.rawValue), "key": .string(key), "before": before ?? .null,
      "after": after ?? .null,
    ]
  }

  /// Nil when the JSON has not the shape of a change.
  public init?(json: JSON) {
    guard let name = json["table"]?.string, let table = Table(rawValue: name),
      let key = json["key"]?.string, let before = json["before"], let after = json["after"]
    else { return nil }
    self.init(
      table: table, key: key, before: before.isNull ? nil : before,
      after: after.isNull ? nil : after)
  }
}

extension SchemeState {
  /// Applies a change.
  ///
  /// Throws `ChangeConflict` when the record is not as `before` says, and `RecordShapeError` when a
  /// record cannot be read.
  public mutating func apply(_ change: Change) throws {
    for home in SchemeState.tableHomes where home.table == change.table {
      try apply(change, to: home)
    }
  }

  private mutating func apply<R: TableHome>(_ change: Change, to: R.Type) throws {
    let before = try change.before.map { json throws(RecordShapeError) in try R(json: json) }
    let after = try change.after.map { json throws(RecordShapeError) in try R(json: json) }
    guard self[keyPath: R.home][change.key] == before else {
      throw ChangeConflict(table: change.table, key: change.key)
    }
    self[keyPath: R.home][change.key] = after
  }
}
