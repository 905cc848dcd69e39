/// What the statechart of a case remembers beyond the name of its state: data, histories, invoked charts.
///
/// A case whose chart remembers nothing has none; its record's `state` then says everything. The delayed
/// events stand apart, as `CaseTimer`s.
public struct CaseInstance: Record {
  /// `<subject>/<key>` of the case, such as `report/politica-2023/interim-report/2026`.
  public var id: String
  /// The award that the case belongs to; nil for the scheme and for partnerships.
  public var award: String?
  /// SHA-256 of the chart's file: the edition that the states belong to.
  public var chart: String
  /// Counts the steps, from 1: a step is stored only onto the version that it started from.
  public var version: Int
  /// The snapshot as JSON, without its delayed events.
  public var snapshot: String

  public init(id: String, award: String?, chart: String, version: Int, snapshot: String) {
    self.id = id
    self.award = award
    self.chart = chart
    self.version = version
    self.snapshot = snapshot
  }

  public static var table: Table { .instance }

  public static let blank = CaseInstance(id: "", award: nil, chart: "", version: 0, snapshot: "")

  public static let fields: [Field<CaseInstance>] = [
    .text("id", \.id),
    .text("award", \.award),
    .text("chart", \.chart),
    .integer("version", \.version),
    .text("snapshot", \.snapshot),
  ]
}
