import ExactNumbers
import JSONText
import LegalCalendar

extension Filing {
  /// Reads a filing as the API and the command line take it, with Dutch names.
  ///
  /// Throws one `Refusal` with every fault, each with the place where it stands.
  public init(json: JSON) throws(Refusal) {
    var reader = FilingReader()
    let filing = reader.read(json)
    guard let filing, reader.faults.isEmpty else {
      throw Refusal(
        "unreadable-filing", nl: "De rapportage is niet te lezen; er is niets ingediend.",
        en: "The report cannot be read; nothing was filed.", details: reader.faults)
    }
    self = filing
  }

  /// A filing as an example of the form.
  public static let example: JSON = [
    "ontvangenOp": .string("2027-03-30"), "controleverklaring": .bool(true),
    "begrotingsposten": .array([
      [
        "naam": .string("Personeel"), "begroot": .number("650000"),
        "gerealiseerd": .number("641200.50"),
      ]
    ]),
    "activiteiten": .array([
      [
        "activiteit": .string("politica-2023/2026/campagne"), "stand": .string("gereed"),
        "toelichting": .string("uitgevoerd zoals gepland"),
      ]
    ]),
    "indicatoren": .array([
      ["indicator": .string("politica/evenredig/aandeel-raad"), "waarde": .string("38")]
    ]),
  ]
}

/// Collects all faults of one filing.
private struct FilingReader {
  var faults: [String] = []

  mutating func read(_ json: JSON) -> Filing? {
    guard json.members != nil else {
      faults.append("$: a JSON object with ontvangenOp, controleverklaring, begrotingsposten, …")
      return nil
    }
    let received = date(json, "ontvangenOp", "$")
    let opinion = flag(json, "controleverklaring", "$")
    let lines = items(json, "begrotingsposten").compactMap { line($0.value, $0.place) }
    let activities = items(json, "activiteiten").compactMap { activity($0.value, $0.place) }
    var indicators: [String: String] = [:]
    for (value, place) in items(json, "indicatoren") {
      guard let name = text(value, "indicator", place), let given = text(value, "waarde", place)
      else { continue }
      if indicators.updateValue(given, forKey: name) != nil {
        faults.append("\(place).indicator: \(name) is given twice")
      }
    }
    guard let received, let opinion else { return nil }
    return Filing(
      receivedOn: received, hasAuditorsOpinion: opinion, lines: lines, activities: activities,
      indicators: indicators)
  }

  private mutating func line(_ json: JSON, _ place: String) -> Filing.Line? {
    let name = text(json, "naam", place)
    let budgeted = money(json, "begroot", place)
    let realised = money(json, "gerealiseerd", place)
    guard let name, let budgeted, let realised else { return nil }
    return Filing.Line(
      name: name, budgeted: budgeted, realised: realised,
      explanation: optionalText(json, "toelichting"))
  }

  private mutating func activity(_ json: JSON, _ place: String) -> Filing.ActivityAccount? {
    guard let key = text(json, "activiteit", place), let word = text(json, "stand", place) else {
      return nil
    }
    guard let status = Self.statuses[word] else {
      faults.append(
        "\(place).stand: “\(word)”; one of \(Self.statuses.keys.sorted().joined(separator: ", "))")
      return nil
    }
    var reason: StopReason?
    if let given = optionalText(json, "stopreden") {
      reason = Self.stopReasons[given]
      if reason == nil {
        faults.append(
          "\(place).stopreden: “\(given)”; one of "
            + Self.stopReasons.keys.sorted().joined(separator: ", "))
      }
    }
    if status == .stopped, optionalText(json, "stopreden") == nil {
      faults.append("\(place).stopreden: needed for an activity that stopped")
    }
    return Filing.ActivityAccount(
      activity: key, status: status, stopReason: status == .stopped ? reason : nil,
      note: optionalText(json, "toelichting"))
  }

  static let statuses: [String: ActivityStatus] = [
    "gepland": .planned, "lopend": .running, "gereed": .done, "vertraagd": .delayed,
    "aangepast": .adapted, "gestopt": .stopped,
  ]
  static let stopReasons: [String: StopReason] = [
    "capaciteit": .capacity, "verschuiving van focus": .shiftOfFocus,
  ]

  private mutating func items(_ json: JSON, _ name: String) -> [(value: JSON, place: String)] {
    guard let value = json[name], !value.isNull else { return [] }
    guard let items = value.array else {
      faults.append("$.\(name): a list")
      return []
    }
    return items.enumerated().map { ($1, "$.\(name)[\($0)]") }
  }

  private func optionalText(_ json: JSON, _ name: String) -> String? {
    json[name]?.string.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func text(_ json: JSON, _ name: String, _ place: String) -> String? {
    if let text = optionalText(json, name) { return text }
    faults.append("\(place).\(name): a text")
    return nil
  }

  private mutating func flag(_ json: JSON, _ name: String, _ place: String) -> Bool? {
    if case .bool(let flag)? = json[name] { return flag }
    faults.append("\(place).\(name): true or false")
    return nil
  }

  private mutating func date(_ json: JSON, _ name: String, _ place: String) -> CivilDate? {
    if let date = json[name]?.string.flatMap({ CivilDate(iso: $0) }) { return date }
    faults.append("\(place).\(name): a date, YYYY-MM-DD")
    return nil
  }

  private mutating func money(_ json: JSON, _ name: String, _ place: String) -> Money? {
    switch json[name] {
    case .number(let text)?, .string(let text)?:
      if let money = Money(parsing: text) { return money }
    default: break
    }
    faults.append("\(place).\(name): an amount in euros, such as 125000 or 641200.50")
    return nil
  }
}
