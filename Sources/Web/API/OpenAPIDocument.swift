import Identity
import JSONText

/// The API's description (OpenAPI 3.1), made from the route table that the server itself uses.
struct OpenAPIDocument {
  let table: RouteTable
  let settings: DeskSettings
  private(set) var schemas: [String: JSON] = [:]

  init(_ table: RouteTable, _ settings: DeskSettings) {
    self.table = table
    self.settings = settings
  }

  mutating func keep(_ name: String, _ schema: JSON) { schemas[name] = schema }

  /// The whole document.
  mutating func json() -> JSON {
    var paths: [JSON.Member] = []
    let routes = table.routes.filter { $0.kind == .api }.sorted {
      ($0.path.description, $0.method.rawValue) < ($1.path.description, $1.method.rawValue)
    }
    for (path, group) in routes.grouped(by: { $0.path.description }) {
      let operations = group.map { route in
        JSON.Member(route.method.rawValue.lowercased(), operation(route))
      }
      let own = String(path.dropFirst(APIVersion.base.count))
      paths.append(.init(own, .object(operations)))
    }
    schemas["Probleem"] = problemSchema
    let contact = settings.apiContact
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Speelveld", "version": .string(APIVersion.text),
        "description": .string(Self.description),
        "contact": [
          "name": .string(contact.name), "url": .string(contact.address),
          "email": .string(contact.email),
        ],
        "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
      ],
      "servers": .array([["url": .string(settings.publicAddress + APIVersion.base)]]),
      "tags": .array(tags(routes).map { ["name": .string($0)] }),
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "token": [
            "type": "http", "scheme": "bearer",
            "description": "Een token uit ‘speelveld token make’ of uit het loket.",
          ]
        ],
        "headers": Self.headers,
        "schemas": .object(
          schemas.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }),
      ],
      "security": .array([["token": .array([])]]),
    ]
  }

  private static let headers: JSON = [
    "API-Version": [
      "description": "De volledige versie van de API.", "schema": ["type": "string"],
      "required": true,
    ],
    "RateLimit-Limit": [
      "description": "Zoveel aanvragen per minuut.", "schema": ["type": "integer"],
    ],
    "RateLimit-Remaining": [
      "description": "Zoveel aanvragen kunnen er nu nog.", "schema": ["type": "integer"],
    ],
    "Retry-After": [
      "description": "Probeer het na zoveel seconden opnieuw.", "schema": ["type": "integer"],
    ],
  ]

  private static let description =
    """
    De levensloop van subsidieregelingen: verleningen, tijdvakken, verplichtingen, betalingen, overgangen en \
    verantwoordingsbewijzen. Bedragen zijn hele eurocenten. Datums zijn kalenderdagen in Nederland; \
    tijdstippen staan in UTC. Sleutels kunnen een schuine streep bevatten; zet die in een pad als %2F. \
    Soorten en standen die de bestanden van een regeling noemen, staan er zoals daar.
    """

  private func tags(_ routes: [Route]) -> [String] {
    Array(Set(routes.map(tag))).sorted()
  }

  /// The collection that a path is about.
  private func tag(_ route: Route) -> String {
    let words = route.path.segments.compactMap { segment -> String? in
      if case .literal(let text) = segment, text != "v1", !text.hasPrefix("_") { text } else { nil }
    }
    return words.count > 1 ? words[1] : words.first ?? "speelveld"
  }

  private mutating func operation(_ route: Route) -> JSON {
    var members: [JSON.Member] = [
      .init("operationId", .string(operationID(route))),
      .init("tags", .array([.string(tag(route))])),
      .init("summary", .string(route.summary.nl)),
    ]
    if case .permission(let permission) = route.access {
      members.append(
        .init(
          "description", .string("Nodig recht: \(permission.title.nl) (`\(permission.rawValue)`)."))
      )
    }
    if route.access == .anyone { members.append(.init("security", .array([]))) }
    let parameters = parameters(route)
    if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
    if case .json(let schema, let isRequired) = route.body {
      members.append(
        .init(
          "requestBody",
          [
            "required": .bool(isRequired),
            "content": ["application/json": ["schema": json(schema)]],
          ]))
    }
    members.append(.init("responses", responses(route)))
    return .object(members)
  }

  private func operationID(_ route: Route) -> String {
    let words = route.path.segments.dropFirst().map { segment -> String in
      switch segment {
      case .literal(let text): text
      case .value(let name): "per-" + name
      }
    }
    return ([route.method.rawValue.lowercased()] + words).joined(separator: "-")
      .replacing("_", with: "").replacing(".", with: "-")
  }

  private mutating func parameters(_ route: Route) -> [JSON] {
    var parameters: [JSON] = route.path.names.map { name in
      [
        "name": .string(name), "in": "path", "required": true,
        "description": .string("Sleutel van de \(name)."),
        "schema": ["type": "string", "minLength": 1, "maxLength": 200],
      ]
    }
    for parameter in route.query {
      parameters.append([
        "name": .string(parameter.name), "in": "query", "required": false,
        "description": .string(parameter.summary.nl), "schema": json(parameter.schema),
      ])
    }
    if route.needsMatch {
      parameters.append(
        header("If-Match", "De ETag van de stand die u zag; * neemt elke stand aan.", maximum: 500))
    }
    if route.method == .post, !route.answersWithSecret {
      parameters.append(
        header(
          "Idempotency-Key",
          "Een eigen sleutel: dezelfde aanvraag onder dezelfde sleutel wordt één keer uitgevoerd.",
          maximum: 200))
    }
    return parameters
  }

  private func header(_ name: String, _ text: String, maximum: Int) -> JSON {
    [
      "name": .string(name), "in": "header", "required": false, "description": .string(text),
      "schema": ["type": "string", "minLength": 1, "maxLength": .int(maximum)],
    ]
  }

  private mutating func responses(_ route: Route) -> JSON {
    let own = Set(route.answers.map(\.status))
    let all = route.answers + generalAnswers(route).filter { !own.contains($0.status) }
    let members = all.sorted { $0.status < $1.status }.grouped(by: { String($0.status) }).map {
      status, shapes in
      JSON.Member(
        status,
        [
          "description": .string(shapes.first?.summary ?? ""),
          "headers": .object(headers(route, shapes)),
          "content": .object(shapes.map { .init($0.type, ["schema": content($0)]) }),
        ])
    }
    return .object(members)
  }

  private mutating func content(_ shape: Route.AnswerShape) -> JSON {
    if shape.type == "application/problem+json" { return ["$ref": "#/components/schemas/Probleem"] }
    return shape.schema.map { json($0) } ?? [:]
  }

  private func headers(_ route: Route, _ shapes: [Route.AnswerShape]) -> [JSON.Member] {
    var names = ["API-Version"]
    let status = shapes.first?.status ?? 0
    if route.access != .anyone, status != 401 {
      names += ["RateLimit-Limit", "RateLimit-Remaining"]
    }
    if status == 429 || status == 503 { names.append("Retry-After") }
    return names.map { .init($0, ["$ref": .string("#/components/headers/\($0)")]) }
  }

  /// What the edge may answer on any route of this kind.
  private func generalAnswers(_ route: Route) -> [Route.AnswerShape] {
    var codes: [(Int, String)] = [
      (400, "De aanvraag is niet geldig."), (406, "Dit formaat is er niet."),
      (415, "Het formaat van de inhoud wordt niet gelezen."),
      (429, "Te veel aanvragen."), (500, "Er ging iets mis bij ons."),
      (503, "Even niet beschikbaar."),
    ]
    if route.access != .anyone {
      codes += [
        (401, "Geen geldig token."), (403, "Dit mag u niet."),
        (404, "Dit bestaat niet, of niet voor u."),
      ]
    }
    if route.method == .post {
      codes += [
        (408, "De inhoud kwam te langzaam binnen."), (409, "Dit kan nu niet."),
        (413, "De inhoud is te groot."),
        (422, "Onder deze Idempotency-Key is eerder iets anders gevraagd."),
      ]
    }
    return codes.map {
      Route.AnswerShape($0.0, nil, $0.1, type: "application/problem+json")
    }
  }
}

extension Route {
  /// Whether a change needs `If-Match`.
  var needsMatch: Bool { answers.contains { $0.status == 428 } }
}

extension Sequence {
  /// Neighbours with the same key, in order.
  fileprivate func grouped(by key: (Element) -> String) -> [(String, [Element])] {
    var groups: [(String, [Element])] = []
    for element in self {
      if groups.last?.0 == key(element) {
        groups[groups.count - 1].1.append(element)
      } else {
        groups.append((key(element), [element]))
      }
    }
    return groups
  }
}
