import Casework
import Services
import Storage

extension Resource {
  private static var base: String { APIVersion.base + "/regelingen/{regeling}" }

  /// Its list, and one item of it.
  func routes() -> [Route] { [list(), item()] }

  /// `narrowed` ties a place of the path to a field, as in the periods of one award.
  func list(under path: String = "", narrowed: Narrowing? = nil) -> Route {
    Route(
      .get, PathTemplate("\(Self.base)\(path)/\(plural)"), .api, .permission(.viewCasework),
      nl: "\(summary.nl): lijst", en: "\(summary.en): list", query: parameters,
      answers: [
        .init(200, Paging.schema(of: schema), "De gevraagde bladzijde.")
      ]
    ) { context in
      let paging = Paging(context.query)
      var query = try self.query(context.query, paging)
      _ = try await context.existingScheme()
      if let narrowed {
        try await narrowed.requireParent(context)
        query.conditions.append(
          .init(narrowed.field, .equals, .text(context.path[narrowed.place] ?? "")))
      }
      let page = try await context.office.page(of: context.scheme, query)
      return paging.answer(page.records.map(json), total: page.total, context)
    }
  }

  func item() -> Route {
    Route(
      .get, PathTemplate("\(Self.base)/\(plural)/{\(singular)}"), .api,
      .permission(.viewCasework), nl: "\(summary.nl): één", en: "\(summary.en): one",
      answers: [.init(200, schema, "Het gevraagde.")]
    ) { context in
      _ = try await context.existingScheme()
      return .entity(json(try await context.existing(R.self, singular)))
    }
  }
}

/// What a list below something else holds: only what belongs to it.
struct Narrowing: Sendable {
  /// The place of the path with the key of the parent, and the field that holds it.
  let place: String
  let field: String
  /// Throws 404 when there is no such parent.
  let requireParent: @Sendable (RequestContext) async throws -> Void
}

extension RequestContext {
  /// The record whose key stands at a place of the path, or 404.
  func existing<R: TableHome>(_: R.Type, _ place: String) async throws -> R {
    guard let found = try await office.record(of: scheme, path[place] ?? "", as: R.self) else {
      throw Problem.unknownSubject
    }
    return found
  }

  /// The scheme's record, or 404.
  func existingScheme() async throws -> SchemeRecord {
    guard let found = try await office.record(of: scheme, scheme, as: SchemeRecord.self) else {
      throw Problem.unknownSubject
    }
    return found
  }
}
