import Casework
import JSONText
import Services
import Storage

/// Calendars that others subscribe to: the addresses that were given out, and the calendar behind each.
enum CalendarResource {
  private static let fields: [Schema.Property] = [
    .init("id", .key, "sleutel"), .init("soort", .oneOf(DutchWords.feedKind.map(\.1)), "waarvan"),
    .init("onderwerp", .optional(.key), "de alliantie of contactpersoon"),
    .init("taal", .oneOf(["nl", "en"]), "taal"), .init("door", .line(), "wie haar deelde"),
    .init("deeltijdstip", .dateTime, "wanneer, in UTC"),
    .init("intrektijdstip", .optional(.dateTime), "wanneer zij is ingetrokken"),
  ]
  private static let feed = Schema.named("Agenda", .object(fields))

  static func routes() -> [Route] { [list(), share(), revoke()] }

  private static func members(_ feed: FeedStore.Feed) -> [JSON.Member] {
    [
      .init("id", .string(feed.id)),
      .init("soort", .string(DutchWords.word(feed.kind.rawValue, in: DutchWords.feedKind))),
      .init("onderwerp", feed.key.isEmpty ? .null : .string(feed.key)),
      .init("taal", .string(feed.language)), .init("door", .string(feed.createdBy)),
      .init("deeltijdstip", .string(feed.createdAt.description)),
      .init("intrektijdstip", feed.revokedAt.map { .string($0.description) } ?? .null),
    ]
  }

  private static func list() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/agendas", .api, .permission(.viewCasework),
      nl: "Gedeelde agenda’s: lijst", en: "Shared calendars: list", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: feed), "De agenda’s, oudste eerst.")]
    ) { context in
      _ = try await context.existingScheme()
      let feeds = try await context.office.sharedCalendars(scheme: context.scheme)
      let paging = Paging(context.query)
      return paging.answer(
        paging.page(of: feeds).map { .object(members($0)) }, total: feeds.count, context)
    }
  }

  private static func share() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/agendas", .api, .permission(.manageReminders),
      nl: "Een agenda delen: het adres wordt één keer getoond",
      en: "Share a calendar: its address is shown once",
      body: .json(
        .named(
          "NieuweAgenda",
          .object([
            .init("soort", .oneOf(DutchWords.feedKind.map(\.1)), "waarvan"),
            .init(
              "onderwerp", .key, required: false,
              "de alliantie of contactpersoon; niet bij de hele regeling"),
            .init("taal", .oneOf(["nl", "en"]), required: false, "taal; nl"),
          ]))),
      answers: [
        .init(
          201,
          .named(
            "GedeeldeAgenda",
            .object(
              fields + [
                .init("adres", .line(1000), "geheim: wie het kent, leest de agenda")
              ])), "De agenda met haar adres.")
      ], answersWithSecret: true
    ) { context in
      let body = context.body
      let word = DutchWords.plain(body["soort"]?.string ?? "", in: DutchWords.feedKind)
      let kind = FeedStore.Feed.Kind(rawValue: word) ?? .scheme
      let key = body["onderwerp"]?.string ?? ""
      guard (kind == .scheme) == key.isEmpty else {
        throw Problem.invalid([
          .init(
            .body, "/onderwerp", kind == .scheme ? "unexpected" : "missing",
            nl: "“onderwerp” hoort bij een alliantie of persoon, en alleen daarbij.",
            en: "“onderwerp” belongs to an alliance or person, and to nothing else.")
        ])
      }
      let (scheme, base) = (context.scheme, context.desk.settings.publicAddress)
      var generator = SystemRandomNumberGenerator()
      let random = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      return try await context.change {
        try await $0.shareCalendar(
          scheme: scheme, kind: kind, key: key, language: body["taal"]?.string ?? "nl",
          random: random)
      } answer: { shared in
        .json(
          .object(
            members(shared.feed) + [
              .init("adres", .string(base + address.path(["agenda": shared.token + ".ics"])))
            ]), status: 201)
      }
    }
  }

  private static func revoke() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/agendas/{agenda}/_intrekken", .api,
      .permission(.manageReminders), nl: "Een gedeelde agenda intrekken, meteen",
      en: "Revoke a shared calendar, at once",
      answers: [.init(200, feed, "De agenda, ingetrokken.")]
    ) { context in
      let (scheme, id) = (context.scheme, context.path["agenda"] ?? "")
      return try await context.change {
        try await $0.revokeCalendar(scheme: scheme, id: id)
      } answer: {
        .json(.object(members($0)))
      }
    }
  }

  private static let address: PathTemplate = "/agenda/{agenda}"

  /// The calendar itself. Its address is the key to it (the one exception to no-sensitive-uris): read-only,
  /// revocable, never in a log, which knows templates only.
  static func subscription() -> Route {
    Route(
      .get, address, .open, .anyone, nl: "Een gedeelde agenda (iCalendar)",
      en: "A shared calendar (iCalendar)"
    ) { context in
      let name = context.path["agenda"] ?? ""
      guard name.hasSuffix(".ics"), context.query.pairs.isEmpty else { throw Problem.unknownPath }
      let source = context.desk.settings.publicAddress + address.path(["agenda": name])
      let found = try await context.office.calendarDocument(
        token: String(name.dropLast(4)), source: source)
      guard let found else { throw Problem.unknownPath }
      try await context.desk.doorkeeper.record(
        .init(
          .viewed, actor: nil, route: context.route.label, scheme: found.feed.scheme,
          subject: "agenda/" + found.feed.id, traceID: context.traceID))
      var answer = Answer.file(found.bytes, type: "text/calendar; charset=utf-8")
      answer.headers += [(.eTag, found.etag), (.cacheControl, "private, no-cache")]
      return answer
    }
  }
}
