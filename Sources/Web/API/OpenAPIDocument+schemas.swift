import JSONText

extension OpenAPIDocument {
  /// A shape as JSON Schema 2020-12; named shapes go to the components.
  mutating func json(_ schema: Schema) -> JSON {
    switch schema {
    case .any: return [:]
    case .flag: return ["type": "boolean"]
    case .amount: return ["type": "number"]
    case .date: return ["type": "string", "format": "date"]
    case .dateTime: return ["type": "string", "format": "date-time"]
    case .oneOf(let words): return ["type": "string", "enum": .array(words.map(JSON.string))]
    case .integer(let minimum, let maximum):
      var members: [JSON.Member] = [.init("type", "integer")]
      if let minimum { members.append(.init("minimum", .int(minimum))) }
      if let maximum { members.append(.init("maximum", .int(maximum))) }
      return .object(members)
    case .text(let rule):
      return .object(
        [
          .init("type", "string"), .init("minLength", .int(rule.minimum)),
          .init("maxLength", .int(rule.maximum)),
        ] + (rule.alphabet.pattern.map { [.init("pattern", .string($0))] } ?? []))
    case .list(let element, let maximum):
      return .object(
        [.init("type", "array"), .init("items", json(element))]
          + (maximum.map { [.init("maxItems", .int($0))] } ?? []))
    case .object(let properties):
      let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
      return .object(
        [
          .init("type", "object"),
          .init("properties", .object(properties.map { .init($0.name, described($0)) })),
        ] + (required.isEmpty ? [] : [.init("required", .array(required))])
          + [.init("additionalProperties", false)])
    case .optional(let inner): return ["anyOf": .array([json(inner), ["type": "null"]])]
    case .named(let name, let inner):
      if schemas[name] == nil {
        keep(name, [:])
        keep(name, json(inner))
      }
      return ["$ref": .string("#/components/schemas/\(name)")]
    }
  }

  private mutating func described(_ property: Schema.Property) -> JSON {
    guard case .object(let members) = json(property.schema) else { return [:] }
    return .object(members + [.init("description", .string(property.summary))])
  }

  var problemSchema: JSON {
    func text(_ description: String) -> JSON {
      ["type": "string", "description": .string(description)]
    }
    return [
      "type": "object", "description": "Wat er misging (RFC 9457).",
      "properties": [
        "type": [
          "type": "string", "format": "uri", "description": "vaste naam van het soort probleem",
        ],
        "title": text("het probleem in een paar woorden"),
        "status": ["type": "integer", "description": "de HTTP-status"],
        "detail": text("wat er hier aan de hand is en wat u kunt doen"),
        "code": text("het laatste deel van type"), "traceId": text("kenmerk voor navraag"),
        "details": [
          "type": "array", "items": ["type": "string"],
          "description": "wat helpt om het te begrijpen",
        ],
        "errors": [
          "type": "array", "description": "alle fouten in wat u stuurde",
          "items": [
            "type": "object",
            "properties": [
              "in": [
                "type": "string", "enum": ["path", "query", "header", "body"],
                "description": "waar de fout zit",
              ],
              "location": text("naam van de parameter, of JSON-pointer in de inhoud"),
              "code": text("soort fout"), "detail": text("uitleg"),
            ],
            "required": ["in", "location", "code", "detail"],
          ],
        ],
      ],
      "required": ["type", "title", "status", "detail", "code", "traceId"],
    ]
  }
}

extension Schema.Text.Alphabet {
  /// The same rule as a regular expression (ECMA 262).
  fileprivate var pattern: String? {
    switch self {
    case .lines: nil
    case .line: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
    case .key: "^[A-Za-z0-9_.:/-]*$"
    }
  }
}
