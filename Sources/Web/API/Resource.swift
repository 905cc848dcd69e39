import Casework
import JSONText
import LegalCalendar
import Storage

/// A table of the casework as the API shows it: its Dutch name, and each field's.
struct Resource<R: TableHome>: Sendable {
  /// The collection's segment in paths, such as `verplichtingen`.
  let plural: String
  /// The place of one item's key in paths, such as `verplichting`.
  let singular: String
  /// The name of its shape in the document.
  let schemaName: String
  let summary: BilingualText
  let fields: [ResourceField]
  var filters: [ResourceFilter] = []
  /// Fields by which a list can be sorted, by their Dutch names; the first is the usual order.
  let sortable: [String]
}

/// One field: where it comes from and how it is called.
struct ResourceField: Sendable {
  let source: String
  let name: String
  let summary: String
  /// Dutch words for the record's own, where it is one of a closed set.
  var words: [(String, String)]
  /// The stored text is JSON itself.
  var isJSON: Bool

  init(
    _ source: String, _ name: String, _ summary: String, words: [(String, String)] = [],
    isJSON: Bool = false
  ) {
    self.source = source
    self.name = name
    self.summary = summary
    self.words = words
    self.isJSON = isJSON
  }

  func value(_ json: JSON) -> JSON {
    guard case .string(let text) = json else { return json }
    if isJSON { return (try? JSON.parse(text)) ?? .null }
    return words.first { $0.0 == text }.map { .string($0.1) } ?? json
  }

  func schema(_ kind: FieldKind, isOptional: Bool) -> Schema {
    let plain: Schema =
      if isJSON {
        .any
      } else if !words.isEmpty {
        .oneOf(words.map(\.1))
      } else {
        switch kind {
        case .text: .text(.init(minimum: 0, maximum: 1_000_000, alphabet: .lines))
        case .integer: .integer()
        case .date: .date
        case .flag: .flag
        }
      }
    return isOptional ? .optional(plain) : plain
  }
}

/// A parameter that narrows a list.
struct ResourceFilter: Sendable {
  enum Test: Sendable { case equals, from, through }

  let parameter: String
  /// The Dutch name of the field.
  let field: String
  let test: Test
  let summary: BilingualText

  init(
    _ parameter: String, _ field: String? = nil, _ test: Test = .equals, nl: String, en: String
  ) {
    self.parameter = parameter
    self.field = field ?? parameter
    self.test = test
    summary = BilingualText(nl: nl, en: en)
  }
}

extension Resource {
  /// The shape of one item.
  var schema: Schema {
    let properties = fields.compactMap { own -> Schema.Property? in
      guard let field = R.fields.first(where: { $0.name == own.source }) else { return nil }
      return Schema.Property(
        own.name, own.schema(field.kind, isOptional: field.isOptional), own.summary)
    }
    return .named(schemaName, .object(properties))
  }

  /// One item as the API shows it.
  func json(_ record: R) -> JSON {
    let source = record.json
    return .object(fields.map { .init($0.name, $0.value(source[$0.source] ?? .null)) })
  }

  /// What a request's parameters ask of the table.
  func query(_ values: Values, _ paging: Paging) throws -> RecordQuery<R> {
    var query = RecordQuery<R>(limit: paging.size, offset: paging.offset)
    query.conditions = try filters.compactMap { filter in
      guard let text = values.text(filter.parameter) else { return nil }
      return try condition(filter, text)
    }
    let order = values.text("sorteer") ?? sortable.first ?? ""
    let isDescending = order.hasPrefix("-")
    if let field = field(named: isDescending ? String(order.dropFirst()) : order) {
      query.order = [.init(field.source, descending: isDescending)]
    }
    return query
  }

  private func field(named name: String) -> ResourceField? { fields.first { $0.name == name } }

  private func condition(_ filter: ResourceFilter, _ text: String) throws
    -> RecordQuery<R>.Condition
  {
    guard let own = field(named: filter.field),
      let field = R.fields.first(where: { $0.name == own.source })
    else { throw Problem.ownFault }
    let plain = own.words.first { $0.1 == text }?.0 ?? text
    let value: FieldValue? =
      switch field.kind {
      case .text: .text(plain)
      case .integer: Int64(plain).map(FieldValue.integer)
      case .date: CivilDate(iso: plain).map(FieldValue.date)
      case .flag: .flag(plain == "true")
      }
    guard let value else { throw Problem.ownFault }
    let test: RecordQuery<R>.Test =
      switch filter.test {
      case .equals: .equals
      case .from: .from
      case .through: .through
      }
    return .init(own.source, test, value)
  }

  /// The parameters of the list, for checking and for the document.
  var parameters: [Route.Parameter] {
    let narrowing = filters.compactMap { filter -> Route.Parameter? in
      guard let own = field(named: filter.field),
        let field = R.fields.first(where: { $0.name == own.source })
      else { return nil }
      let schema: Schema =
        !own.words.isEmpty || field.kind != .text
        ? own.schema(field.kind, isOptional: false) : .key
      return .init(filter.parameter, schema, nl: filter.summary.nl, en: filter.summary.en)
    }
    let orders = sortable.flatMap { [$0, "-" + $0] }
    return narrowing + [
      .init(
        "sorteer", .oneOf(orders), nl: "Volgorde; met - ervoor andersom.",
        en: "Order; with - before it reversed.")
    ] + Paging.parameters
  }
}
