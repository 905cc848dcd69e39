/// The rows a statement gave, read whole. Lives inside the closure of its transaction.
public struct Rows: RandomAccessCollection {
  let result: WireResult
  let shape: Shape
  /// Rows inserted, changed, deleted or read.
  public var affected: Int { result.affected }

  public var startIndex: Int { 0 }
  public var endIndex: Int { result.rowCount }
  public subscript(index: Int) -> Row {
    precondition(indices.contains(index), "row \(index) of \(count)")
    return Row(result: result, shape: shape, index: index)
  }

  /// Names and types of the columns, shared by all rows of a statement.
  final class Shape: Sendable {
    let names: [String]
    let types: [PostgresType]
    let statement: String

    init(_ result: WireResult, statement: String) {
      names = (0..<result.columnCount).map(result.columnName)
      types = (0..<result.columnCount).map(result.columnType)
      self.statement = statement
    }
  }
}

/// One row; columns are read by place (from 0) or by name.
public struct Row {
  let result: WireResult
  let shape: Rows.Shape
  let index: Int

  public var columnCount: Int { shape.names.count }

  /// Reads a column by its place, from 0. Throws `decoding` where there is none or it does not fit.
  public func decode<T: PostgresDecodable>(_ column: Int, as _: T.Type = T.self)
    throws(PostgresError) -> T
  {
    guard shape.types.indices.contains(column) else {
      throw PostgresError(
        .decoding, "there is no column \(column); the statement gives \(columnCount)",
        statement: shape.statement)
    }
    do {
      return try T.decode(result.cell(index, column, type: shape.types[column]))
    } catch {
      var located = error
      located.message = "column \(column) \"\(shape.names[column])\": \(error.message)"
      located.statement = shape.statement
      throw located
    }
  }

  /// Reads a column by its name.
  public func decode<T: PostgresDecodable>(_ column: String, as _: T.Type = T.self)
    throws(PostgresError) -> T
  {
    guard let place = shape.names.firstIndex(of: column) else {
      throw PostgresError(
        .decoding,
        "there is no column \"\(column)\"; there are \(shape.names.joined(separator: ", "))",
        statement: shape.statement)
    }
    return try decode(place)
  }
}
