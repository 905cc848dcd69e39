import Casework
import Delivery
import JSONText
import Services
import Storage

/// Systems that are called when something happens.
enum WebhookResource {
  private static let fields: [Schema.Property] = [
    .init("id", .key, "sleutel"), .init("adres", .line(2000), "wat er wordt aangeroepen"),
    .init("bron", .line(400), "source van de gebeurtenissen (CloudEvents)"),
    .init("typen", .list(of: .line()), "beginnen van de typen; leeg: alle"),
    .init("door", .line(), "wie het aanmaakte"),
    .init("aanmaaktijdstip", .dateTime, "wanneer, in UTC"),
    .init("eindtijdstip", .optional(.dateTime), "wanneer het is beëindigd"),
  ]
  private static let subscription = Schema.named("Abonnement", .object(fields))

  static func routes() -> [Route] { [list(), add(), end()] }

  private static func members(_ own: WebhookStore.Subscription) -> [JSON.Member] {
    [
      .init("id", .string(own.id)), .init("adres", .string(own.url)),
      .init("bron", .string(own.source)),
      .init("typen", .array(own.types.map(JSON.string))), .init("door", .string(own.createdBy)),
      .init("aanmaaktijdstip", .string(own.createdAt.description)),
      .init("eindtijdstip", own.endedAt.map { .string($0.description) } ?? .null),
    ]
  }

  private static func list() -> Route {
    Route(
      .get, "/v1/regelingen/{regeling}/abonnementen", .api, .permission(.viewCasework),
      nl: "Abonnementen op gebeurtenissen (webhooks): lijst",
      en: "Subscriptions to events (webhooks): list", query: Paging.parameters,
      answers: [.init(200, Paging.schema(of: subscription), "De abonnementen, oudste eerst.")]
    ) { context in
      _ = try await context.existingScheme()
      let all = try await context.office.webhooks(scheme: context.scheme)
      let paging = Paging(context.query)
      return paging.answer(
        paging.page(of: all).map { .object(members($0)) }, total: all.count, context)
    }
  }

  private static func add() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/abonnementen", .api, .permission(.operate),
      nl: "Een systeem op gebeurtenissen abonneren: het geheim wordt één keer getoond",
      en: "Subscribe a system to events: its secret is shown once",
      body: .json(
        .named(
          "NieuwAbonnement",
          .object([
            .init("adres", .line(2000), "https-adres dat wordt aangeroepen"),
            .init(
              "typen", .list(of: .key, maximum: 50), required: false,
              "beginnen van de typen die u wilt; alle als u niets zegt"),
          ]))),
      answers: [
        .init(
          201,
          .named(
            "AbonnementMetGeheim",
            .object(
              fields + [
                .init("geheim", .line(), "waarmee aanroepen zijn ondertekend (Standard Webhooks)")
              ])), "Het abonnement met zijn geheim.")
      ], answersWithSecret: true
    ) { context in
      let (scheme, url) = (context.scheme, context.body["adres"]?.string ?? "")
      let types = context.body["typen"]?.array?.compactMap(\.string) ?? []
      var generator = SystemRandomNumberGenerator()
      let random = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      do {
        return try await context.change {
          try await $0.addWebhook(
            scheme: scheme, url: url, types: types, organisation: nil, random: random)
        } answer: { added in
          .json(
            .object(
              members(added.subscription) + [.init("geheim", .string(added.secret))]),
            status: 201)
        }
      } catch let fault as DeliveryFault {
        throw Problem.invalid([
          .init(
            .body, "/adres", fault.code, nl: "Dit adres kan niet: het moet https zijn.",
            en: fault.message)
        ])
      }
    }
  }

  private static func end() -> Route {
    Route(
      .post, "/v1/regelingen/{regeling}/abonnementen/{abonnement}/_beeindigen", .api,
      .permission(.operate), nl: "Een abonnement beëindigen; wat wachtte, wordt ingetrokken",
      en: "End a subscription; what waited is taken back",
      answers: [.init(200, subscription, "Het abonnement, beëindigd.")]
    ) { context in
      let (scheme, id) = (context.scheme, context.path["abonnement"] ?? "")
      return try await context.change {
        try await $0.endWebhook(scheme: scheme, id: id)
      } answer: {
        .json(.object(members($0)))
      }
    }
  }
}
