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
}
