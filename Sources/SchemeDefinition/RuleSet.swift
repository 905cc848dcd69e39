import DMN
import FEEL
import FEELDatamodel
import LegalCalendar
import Statechart

/// The rules of a scheme as they hold from one day to another: checked, frozen and known by their hash.
///
/// A value; nothing in it changes after loading, so a case that is pinned to a hash can always be decided
/// again.
public struct RuleSet: Sendable {
  /// The id of the scheme.
  public let scheme: String
  /// SHA-256 over every file of the version, inherited ones included, as 64 hexadecimal digits.
  public let hash: String
  public let label: String
  public let validFrom: CivilDate
  /// The first day on which it no longer holds; nil while open.
  public let validTo: CivilDate?
  /// The bytes that the hash is over, by path within the version.
  public let files: [String: [UInt8]]
  public let changes: [LocalizedText]
  public let runningCases: RunningCases
  public let lifecycles: [String: Statechart]
  /// For each lifecycle its expressions, compiled once, and the SHA-256 of its file.
  public let editions: [String: LifecycleEdition]
  public let parameters: [String: ParameterRule]
  public let terms: [String: NamedTerm]
  public let obligations: [String: ObligationRule]
  public let ladders: [String: ReminderLadder]
  public let reminders: ReminderPolicy
  public let letters: [String: LetterTemplate]
  /// The words of reminders, by name and language.
  public let messages: [String: [String: MessageTemplate]]
  public let cases: [GoldenCase]
  /// The parameters on the version's first day.
  let firstParameters: FEELContext
  /// The models by file.
  public let models: [String: DMNModel]
  /// The model that holds each decision.
  let decisions: [String: DecisionHome]
  /// The files that came with the scheme, for findings: path within the version to path in the scheme.
  let origins: [String: String]

  /// Where a decision is, and what it gets without being asked.
  struct DecisionHome: Sendable {
    var file: String
    var model: DMNModel
    /// True when the model declares the input data `parameters`.
    var wantsParameters: Bool
  }

  public var decisionNames: [String] { decisions.keys.sorted() }

  public func model(of decision: String) -> DMNModel? { decisions[decision]?.model }

  /// True on the days on which the version holds.
  public func isValid(on day: CivilDate) -> Bool {
    validFrom <= day && validTo.map { day < $0 } ?? true
  }
}

/// What a rule set keeps beside a lifecycle's chart.
public struct LifecycleEdition: Sendable {
  /// SHA-256 of the chart's file: cases that remember more than a state say which edition they are in.
  public let hash: String
  /// The chart's guards and contracts, compiled for the facts `RuleSet.factNames`.
  public let program: FEELProgram
}

extension RuleSet {
  /// What guards see beside `_event`: the records that apply, and the day.
  public static let factNames = ["case", "today"]
}
