import Allocation
import Simulation

/// Scenarios as an address or a form says them: each `s` is one, written `lever=value,lever=value`.
struct ScenarioDesignQuery: Sendable {
  static let most = 4
  static let drawChoices = [500, 5_000, 50_000]

  let scenarios: [Scenario]
  /// As written, for the next address.
  let written: [String]
  let seed: UInt64
  let draws: Int
  let faults: FormFaults

  init(_ values: Values, words: Words) {
    var faults = FormFaults()
    var scenarios: [Scenario] = []
    let written = Array(values.all("s").filter { !$0.isEmpty }.prefix(Self.most))
    for (index, text) in written.enumerated() {
      var changes: [Scenario.Change] = []
      for part in text.split(separator: ",") {
        let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, let lever = Lever.named(halves[0]),
          let value = lever.kind.read(halves[1])
        else {
          faults.add(
            "s",
            words("“\(part)” is geen knop met een waarde.", "“\(part)” is no lever with a value."))
          continue
        }
        changes.append(Scenario.Change(lever.id, value))
      }
      let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
      let title = changes.compactMap { change in
        Lever.named(change.lever).map {
          (
            $0.title.dutch + " " + change.value.description,
            $0.title.english + " " + change.value.description
          )
        }
      }
      scenarios.append(
        Scenario(
          id: "scenario-\(letter)",
          title: Bilingual(
            nl: title.map(\.0).joined(separator: ", "), en: title.map(\.1).joined(separator: ", ")),
          note: Bilingual(nl: "", en: ""), changes: changes))
    }
    self.scenarios = scenarios
    self.written = written
    seed = values.text("zaad").flatMap { UInt64($0) } ?? 1
    draws =
      values.integer("trekkingen").flatMap { Self.drawChoices.contains($0) ? $0 : nil }
      ?? Self.drawChoices[0]
    self.faults = faults
  }

  /// The scenarios of a stored run, so that more can be put beside them.
  init(_ plan: SimulationPlan, words: Words) {
    let written = plan.scenarios.dropFirst().map { scenario in
      ("s", scenario.changes.map { "\($0.lever)=\($0.value.description)" }.joined(separator: ","))
    }
    self.init(
      Values(
        written.map { (name: $0.0, value: $0.1) } + [
          (name: "zaad", value: String(plan.seed)), (name: "trekkingen", value: String(plan.draws)),
        ]), words: words)
  }

  /// The scenarios and what they are run with, for an address or a form.
  var parameters: [(String, String)] {
    written.map { ("s", $0) } + (seed == 1 ? [] : [("zaad", String(seed))])
  }
}

/// A scenario as a form sends it: one field for each lever, empty where nothing changes.
struct ScenarioForm: Sendable {
  let written: [String: String]
  var faults: FormFaults
  /// `lever=value,…` of what differs from the present design; empty when nothing does.
  let text: String

  init(_ values: Values, words: Words) {
    var faults = FormFaults()
    var parts: [String] = []
    var written: [String: String] = [:]
    for lever in Lever.all {
      guard let text = values.text(lever.id) else { continue }
      written[lever.id] = text
      guard let value = Self.read(text, lever.kind) else {
        let title = words(lever.title.dutch, lever.title.english)
        faults.add(
          lever.id,
          words(
            "“\(text)” kan niet bij “\(title)”: geef \(Self.bounds(lever.kind, words)).",
            "“\(text)” is not possible for “\(title)”: give \(Self.bounds(lever.kind, words))."))
        continue
      }
      if value != lever.value(in: .present) {
        parts.append("\(lever.id)=\(value.description)")
      }
    }
    if parts.isEmpty, faults.isEmpty {
      faults.add(
        Lever.all.first?.id ?? "",
        words(
          "Verander ten minste één knop; anders is dit de huidige regeling.",
          "Change at least one lever; otherwise this is the present scheme."))
    }
    self.written = written
    self.faults = faults
    text = parts.joined(separator: ",")
  }

  /// Reads a value as people write it.
  static func read(_ text: String, _ kind: LeverKind) -> LeverValue? {
    if let value = kind.read(text) { return value }
    switch kind {
    case .euros: return MessyInput.money(text).flatMap { kind.read($0.description) }
    default:
      return kind.read(
        text.replacing(" ", with: "").replacing(",", with: "."))
    }
  }

  /// What a lever takes, in the reader's language.
  static func bounds(_ kind: LeverKind, _ words: Words) -> String {
    switch kind {
    case .count(let range):
      words(
        "een heel getal van \(words.number(range.lowerBound)) tot en met \(words.number(range.upperBound))",
        "a whole number from \(words.number(range.lowerBound)) through \(words.number(range.upperBound))"
      )
    case .share(let range):
      words(
        "een percentage van \(range.lowerBound) tot en met \(range.upperBound)",
        "a percentage from \(range.lowerBound) through \(range.upperBound)")
    case .euros(let most):
      words(
        "euro’s van 0 tot en met \(words.number(most))",
        "euros from 0 through \(words.number(most))")
    case .points(let most):
      words("punten van 0 tot en met \(most)", "points from 0 through \(most)")
    case .choice(let names): names.joined(separator: ", ")
    case .flag: words("ja of nee", "yes or no")
    }
  }
}
