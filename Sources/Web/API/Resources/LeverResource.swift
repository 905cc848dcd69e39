import JSONText
import Simulation

/// What scenarios can change.
enum LeverResource {
  private static let lever = Schema.named(
    "Hefboom",
    .object([
      .init("id", .key, "sleutel"), .init("naam", .line(400), "naam"),
      .init("bereik", .line(1000), "eenheid en grenzen"),
      .init("huidigeWaarde", .line(), "zoals het nu is"),
      .init("grondslag", .line(400), "waar de wijziging gemaakt zou moeten worden"),
      .init("prijs", .line(2000), "wat het kost, en wie"),
    ]))

  static func list() -> Route {
    Route(
      .get, "/v1/hefbomen", .api, .permission(.viewCasework),
      nl: "Hefbomen: wat scenario’s kunnen veranderen", en: "Levers: what scenarios can change",
      query: Paging.parameters, answers: [.init(200, Paging.schema(of: lever), "De hefbomen.")],
      showsCasework: false
    ) { context in
      let paging = Paging(context.query)
      let items = paging.page(of: Lever.all).map { lever -> JSON in
        let (title, range, cost) = (lever.title, lever.kind.text, lever.cost)
        return [
          "id": .string(lever.id), "naam": .string(context.say(title.dutch, title.english)),
          "bereik": .string(context.say(range.dutch, range.english)),
          "huidigeWaarde": .string(lever.value(in: .present).description),
          "grondslag": .string(lever.home.dutch),
          "prijs": .string(context.say(cost.dutch, cost.english)),
        ]
      }
      return paging.answer(items, total: Lever.all.count, context)
    }
  }
}
