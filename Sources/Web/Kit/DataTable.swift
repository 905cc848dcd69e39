import Mustache

/// A table: caption, columns with scope, rows whose first cell names them.
struct DataTable: Sendable {
  struct Column: Sendable {
    var label: String
    var isNumber: Bool
    /// Where a click sorts by this column.
    var sortHref: String?
    /// `ascending` or `descending` where the table is sorted by it.
    var sorted: String?

    init(_ label: String, isNumber: Bool = false, sortHref: String? = nil, sorted: String? = nil) {
      self.label = label
      self.isNumber = isNumber
      self.sortHref = sortHref
      self.sorted = sorted
    }

    var sortMark: String? {
      switch sorted {
      case "ascending": "▲"
      case "descending": "▼"
      default: nil
      }
    }
  }

  var id: String
  var caption: String
  var columns: [Column]
  var rows: [Row]
  /// Said instead of an empty table.
  var empty: String

  init(
    id: String, caption: String, columns: [Column], rows: [[Cell]], empty: String
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows.map { Row(cells: $0, numbers: columns.map(\.isNumber)) }
    self.empty = empty
  }

  /// The first cell heads its row.
  struct Row: Sendable {
    var head: Cell?
    var cells: [Entry]

    init(cells: [Cell], numbers: [Bool]) {
      head = cells.first
      self.cells = cells.indices.dropFirst().map { index in
        Entry(cell: cells[index], isNumber: index < numbers.count && numbers[index])
      }
    }
  }

  struct Entry: Sendable {
    var cell: Cell
    var isNumber: Bool
  }
}

extension DataTable: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "caption": caption
    case "columns": columns
    case "rows": rows
    case "empty": empty
    case "hasRows": !rows.isEmpty
    default: nil
    }
  }
}

extension DataTable.Row: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "head": head
    case "cells": cells
    default: nil
    }
  }
}

extension DataTable.Entry: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "cell": cell
    case "isNumber": isNumber
    default: nil
    }
  }
}

extension DataTable.Column: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "label": label
    case "isNumber": isNumber
    case "sortHref": sortHref
    case "sorted": sorted
    case "sortMark": sortMark
    default: nil
    }
  }
}
