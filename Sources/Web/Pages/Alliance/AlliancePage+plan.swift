import Casework

/// What an alliance plans to do, and what for.
extension AlliancePage {
  var activities: DataTable {
    DataTable(
      id: "activiteiten-tabel", caption: words("Activiteiten per jaar", "Activities by year"),
      columns: [
        .init(words("Activiteit", "Activity")), .init(words("Jaar", "Year")),
        .init(words("Stand", "State")), .init(words("Toelichting", "Note")),
      ],
      rows: state.activities.values.sorted { ($0.year, $0.id) < ($1.year, $1.id) }.map { activity in
        [
          Cell(activity.title, mark: words.mark(activity.certainty)), Cell(String(activity.year)),
          scene.label(activity), Cell(activity.note ?? "–"),
        ]
      }, empty: words("Er zijn geen activiteiten vastgelegd.", "No activities were recorded."))
  }

  var goals: DataTable {
    let rows = state.goals.values.sorted { $0.id < $1.id }.flatMap { goal -> [[Cell]] in
      let head = Cell(goal.title, mark: words.mark(goal.certainty))
      let indicators = state.indicators.values.filter { $0.goal == goal.id }
        .sorted { $0.id < $1.id }
      guard !indicators.isEmpty else { return [[head, .none, .none, .none]] }
      return indicators.map { indicator in
        [
          head, Cell(indicator.title, mark: words.mark(indicator.certainty)),
          Cell(indicator.unit ?? "–"),
          indicator.baseline == nil && indicator.target == nil
            ? .none
            : Cell(
              [indicator.baseline, indicator.target].map { $0 ?? "–" }.joined(separator: " → ")),
        ]
      }
    }
    return DataTable(
      id: "doelen", caption: words("Doelen en indicatoren", "Goals and indicators"),
      columns: [
        .init(words("Doel", "Goal")), .init(words("Indicator", "Indicator")),
        .init(words("Eenheid", "Unit")), .init(words("Begin → doel", "Baseline → target")),
      ], rows: rows,
      empty: words("Er is geen verandertheorie vastgelegd.", "No theory of change was recorded."))
  }
}
