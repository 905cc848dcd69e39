import HTTPTypes
import JSONText

/// Which page of a list is asked for: `pagina` from 1, `aantal` items on each.
struct Paging: Sendable {
  let page: Int
  let size: Int

  static let parameters: [Route.Parameter] = [
    .init(
      "pagina", .integer(minimum: 1, maximum: 1_000_000), nl: "Bladzijde, vanaf 1.",
      en: "Page, from 1."),
    .init(
      "aantal", .integer(minimum: 1, maximum: 200),
      nl: "Aantal per bladzijde; 50 als u niets zegt.",
      en: "Items on a page; 50 by default."),
  ]

  init(_ query: Values) {
    page = max(1, query.integer("pagina") ?? 1)
    size = min(200, max(1, query.integer("aantal") ?? 50))
  }

  var offset: Int { (page - 1) * size }

  /// Its part of a list that is there as a whole.
  func page<Item>(of items: [Item]) -> ArraySlice<Item> { items.dropFirst(offset).prefix(size) }

  static func schema(of item: Schema) -> Schema {
    .object([
      .init("resultaten", .list(of: item), "de gevraagde bladzijde"),
      .init("totaal", .integer(minimum: 0), "aantal op alle bladzijden samen"),
      .init("pagina", .integer(minimum: 1), "deze bladzijde"),
      .init("aantal", .integer(minimum: 1), "hooguit zoveel per bladzijde"),
    ])
  }

  /// The page as JSON, with the addresses of its neighbours in `Link` (RFC 8288).
  func answer(_ items: [JSON], total: Int, _ context: RequestContext) -> Answer {
    var answer = Answer.json([
      "resultaten": .array(items), "totaal": .int(total), "pagina": .int(page),
      "aantal": .int(size),
    ])
    answer.headers.append((.field("X-Total-Count"), String(total)))
    let last = max(1, (total + size - 1) / size)
    var links = [
      "<\(address(1, context))>; rel=\"first\"", "<\(address(last, context))>; rel=\"last\"",
    ]
    if page > 1 { links.append("<\(address(page - 1, context))>; rel=\"prev\"") }
    if page < last { links.append("<\(address(page + 1, context))>; rel=\"next\"") }
    answer.headers.append((.field("Link"), links.joined(separator: ", ")))
    return answer
  }

  private func address(_ page: Int, _ context: RequestContext) -> String {
    let others = context.query.pairs.filter { $0.name != "pagina" }
    let pairs = (others + [(name: "pagina", value: String(page))]).map {
      PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value)
    }
    return context.desk.settings.publicAddress + context.request.rawPath + "?"
      + pairs.joined(separator: "&")
  }
}
