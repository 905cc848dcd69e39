import Casework
import Services
import Storage

extension Resource {
  private static var base: String { APIVersion.base + "/regelingen/{regeling}" }

  /// Its list, and one item of it.
  func routes() -> [Route] { [list(), item()] }

  /// `narrowed` ties a place of the path to a field, as in the periods of one award.
  func list(
    under path: String = "", narrowed: (place: String, field: String)? = nil
  ) -> Route {
    Route(
      .get, PathTemplate("\(Self.base)\(path)/\(plural)"), .api, .permission(.viewCasework),
      nl: "\(summary.nl): lijst", en: "\(summary.en): list", query: parameters,
      answers: [
        .init(200, Paging.schema(of: schema), "De gevraagde bladzijde.")
      ]
    ) { context in
      let paging = Paging(context.query)
      var query = try self.query(context.query, paging)
      if let narrowed {
        query.conditions.append(
          .init(narrowed.field, .equals, .text(context.path[narrowed.place] ?? "")))
      }
      _ = try await context.existingScheme()
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
      let found = try await context.office.record(
        of: context.scheme, context.path[singular] ?? "", as: R.self)
      guard let found else { throw Problem.unknownSubject }
      return .entity(json(found))
    }
  }
}

extension RequestContext {
  /// The scheme's record, or 404.
  func existingScheme() async throws -> SchemeRecord {
    guard let found = try await office.record(of: scheme, scheme, as: SchemeRecord.self) else {
      throw Problem.unknownSubject
    }
    return found
  }
}
