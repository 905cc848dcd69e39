extension ScenarioComparison {
  /// One row for each scenario and figure: `scenario,figure,unit,baseline,value,difference`.
  public var csv: String {
    var text = CSVText.line(["scenario", "figure", "unit", "baseline", "value", "difference"])
    for result in results {
      for difference in baseline.differences(to: result) {
        func show(_ value: Int64?) -> String {
          ScenarioFigure(difference.name, difference.unit, value).text ?? ""
        }
        text += CSVText.line([
          result.scenario.id, difference.name, difference.unit.rawValue, show(difference.from),
          show(difference.to), show(difference.difference),
        ])
      }
    }
    return text
  }
}
