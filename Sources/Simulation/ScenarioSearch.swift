import Allocation
import Diagnostics
import ExactNumbers

/// A search for lever settings that reach a goal, over every combination of the values given.
public struct ScenarioSearch: Hashable, Sendable {
  public struct Axis: Hashable, Sendable {
    public var lever: String
    public var values: [LeverValue]

    public init(_ lever: String, _ values: [LeverValue]) {
      self.lever = lever
      self.values = values
    }
  }

  /// A bound on a figure of the result, in the figure's own unit (`ScenarioFigure.value`).
  public struct Goal: Hashable, Sendable {
    public var figure: String
    public var atLeast: Int64?
    public var atMost: Int64?

    public init(_ figure: String, atLeast: Int64? = nil, atMost: Int64? = nil) {
      self.figure = figure
      self.atLeast = atLeast
      self.atMost = atMost
    }

    func isMet(by value: Int64?) -> Bool {
      guard let value else { return false }
      return atLeast.map { value >= $0 } ?? true && atMost.map { value <= $0 } ?? true
    }
  }

  /// What counts as better, for the frontier: a figure with its direction.
  public struct Aim: Hashable, Sendable {
    public var figure: String
    public var more: Bool

    public init(_ figure: String, more: Bool) {
      self.figure = figure
      self.more = more
    }
  }

  /// One combination with its figures.
  public struct Point: Hashable, Sendable {
    public var scenario: Scenario
    /// The figures of the aims, in their order.
    public var values: [Int64?]
    public var meetsGoals: Bool
    /// Whether no other combination is as good in every aim and better in one.
    public var isOnFrontier: Bool
  }

  public var base: Scenario
  public var axes: [Axis]
  public var goals: [Goal]
  /// The first aim in which they differ decides among combinations that meet the goals.
  public var aims: [Aim]

  /// The most combinations that are tried.
  public static let greatestCount = 4_096

  public init(base: Scenario, axes: [Axis], goals: [Goal], aims: [Aim] = ScenarioSearch.usual) {
    self.base = base
    self.axes = axes
    self.goals = goals
    self.aims = aims
  }

  /// Merit first, then money for small alliances, then burden of small organisations.
  public static let usual = [
    Aim("drawn.merit.mean", more: true), Aim("drawn.small-alliance-share.mean", more: true),
    Aim("measure.burden-small", more: false),
  ]

  /// Every combination of the axes that does not contradict itself.
  ///
  /// Throws findings for an unknown lever or more combinations than can be tried.
  public func scenarios(on baseline: SchemeDesign) throws(FindingsError) -> [Scenario] {
    var findings = axes.filter { Lever.named($0.lever) == nil }.map {
      Scenario.unknown(lever: $0.lever)
    }
    var count = 1
    for axis in axes {
      count = count.multipliedReportingOverflow(by: max(1, axis.values.count)).partialValue
      if count > Self.greatestCount || count < 0 {
        findings.append(
          .error(
            "search-size", "The search has more than \(Self.greatestCount) combinations.",
            remedy: "Give fewer values or fewer levers."))
        break
      }
    }
    guard findings.isEmpty else { throw FindingsError(findings) }
    var list = [base]
    for axis in axes where !axis.values.isEmpty {
      list = list.flatMap { $0.sweep(axis.lever, over: axis.values) }
    }
    return list.filter { (try? $0.design(on: baseline)) != nil }
  }

  /// The comparisons that the search is made of, 64 combinations in each.
  ///
  /// Throws findings for an unknown lever or more combinations than can be tried.
  public func requests(
    on population: Population, baseline: SchemeDesign = .present, seed: UInt64, draws: Int
  ) throws(FindingsError) -> [SimulationRequest] {
    let scenarios = try scenarios(on: baseline)
    return stride(from: 0, to: scenarios.count, by: 64).map { start in
      SimulationRequest(
        scenarios: Array(scenarios[start..<min(start + 64, scenarios.count)]),
        population: population, baseline: baseline, seed: seed, draws: draws)
    }
  }

  /// Tries every combination.
  ///
  /// The points come in the order of the axes; `best` is the one that meets the goals with most of
  /// the first aim, nil when none does.
  public func run(
    population: Population, baseline: SchemeDesign = .present, seed: UInt64, draws: Int,
    maker: ComparisonMaker = .here(threads: 1), progress: (Simulation.Progress) -> Void = { _ in }
  ) async throws -> (points: [Point], best: Point?) {
    let requests = try requests(on: population, baseline: baseline, seed: seed, draws: draws)
    var points: [Point] = []
    for (place, request) in requests.enumerated() {
      points += try await maker.make(request, on: population).scenarios.map(point)
      progress(Simulation.Progress(done: place + 1, of: requests.count))
    }
    for index in points.indices {
      points[index].isOnFrontier = !points.contains { beats($0.values, points[index].values) }
    }
    let meeting = points.filter(\.meetsGoals)
    let best = meeting.dropFirst().reduce(meeting.first) { best, point in
      guard let best else { return point }
      return precedes(point.values, best.values) ? point : best
    }
    return (points, best)
  }

  private func point(_ result: ScenarioResult) -> Point {
    var figures: [String: Int64] = [:]
    for figure in result.figures { figures[figure.name] = figure.value }
    return Point(
      scenario: result.scenario, values: aims.map { figures[$0.figure] },
      meetsGoals: goals.allSatisfy { $0.isMet(by: figures[$0.figure]) }, isOnFrontier: false)
  }

  private func isBetterOrEqual(_ a: Int64?, _ b: Int64?, _ more: Bool) -> Bool {
    guard let a else { return b == nil }
    guard let b else { return true }
    return more ? a >= b : a <= b
  }

  /// Whether one is better in the first aim in which they differ.
  private func precedes(_ a: [Int64?], _ b: [Int64?]) -> Bool {
    for (place, aim) in aims.enumerated() where a[place] != b[place] {
      return isBetterOrEqual(a[place], b[place], aim.more)
    }
    return false
  }

  private func beats(_ a: [Int64?], _ b: [Int64?]) -> Bool {
    guard a != b else { return false }
    return zip(zip(a, b), aims).allSatisfy { isBetterOrEqual($0.0, $0.1, $1.more) }
  }
}
