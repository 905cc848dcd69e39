import Diagnostics
import HTTPTypes
import Identity
import JSONText
import LegalCalendar

extension Edge {
  func readBody(_ route: Route, _ request: WebRequest, _ body: BodyReader) async throws -> [UInt8] {
    if case .none = route.body { return [] }
    let limit = desk.settings.maximumBody
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem.tooLarge(limit)
    }
    do {
      return try await body(limit)
    } catch BodyFault.tooLarge {
      throw Problem.tooLarge(limit)
    } catch BodyFault.tooSlow {
      throw Problem.tooSlow
    }
  }

  /// Checks query, form and body, and makes what the handler sees. Throws one problem with all faults.
  func context(_ passage: Passage, _ route: Route) throws -> RequestContext {
    guard let query = PercentEncoding.pairs(passage.request.rawQuery) else {
      throw Problem.invalid([
        .init(
          .query, "", "encoding", nl: "De query is niet te lezen.", en: "The query is unreadable.")
      ])
    }
    var faults: [Problem.Fault] = []
    let values = Values(query)
    if route.kind == .api {
      checkQuery(values, route, &faults)
      checkHeaders(passage.request, &faults)
    }
    var form = Values()
    var json = JSON.null
    switch route.body {
    case .none: break
    case .form: form = try readForm(passage)
    case .json(let schema, let isRequired):
      json = try checkedJSON(passage.request.body, schema, isRequired, &faults)
    }
    guard faults.isEmpty else { throw Problem.invalid(faults) }
    return RequestContext(
      request: passage.request, route: route,
      path: Values(route.path.names.map { ($0, passage.path[$0] ?? "") }), query: values,
      form: form, body: json, viewer: passage.viewer, language: passage.language,
      csrfToken: passage.csrfToken, desk: desk, traceID: passage.traceID)
  }

  private func checkQuery(_ values: Values, _ route: Route, _ faults: inout [Problem.Fault]) {
    for parameter in route.query {
      let given = values.all(parameter.name)
      if given.count > 1 {
        faults.append(
          .init(
            .query, parameter.name, "repeated", nl: "“\(parameter.name)” mag één keer voorkomen.",
            en: "“\(parameter.name)” may occur once."))
      }
      guard let text = given.first else { continue }
      for fault in parameter.schema.faults(inText: text) {
        faults.append(
          .init(.query, parameter.name, fault.code, nl: fault.detail.nl, en: fault.detail.en))
      }
    }
    let known = Set(route.query.map(\.name))
    for name in Set(values.pairs.map(\.name)).subtracting(known).sorted() {
      faults.append(
        .init(
          .query, name, "unknown", nl: "De parameter “\(name)” bestaat hier niet.",
          en: "There is no parameter “\(name)” here."))
    }
  }

  /// The longest values of the headers that a change reads, as the API's document says.
  static let longest: [(name: HTTPField.Name, count: Int)] = [
    (.ifMatch, 500), (.idempotencyKey, 200),
  ]

  private func checkHeaders(_ request: WebRequest, _ faults: inout [Problem.Fault]) {
    for (name, most) in Self.longest {
      guard let value = request.headers[name] else { continue }
      if !(1...most).contains(value.unicodeScalars.count) {
        faults.append(
          .init(
            .header, name.rawName, "length", nl: "\(name) heeft 1 tot \(most) tekens.",
            en: "\(name) has 1 to \(most) characters."))
      }
    }
  }

  private func readForm(_ passage: Passage) throws -> Values {
    guard let text = String(validating: passage.request.body, as: UTF8.self),
      let pairs = PercentEncoding.pairs(text)
    else { throw Problem.badForm }
    let form = Values(pairs)
    guard isFromHere(passage.request), let sent = form["csrf"],
      ConstantTime.areEqual(sent, passage.csrfToken), !passage.csrfToken.isEmpty
    else { throw Problem.foreignForm }
    return form
  }

  /// A second check beside the token: what the browser says of where the form stood.
  private func isFromHere(_ request: WebRequest) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
      return false
    }
    guard let origin = request.headers[.origin], origin != "null" else { return true }
    return origin == desk.settings.publicAddress || origin == "http://" + request.host
      || origin == "https://" + request.host
  }

  private func checkedJSON(
    _ bytes: [UInt8], _ schema: Schema, _ isRequired: Bool, _ faults: inout [Problem.Fault]
  ) throws -> JSON {
    if bytes.isEmpty, !isRequired { return .null }
    do {
      let json = try JSON.parse(bytes: bytes)
      faults += schema.faults(in: json).map {
        .init(.body, $0.pointer, $0.code, nl: $0.detail.nl, en: $0.detail.en)
      }
      return json
    } catch {
      let message = error.findings.map(\.message).joined(separator: " ")
      faults.append(
        .init(
          .body, "", "json", nl: "De body is geen geldige JSON: \(message)",
          en: "The body is not valid JSON: \(message)"))
      return .null
    }
  }
}
