import Diagnostics

/// The expression language of a chart, as the engine needs it.
///
/// The engine asks; the datamodel answers with a value and, when the expression could not be evaluated
/// without fault, a problem. SCXML turns a problem into the event `error.execution`. Evaluation has no
/// side effects.
public protocol Datamodel: Sendable {
  /// True for a name of the `datamodel` attribute that this language answers to.
  func serves(_ name: String) -> Bool

  func evaluate(_ expression: ChartExpression, in scope: EvaluationScope) -> Evaluation

  /// The value of a `location` for reading; a problem when nothing of that name was declared.
  func read(_ location: ChartExpression, in scope: EvaluationScope) -> Evaluation

  /// Puts a value at a location; returns the reason when there is no such place or it is read-only.
  func assign(
    _ value: ChartValue, to location: ChartExpression, in scope: inout EvaluationScope
  ) -> Problem?

  /// True when a variable may have this name.
  func isLegalName(_ name: String) -> Bool

  /// The value of text that stands inside `<data>`, `<assign>` or `<content>`.
  func inlineValue(_ text: String) -> ChartValue

  /// What an author should know about an expression before the chart runs, positions in the document.
  func findings(
    for expression: ChartExpression, declared: Set<String>, file: String?
  ) -> [Finding]

  /// True or false when the condition has that value whatever the facts are; nil otherwise.
  func constantCondition(_ expression: ChartExpression, declared: Set<String>) -> Bool?

  /// True when the two conditions can never hold at once; false when that is not known.
  func exclude(_ a: ChartExpression, _ b: ChartExpression) -> Bool
}

extension Datamodel {
  public func findings(
    for expression: ChartExpression, declared: Set<String>, file: String?
  ) -> [Finding] { [] }

  public func constantCondition(_ expression: ChartExpression, declared: Set<String>) -> Bool? {
    nil
  }

  public func exclude(_ a: ChartExpression, _ b: ChartExpression) -> Bool { false }
}

/// Why an expression has no proper value.
public struct Problem: Hashable, Sendable {
  public var reason: String
  public var position: SourcePosition?

  public init(_ reason: String, at position: SourcePosition? = nil) {
    self.reason = reason
    self.position = position
  }
}

/// The result of an expression: a value, and what went wrong if something did.
public struct Evaluation: Sendable {
  public var value: ChartValue
  public var problem: Problem?

  public init(_ value: ChartValue, problem: Problem? = nil) {
    self.value = value
    self.problem = problem
  }
}

/// What an expression can see: the chart's data, the event, the system variables, the active states.
public struct EvaluationScope: Sendable {
  /// Declared variables; one without a value yet is null.
  public var data: [String: ChartValue]
  public let event: ChartEvent?
  public let sessionID: String
  public let chartName: String?
  let numbers: [String: Int]
  let active: [Bool]

  /// `In(id)`: true while the state of that name is active.
  public func isActive(_ state: String) -> Bool {
    guard let number = numbers[state] else { return false }
    return active[number]
  }

  /// The address at which this session receives events (`_ioprocessors`, SCXML §5.10).
  public var address: String { Address.session(sessionID) }
}

/// The addresses and names of the SCXML event I/O processor (SCXML §D.1).
public enum Address {
  public static let scxmlProcessor = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor"
  static let invokedChart = "http://www.w3.org/TR/scxml/"

  static func session(_ id: String) -> String { "#_scxml_" + id }

  static func isProcessor(_ type: String) -> Bool { type == scxmlProcessor || type == "scxml" }

  static func isChartType(_ type: String) -> Bool {
    ["scxml", invokedChart, "http://www.w3.org/TR/scxml"].contains(type)
  }
}
