import Allocation
import JSONText
import Simulation

/// What the API is sent to have scenarios run.
struct ScenarioBody: Sendable {
  let request: SimulationRequest
  let population: Population

  private static let shapes: [(word: String, shape: PopulationShape)] = [
    ("als-2022", .like2022), ("als-2017", .like2017),
    ("zonder-groottevoordeel", .withoutSizeAdvantage),
  ]

  static let schema = Schema.named(
    "NieuweDoorrekening",
    .object([
      .init(
        "scenarios",
        .list(
          of: .object([
            .init("id", .key, "eigen sleutel, zoals scenario-a"),
            .init("naam", .line(400), required: false, "naam; anders de wijzigingen"),
            .init(
              "wijzigingen",
              .list(
                of: .object([
                  .init("hefboom", .key, "een van de hefbomen"),
                  .init("waarde", .line(), "in het bereik van de hefboom"),
                ]), maximum: 100), "wat er anders is dan nu"),
          ]), maximum: 10), "de scenario’s; elk wordt met de huidige regeling vergeleken"),
      .init(
        "bevolking", .oneOf(shapes.map(\.word)), required: false,
        "verzonnen aanvragers; als-2022 als u niets zegt"),
      .init(
        "zaad", .integer(minimum: 0, maximum: 9_007_199_254_740_991), required: false,
        "begin van het toeval; 1 als u niets zegt"),
      .init(
        "trekkingen", .integer(minimum: 1, maximum: 1_000_000), required: false,
        "aantal trekkingen van de ruis van het panel; 10000 als u niets zegt"),
    ]))

  /// Throws one problem with every lever and value that cannot be.
  init(_ json: JSON) throws {
    var faults: [Problem.Fault] = []
    var scenarios: [Scenario] = []
    for (index, item) in (json["scenarios"]?.array ?? []).enumerated() {
      let place = "/scenarios/\(index)"
      let scenario = Self.scenario(item, place, &faults)
      if scenarios.contains(where: { $0.id == scenario.id }) || scenario.id == Scenario.baseline.id
      {
        faults.append(
          .init(
            .body, place + "/id", "repeated", nl: "Deze sleutel is al gebruikt.",
            en: "This key is used already."))
      }
      scenarios.append(scenario)
    }
    if scenarios.isEmpty {
      faults.append(
        .init(
          .body, "/scenarios", "missing", nl: "Geef ten minste één scenario.",
          en: "Give at least one scenario."))
    }
    guard faults.isEmpty else { throw Problem.invalid(faults) }
    let word = json["bevolking"]?.string
    let shape = Self.shapes.first { $0.word == word }?.shape ?? .like2022
    population = try Population.generate(shape)
    request = SimulationRequest(
      scenarios: scenarios, population: population, seed: UInt64(json["zaad"]?.int ?? 1),
      draws: Int(json["trekkingen"]?.int ?? 10_000))
  }

  private static func scenario(_ json: JSON, _ place: String, _ faults: inout [Problem.Fault])
    -> Scenario
  {
    var changes: [Scenario.Change] = []
    var titles: [(nl: String, en: String)] = []
    for (index, item) in (json["wijzigingen"]?.array ?? []).enumerated() {
      let here = "\(place)/wijzigingen/\(index)"
      let (name, text) = (item["hefboom"]?.string ?? "", item["waarde"]?.string ?? "")
      guard let lever = Lever.named(name) else {
        faults.append(
          .init(
            .body, here + "/hefboom", "choice", nl: "Deze hefboom is er niet; zie /v1/hefbomen.",
            en: "There is no such lever; see /v1/hefbomen."))
        continue
      }
      guard let value = lever.kind.read(text) else {
        let range = lever.kind.text
        faults.append(
          .init(
            .body, here + "/waarde", "range", nl: "Hier hoort \(range.dutch).",
            en: "This must be \(range.english)."))
        continue
      }
      changes.append(.init(lever.id, value))
      titles.append(
        ("\(lever.title.dutch) \(value)", "\(lever.title.english) \(value)"))
    }
    let name = json["naam"]?.string
    return Scenario(
      id: json["id"]?.string ?? "",
      title: Bilingual(
        nl: name ?? titles.map(\.nl).joined(separator: ", "),
        en: name ?? titles.map(\.en).joined(separator: ", ")),
      note: Bilingual(nl: "", en: ""), changes: changes)
  }
}
