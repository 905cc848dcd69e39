import JSONText

extension Console {
  /// A list, as every command shows one: JSON where that was asked for, else a table whose columns are named in
  /// Dutch and in English.
  ///
  /// Gives whether a table was shown, so that a remark may follow it.
  @discardableResult
  func list<Item>(
    _ items: [Item], json member: (Item) -> JSON, empty: (nl: String, en: String)? = nil,
    _ columns: [(nl: String, en: String)], row: (Item) -> [String]
  ) -> Bool {
    if json {
      data(.array(items.map(member)))
      return false
    }
    if items.isEmpty, let empty {
      line(say(empty.nl, empty.en))
      return false
    }
    var table = TextTable(columns.map { TextTable.Column(say($0.nl, $0.en)) })
    for item in items { table.add(row(item)) }
    self.table(table)
    return true
  }
}
