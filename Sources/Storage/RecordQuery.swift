import Casework
import Postgres

/// Which records of one table a list shows, and in what order.
///
/// Fields are named as the record describes them; a name that it does not have is a `StorageFault`.
public struct RecordQuery<R: TableHome>: Sendable {
  public enum Test: String, Hashable, Sendable {
    case equals = "="
    case from = ">="
    case through = "<="
  }

  public struct Condition: Hashable, Sendable {
    public let field: String
    public let test: Test
    public let value: FieldValue

    public init(_ field: String, _ test: Test, _ value: FieldValue) {
      self.field = field
      self.test = test
      self.value = value
    }
  }

  public struct Order: Hashable, Sendable {
    public let field: String
    public let isDescending: Bool

    public init(_ field: String, descending: Bool = false) {
      self.field = field
      isDescending = descending
    }
  }

  public var conditions: [Condition] = []
  /// Equal records follow by key.
  public var order: [Order] = []
  public var limit: Int
  public var offset: Int

  public init(limit: Int, offset: Int = 0) {
    self.limit = limit
    self.offset = offset
  }
}

extension RecordQuery {
  /// The records of the page, and how many there are on all pages.
  public func page(_ db: borrowing Database, _ scheme: String) throws -> (
    records: [R], total: Int
  ) {
    let table = RecordTable<R>()
    let parameters: [any PostgresEncodable] = [scheme] + conditions.map(\.value.postgres)
    let source = "from \"\(R.table.rawValue)\" where \(try filter())"
    let total: Int =
      try db.scalar(
        Statement("\(R.table.rawValue).count-page", "select count(*) \(source)"), parameters) ?? 0
    let own = R.fields.map { "\"\(RecordTable<R>.column($0.name))\"" }.joined(separator: ", ")
    let count = parameters.count
    let statement = Statement(
      "\(R.table.rawValue).page",
      "select \(own) \(source) order by \(try sorting()) limit $\(count + 1) offset $\(count + 2)")
    let records = try db.query(statement, parameters + [limit, offset]).map {
      try table.record($0)
    }
    return (records, total)
  }

  private func filter() throws -> String {
    let tests = try conditions.enumerated().map { index, condition in
      "\(try column(condition.field)) \(condition.test.rawValue) $\(index + 2)"
    }
    return (["scheme = $1"] + tests).joined(separator: " and ")
  }

  private func sorting() throws -> String {
    let own = try order.map { "\(try column($0.field))\($0.isDescending ? " desc" : "")" }
    return (own + ["id"]).joined(separator: ", ")
  }

  private func column(_ field: String) throws -> String {
    guard R.fields.contains(where: { $0.name == field }) else {
      throw StorageFault(
        "The table “\(R.table.rawValue)” has no field “\(field)”.", remedy: "Name one that it has.")
    }
    return "\"\(RecordTable<R>.column(field))\""
  }
}
