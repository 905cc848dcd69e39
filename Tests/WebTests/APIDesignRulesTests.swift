import Foundation
import HTTPTypes
import JSONText
import Testing

@testable import Web

/// The technical rules of the NLgov REST API Design Rules 2.2, on the document as it is served.
@Suite struct APIDesignRulesTests {
  func served(_ body: (JSON) throws -> Void) async throws {
    let edge = Edge(deskWithoutDatabase(RouteTable.all().routes))
    var headers = HTTPFields()
    headers[.origin] = "https://elders.example"
    let response = await edge.respond(
      to: WebRequest(.get, "/v1/openapi.json", headers: headers))
    // publish-openapi: without login, from anywhere.
    #expect(response.status == 200)
    #expect(response.headers[.accessControlAllowOrigin] == "*")
    try body(try JSON.parse(bytes: response.body))
  }

  func operations(_ document: JSON) -> [(path: String, method: String, JSON)] {
    (document["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).map { (path.name, $0.name, $0.value) }
    }
  }

  @Test func `doc-openapi, doc-openapi-contact, semver and uri-version`() async throws {
    try await served { document in
      #expect(document["openapi"]?.string?.hasPrefix("3.") == true)
      let info = try #require(document["info"])
      for name in ["name", "url", "email"] {
        #expect(info["contact"]?[name]?.string?.isEmpty == false)
      }
      let version = try #require(info["version"]?.string)
      #expect(version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil)
      let major = version.prefix { $0 != "." }
      #expect(document["servers"]?[0]?["url"]?.string?.hasSuffix("/v\(major)") == true)
    }
  }

  @Test func `paths are kebab-case without a slash at the end; query keys are camelCase`()
    async throws
  {
    try await served { document in
      for (path, method, operation) in operations(document) {
        #expect(!path.hasSuffix("/"))
        for segment in path.split(separator: "/") where !segment.hasPrefix("{") {
          let isKebab = segment.wholeMatch(of: /_?[a-z0-9]+(-[a-z0-9]+)*/) != nil
          #expect(isKebab || segment == "openapi.json", "\(method) \(path)")
        }
        for parameter in operation["parameters"]?.array ?? []
        where parameter["in"]?.string == "query" {
          let name = try #require(parameter["name"]?.string)
          #expect(name.wholeMatch(of: /[a-z][a-zA-Z0-9]*/) != nil)
        }
        #expect(
          ["get", "post", "put", "patch", "delete", "head", "options"].contains(method))
      }
    }
  }

  @Test func `every answer has API-Version; every error is a problem; schema errors are 400`()
    async throws
  {
    try await served { document in
      for (path, method, operation) in operations(document) {
        let responses = try #require(operation["responses"]?.members)
        for response in responses {
          #expect(response.value["headers"]?["API-Version"] != nil, "\(method) \(path)")
          let types = response.value["content"]?.members?.map(\.name) ?? []
          if response.name.hasPrefix("4") || response.name.hasPrefix("5") {
            #expect(types == ["application/problem+json"], "\(method) \(path) \(response.name)")
          }
        }
        let hasInput = operation["parameters"] != nil || operation["requestBody"] != nil
        if hasInput { #expect(responses.contains { $0.name == "400" }, "\(method) \(path)") }
      }
      let problem = document["components"]?["schemas"]?["Probleem"]?["properties"]
      for name in ["status", "title", "detail"] { #expect(problem?[name] != nil) }
    }
  }

  @Test func `dates are dates and instants are instants`() async throws {
    try await served { document in
      func walk(_ json: JSON, _ name: String) {
        let lower = name.lowercased()
        if let format = json["format"]?.string {
          #expect(["date", "date-time", "uri"].contains(format))
        }
        if lower.hasSuffix("datum") || lower == "vanaf" || lower == "totenmet" {
          let own = json["anyOf"]?[0] ?? json
          #expect(own["format"]?.string == "date", "\(name)")
        }
        for member in json["properties"]?.members ?? [] { walk(member.value, member.name) }
        if let items = json["items"] { walk(items, "") }
      }
      for schema in document["components"]?["schemas"]?.members ?? [] {
        walk(schema.value, "")
      }
      for (_, _, operation) in operations(document) {
        for parameter in operation["parameters"]?.array ?? [] {
          walk(parameter["schema"] ?? .null, parameter["name"]?.string ?? "")
        }
      }
    }
  }

  @Test func `operations have ids of their own, and texts`() async throws {
    try await served { document in
      let all = operations(document)
      #expect(all.count > 20)
      let ids = all.compactMap { $0.2["operationId"]?.string }
      #expect(Set(ids).count == all.count)
      #expect(all.allSatisfy { $0.2["summary"]?.string?.isEmpty == false })
      func references(_ json: JSON) -> [String] {
        switch json {
        case .object(let members):
          members.flatMap {
            $0.name == "$ref" ? [$0.value.string ?? ""] : references($0.value)
          }
        case .array(let items): items.flatMap(references)
        default: []
        }
      }
      for reference in Set(references(document)) {
        let parts = reference.split(separator: "/").dropFirst().map(String.init)
        var target: JSON? = document
        for part in parts { target = target?[part] }
        #expect(target != nil, "\(reference)")
      }
    }
  }

  /// All names of fields in the document, with the schema of each.
  func fields(_ document: JSON) -> [(name: String, schema: JSON)] {
    func walk(_ json: JSON) -> [(name: String, schema: JSON)] {
      var found = (json["properties"]?.members ?? []).flatMap {
        [(name: $0.name, schema: $0.value)] + walk($0.value)
      }
      found += json["items"].map(walk) ?? []
      for choice in json["anyOf"]?.array ?? [] { found += walk(choice) }
      return found
    }
    return (document["components"]?["schemas"]?.members ?? []).flatMap { walk($0.value) }
      + operations(document).flatMap { _, _, operation in
        (operation["responses"]?.members ?? []).flatMap { response in
          (response.value["content"]?.members ?? []).flatMap { walk($0.value["schema"] ?? .null) }
        }
      }
  }

  /// Collections are plural; these stand alone.
  static let single: Set<String> = ["openapi.json", "einddatum", "uitkomst"]

  @Test func `naming-resources, naming-collections and nested-child`() async throws {
    try await served { document in
      for (path, method, _) in operations(document) {
        let segments = path.split(separator: "/").map(String.init)
        for (index, segment) in segments.enumerated() where !segment.hasPrefix("{") {
          guard !segment.hasPrefix("_") else { continue }
          let isPlural = ["en", "s"].contains { segment.hasSuffix($0) }
          #expect(isPlural || Self.single.contains(segment), "\(path): \(segment)")
          // What is below something else stands below one of it, never below all.
          if index > 0 { #expect(segments[index - 1].hasPrefix("{"), "\(path)") }
        }
        #expect(Set(segments).count == segments.count, "\(path)")
        #expect(segments.filter { $0.hasPrefix("{") }.count <= 2, "\(method) \(path)")
      }
    }
  }

  @Test func `resource-operations, http-methods and http-safety`() async throws {
    try await served { document in
      for (path, method, operation) in operations(document) {
        let actions = path.split(separator: "/").filter { $0.hasPrefix("_") }
        // An operation is the last segment, and only ever asked for by POST.
        #expect(actions.allSatisfy { path.hasSuffix($0) } && actions.count <= 1, "\(path)")
        #expect(actions.allSatisfy { _ in method == "post" }, "\(method) \(path)")
        if method == "get" { #expect(operation["requestBody"] == nil, "\(path)") }
        let statuses = Set(operation["responses"]?.members?.map(\.name) ?? [])
        // Schema errors are 400; 422 is for a key that was used for something else, and for nothing more.
        if method == "get" { #expect(!statuses.contains("422"), "\(path)") }
        #expect(statuses.contains { $0.hasPrefix("2") } && statuses.contains("500"), "\(path)")
        #expect(statuses.isSubset(of: Self.statuses), "\(path): \(statuses)")
        if statuses.contains("412") { #expect(statuses.contains("428"), "\(path)") }
        if operation["security"] == nil {
          #expect(statuses.isSuperset(of: ["401", "403", "404", "429"]), "\(path)")
        }
      }
    }
  }

  static let statuses: Set<String> = [
    "200", "201", "400", "401", "403", "404", "406", "408", "409", "412", "413", "415", "422",
    "428", "429", "500", "503",
  ]

  /// Words that are Dutch too, names that a standard gives, and those of the problem document.
  static let alsoDutch: Set<String> = [
    "id", "type", "code", "status", "title", "detail", "details", "traceId", "errors", "in",
    "location", "scenarios", "indicator", "hash",
  ]
  static let ofOtherStandards: Set<String> = ["Grant", "OpenbareVerleningen"]

  @Test func `interface-language and doc-language: Dutch, but for names that a standard gives`()
    async throws
  {
    // The casework's own English names of the same fields must not show.
    let english = Set(
      Resources.alliances.fields.map(\.source) + Resources.awards.fields.map(\.source)
        + Resources.obligations.fields.map(\.source) + Resources.payments.fields.map(\.source)
        + Resources.reports.fields.map(\.source) + Resources.reminders.fields.map(\.source)
        + Resources.memberships.fields.map(\.source) + TermResource.entries.fields.map(\.source)
    ).union([
      "date", "name", "amount", "result", "results", "items", "total", "page", "size", "value",
      "scheme", "description", "state", "created", "updated",
    ]).subtracting(Self.alsoDutch)
    try await served { document in
      let own: [JSON.Member] = (document["components"]?["schemas"]?.members ?? []).filter {
        !Self.ofOtherStandards.contains($0.name)
      }
      let names = Set(
        fields(["components": ["schemas": .object(own)]]).map(\.name)
          + operations(document).flatMap { _, _, operation in
            (operation["parameters"]?.array ?? []).filter { $0["in"]?.string != "header" }
              .compactMap { $0["name"]?.string }
          })
      #expect(names.isDisjoint(with: english), "\(names.intersection(english))")
      for name in names {
        #expect(name.wholeMatch(of: /[a-z][a-zA-Z0-9]*/) != nil, "\(name)")
      }
      let routes = RouteTable.all().routes.filter { $0.kind == .api }
      for route in routes { #expect(route.summary.nl != route.summary.en, "\(route.label)") }
      let summaries = Set(
        operations(document).compactMap { _, _, operation in operation["summary"]?.string })
      #expect(summaries.isDisjoint(with: routes.map(\.summary.en)))
      // Everything has a text: fields, parameters and answers.
      for (name, schema) in fields(document) {
        #expect(schema["description"]?.string?.isEmpty == false, "\(name)")
      }
      for (path, _, operation) in operations(document) {
        for parameter in operation["parameters"]?.array ?? [] {
          #expect(parameter["description"]?.string?.isEmpty == false, "\(path)")
        }
        for response in operation["responses"]?.members ?? [] {
          #expect(response.value["description"]?.string?.isEmpty == false, "\(path)")
        }
      }
    }
  }

  @Test func `date-time: what is called an instant is one, with its time; a day has none`()
    async throws
  {
    try await served { document in
      for (name, schema) in fields(document) {
        let plain = schema["anyOf"]?[0] ?? schema
        let format = plain["format"]?.string
        if name.lowercased().hasSuffix("tijdstip") {
          #expect(format == "date-time", "\(name)")
        }
        if format == "date-time" {
          #expect(name.lowercased().hasSuffix("tijdstip"), "\(name)")
        }
        if name.lowercased().hasSuffix("centen") {
          #expect(plain["type"]?.string == "integer", "\(name): money is whole cents")
        }
      }
    }
  }

  @Test func `stateless, publish-openapi and no-sensitive-uris`() async throws {
    let edge = Edge(deskWithoutDatabase(RouteTable.all().routes))
    // The document is there for anybody, whatever else they send, and sets nothing.
    for header in ["Bearer onzin", "Basic x"] {
      let response = await edge.respond(
        to: WebRequest(.get, "/v1/openapi.json", headers: [.authorization: header]))
      #expect(response.status == 200)
      #expect(response.headers[.setCookie] == nil)
    }
    try await served { document in
      let secrets = ["token", "wachtwoord", "geheim", "email", "bsn"]
      for (path, _, operation) in operations(document) {
        let names = (operation["parameters"]?.array ?? []).compactMap { $0["name"]?.string }
        for word in secrets {
          #expect(!path.contains(word) && !names.contains { $0.contains(word) }, "\(path)")
        }
      }
      #expect(document["components"]?["securitySchemes"]?["token"]?["scheme"]?.string == "bearer")
    }
  }

  @Test func `changelog, deprecation-schedule and transition-period are published`() throws {
    let text = try String(
      contentsOf: root.appending(path: "docs/api.md"), encoding: .utf8)
    #expect(text.contains("### \(APIVersion.text)"))
    for word in ["Uitfasering", "Overgangstermijn", "Wijzigingen"] { #expect(text.contains(word)) }
    let major = try #require(APIVersion.text.split(separator: ".").first)
    #expect(APIVersion.base == "/v\(major)")
  }

  @Test func `every field that the API shows is one that the casework has`() {
    func check<R>(_ resource: Resource<R>) {
      let known = Set(R.fields.map(\.name))
      for field in resource.fields { #expect(known.contains(field.source), "\(field.source)") }
      let names = Set(resource.fields.map(\.name))
      for name in resource.sortable + resource.filters.map(\.field) {
        #expect(names.contains(name), "\(name)")
      }
    }
    check(Resources.alliances)
    check(Resources.memberships)
    check(Resources.organisations)
    check(Resources.awards)
    check(Resources.periods)
    check(Resources.obligations)
    check(Resources.payments)
    check(Resources.reports)
    check(Resources.reminders)
    check(TermResource.entries)
  }
}
