import Casework
import JSONText
import LegalCalendar

/// What the API is sent to change a term.
struct TermChangeBody {
  private let json: JSON

  init(_ json: JSON) { self.json = json }

  static let schema = Schema.named(
    "NieuweVermelding",
    .object([
      .init("soort", .oneOf(Kind.allCases.map(\.rawValue)), "wat er moet gebeuren"),
      .init(
        "ingangsdatum", .date, required: false,
        "dag waarop het ingaat, niet in de toekomst; vandaag"),
      .init("reden", .line(1000), "waarom; staat voor altijd bij de datum"),
      .init("grondslag", .line(), required: false, "artikel; anders dat van de regeling"),
      .init(
        "duur",
        .object([
          .init("aantal", .integer(minimum: 1, maximum: 1000), "hoeveel"),
          .init("eenheid", .oneOf(["dagen", "weken", "maanden", "jaren"]), "waarvan"),
        ]), required: false, "bij verlengen: waarmee"),
      .init(
        "totDatum", .date, required: false,
        "bij verlengen-tot: de nieuwe laatste dag; bij opschorten: de dag waarop de klok vanzelf weer loopt"
      ),
      .init(
        "vermelding", .key, required: false,
        "bij intrekken: welke vermelding; bij hervatten: welke opschorting"),
    ]))

  private enum Kind: String, CaseIterable {
    case verlengen
    case verlengenTot = "verlengen-tot"
    case opschorten, hervatten, intrekken, kwijtschelden, voldoen
    case inGebrekeStellen = "in-gebreke-stellen"

    /// The fields that it needs, and those that it also takes.
    var fields: (needed: Set<String>, possible: Set<String>) {
      switch self {
      case .verlengen: (["duur"], [])
      case .verlengenTot: (["totDatum"], [])
      case .opschorten: ([], ["totDatum"])
      case .hervatten: ([], ["vermelding"])
      case .intrekken: (["vermelding"], [])
      case .kwijtschelden, .voldoen, .inGebrekeStellen: ([], [])
      }
    }
  }

  /// The change; throws one problem with every field that is missing or does not belong.
  func change(today: CivilDate) throws -> TermChange {
    guard let kind = json["soort"]?.string.flatMap(Kind.init(rawValue:)) else {
      throw Problem.ownFault
    }
    let day = json["totDatum"]?.string.flatMap { CivilDate(iso: $0) }
    let entry = json["vermelding"]?.string
    try check(kind)
    return TermChange(
      try action(kind, length, day, entry),
      on: json["ingangsdatum"]?.string.flatMap { CivilDate(iso: $0) } ?? today,
      reason: json["reden"]?.string ?? "", article: json["grondslag"]?.string)
  }

  private func action(_ kind: Kind, _ length: TermLength?, _ day: CivilDate?, _ entry: String?)
    throws -> TermChange.Action
  {
    switch (kind, length, day, entry) {
    case (.verlengen, let length?, _, _): .extend(by: length)
    case (.verlengenTot, _, let day?, _): .extendTo(day)
    case (.opschorten, _, let day, _): .suspend(until: day)
    case (.hervatten, _, _, let entry): .resume(suspension: entry)
    case (.intrekken, _, _, let entry?): .withdraw(entry: entry)
    case (.kwijtschelden, _, _, _): .waive
    case (.voldoen, _, _, _): .fulfil
    case (.inGebrekeStellen, _, _, _): .defaultNotice
    default: throw Problem.ownFault
    }
  }

  private var length: TermLength? {
    guard let count = json["duur"]?["aantal"]?.int.map(Int.init) else { return nil }
    switch json["duur"]?["eenheid"]?.string {
    case "dagen": return .days(count)
    case "weken": return .weeks(count)
    case "maanden": return .months(count)
    case "jaren": return .years(count)
    default: return nil
    }
  }

  private func check(_ kind: Kind) throws {
    let (needed, possible) = kind.fields
    let given = Set(["duur", "totDatum", "vermelding"].filter { json[$0] != nil })
    let missing = needed.subtracting(given).sorted().map { name in
      Problem.Fault(
        .body, "/\(name)", "missing", nl: "“\(name)” is nodig bij \(kind.rawValue).",
        en: "“\(name)” is needed for \(kind.rawValue).")
    }
    let strange = given.subtracting(needed).subtracting(possible).sorted().map { name in
      Problem.Fault(
        .body, "/\(name)", "unexpected", nl: "“\(name)” hoort niet bij \(kind.rawValue).",
        en: "“\(name)” does not belong to \(kind.rawValue).")
    }
    guard missing.isEmpty, strange.isEmpty else { throw Problem.invalid(missing + strange) }
  }
}
