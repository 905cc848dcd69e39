/// A table on a sheet of its own: one header row that stays in view and filters, then the rows.
public struct Sheet: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: String
    /// In characters; nil to fit what stands in the column.
    public var width: Int?

    public init(_ title: String, width: Int? = nil) {
      self.title = title
      self.width = width
    }
  }

  /// The most rows below the header, and the most columns, that Excel can open.
  public static let greatestRows = 1_048_575
  public static let greatestColumns = 16_384

  /// What Excel does not take in a sheet's name is left out of the file: only 31 characters, none of
  /// `[]:*?/\`, and no name twice.
  public var name: String
  public var columns: [Column]
  public var rows: [[Cell]]

  public init(_ name: String, columns: [Column], rows: [[Cell]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// Columns by their titles alone.
  public init(_ name: String, columns: [String], rows: [[Cell]]) {
    self.init(name, columns: columns.map { Column($0) }, rows: rows)
  }
}
