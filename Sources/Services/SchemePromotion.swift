import Allocation
import Diagnostics
import ExactNumbers
import FEEL
import LegalCalendar
import SchemeDefinition
import Simulation

/// A chosen scenario as the draft of the next scheme: files that pass a scheme check, with the difference as
/// their change note, and what does not fit on the way to the first grant year.
public struct SchemePromotion: Sendable {
  /// By path below the scheme's folder.
  public let files: [String: [UInt8]]
  public let findings: [Finding]
  public let timeline: SuccessorTimeline
  /// Each change with the base's value, where it had one.
  public let changes: [Change]

  public struct Change: Hashable, Sendable {
    public let lever: String
    public let parameter: String
    public let was: String?
    public let value: String
    public let legalHome: String
    /// Whether a decision or a lifecycle of the draft looks at it.
    public let isRead: Bool
    /// Whether the scenario changes it; otherwise the draft states what the comparison took as given.
    public let isChanged: Bool
  }

  /// - Parameters:
  ///   - id: the scheme's id, which also names its folder.
  ///   - lapses: the first day on which the scheme is no more.
  ///   - models: decisions by which the draft computes what the scenario does, by path. They ask for parameters by
  ///     `parameter(of:)`; one that takes the place of the base's decisions is left out when no lever that it
  ///     asks for is changed. Without any the draft states parameters, and says which no decision reads.
  ///
  /// Throws a finding when the comparison has no such scenario.
  public init(
    _ comparison: ScenarioComparison, scenario: String, basedOn base: RuleSet, id: String,
    timeline: SuccessorTimeline, lapses: CivilDate?, models: [String: [UInt8]] = [:]
  ) throws(FindingsError) {
    guard let result = comparison.results.first(where: { $0.scenario.id == scenario }) else {
      throw FindingsError([
        .error(
          "no-scenario", "The comparison has no scenario “\(scenario)”.",
          remedy: "Take one of \(comparison.results.map(\.scenario.id).joined(separator: ", ")).")
      ])
    }
    let design = result.design
    let years = (design.firstYear, design.firstYear + design.grantYears - 1)
    let changed = Set(
      Lever.all.filter { $0.value(in: .present) != $0.value(in: design) }.map(\.id))
    let pieces = SuccessorModels(models, changed: changed, base: base)
    var list = Lever.all.filter { changed.contains($0.id) || pieces.read.contains($0.id) }
      .map { lever in
        SchemeDraft.Change(
          name: Self.parameter(of: lever), lever: lever.id, value: lever.value(in: design).feel,
          title: LocalizedText(nl: lever.title.dutch, en: lever.title.english),
          legalHome: lever.home.dutch)
      }
    list += pieces.limits(design)
    for (name, value) in [
      ("eerste subsidiejaar", FEELValue.number(.init(years.0))),
      ("laatste subsidiejaar", .number(.init(years.1))),
      ("sluiting ronde 1", .date(timeline.firstRoundCloses)),
      ("sluiting ronde 2", .date(timeline.secondRoundCloses)),
    ] {
      guard let rule = base.parameters[name] else { continue }
      list.append(
        .init(name: name, value: value, title: rule.title, legalHome: rule.source.article))
    }
    let (title, print) = (result.scenario.title, comparison.fingerprint)
    let draft = SchemeDraft(
      id: id,
      title: LocalizedText(
        nl: "Ontwerp: opvolger \(years.0)-\(years.1), \(title.dutch)",
        en: "Draft: successor \(years.0)-\(years.1), \(title.english)"),
      validFrom: timeline.publication, lapses: lapses,
      note: LocalizedText(
        nl:
          "Gekozen scenario “\(scenario)”: \(title.dutch). Vingerafdruk van de vergelijking: \(print)",
        en:
          "Chosen scenario “\(scenario)”: \(title.english). Fingerprint of the comparison: \(print)"
      ),
      changes: list, models: pieces.files)
    let made = draft.files(basedOn: base)
    files = made.files
    self.timeline = timeline
    let texts = made.files.filter {
      !$0.key.hasSuffix("parameters.yaml") && !$0.key.hasSuffix("scheme.yaml")
    }
    .map { String(decoding: $0.value, as: UTF8.self) }
    let differences = draft.differences(from: base)
    changes = list.compactMap { change in
      let parameter = draft.parameter(of: change, in: base)
      guard let one = differences.first(where: { $0.name == parameter }) else { return nil }
      return Change(
        lever: change.lever ?? change.name, parameter: one.name, was: one.was.map { "\($0)" },
        value: "\(one.value)", legalHome: change.legalHome,
        isRead: texts.contains { $0.contains("\"\(one.name)\"") },
        isChanged: change.lever.map { changed.contains($0) } ?? (one.was != nil))
    }
    findings =
      made.findings + timeline.findings()
      + Self.moneyFindings(result) + Self.unread(changes)
      + (design.division == .optimum ? [Self.optimum] : [])
  }

  /// The name under which a draft holds a lever that the base has no parameter for.
  static func parameter(of lever: Lever) -> String {
    String(lever.title.dutch.prefix { $0 != "(" && $0 != "," }).trimmed
  }

  private static var optimum: Finding {
    .warning(
      "promotion-optimum",
      "The division by the optimum is a search; the draft's decision “Toekenning” gives no amounts.",
      remedy: "Attach the solver's result with its proof to the decision, or take another division."
    )
  }

  private static func moneyFindings(_ result: ScenarioResult) -> [Finding] {
    result.cash.excess.map { year, cents in
      .warning(
        "promotion-ceiling", "Payments of \(year) exceed the ceiling by \(Money(cents: cents)).",
        remedy: "Raise the ceiling of that year or change the rhythm of advances.")
    }
  }

  private static func unread(_ changes: [Change]) -> [Finding] {
    changes.filter { !$0.isRead && Lever.named($0.lever) != nil }.map { change in
      .warning(
        "promotion-unread",
        "“\(change.parameter)” stands in the draft as a parameter (\(change.value)), but no decision reads it yet.",
        remedy: "Write its rule: \(change.legalHome).")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension LeverValue {
  /// The value as rules have it: shares as fractions, amounts in euros.
  fileprivate var feel: FEELValue {
    switch self {
    case .count(let count): .number(.init(count))
    case .share(let share):
      .number(
        Decimal128(coefficient: UInt128(share.count.magnitude), exponent: -4)?.reduced ?? .zero)
    case .euros(let amount): .number(amount.decimal.reduced)
    case .points(let points):
      .number(
        Decimal128(coefficient: UInt128(points.millionths.magnitude), exponent: -6)?.reduced
          ?? .zero)
    case .choice(let name): .string(name)
    case .flag(let flag): .boolean(flag)
    }
  }
}
