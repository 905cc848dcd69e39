import Casework
import DMN
import SchemeDefinition

/// *Regels*: the decisions of each version, and what differs between versions.
struct RulesPage: Sendable {
  let scene: Scene

  var page: Page {
    Page(
      words("Regels", "Rules"), trail: [scene.home],
      lead: words(
        "Elke beslissing is een tabel met per rij het artikel. Wat hier staat, is wat wordt uitgevoerd.",
        "Each decision is a table with the article for each row. What stands here is what is applied."
      ),
      scene.definition.versions.reversed().flatMap(version) + differences)
  }

  private var words: Words { scene.words }

  private func version(_ rules: RuleSet) -> [Block] {
    [
      .h2(words("Versie \(rules.label)", "Version \(rules.label)"), id: "versie-\(rules.label)"),
      .table(
        DataTable(
          id: "beslissingen-\(rules.label)",
          caption: words(
            "Beslissingen van versie \(rules.label)", "Decisions of version \(rules.label)"),
          columns: [
            .init(words("Beslissing", "Decision")),
            .init(words("Tabellen", "Tables"), isNumber: true),
            .init(words("Rijen", "Rows"), isNumber: true),
            .init(words("Leest", "Reads")),
          ],
          rows: rules.decisionNames.map { name in
            let model = rules.model(of: name)
            let tables = model?.tables.filter { $0.name == name } ?? []
            return [
              Cell(name, href: scene.places.rule(rules.label, name)), Cell(String(tables.count)),
              Cell(String(tables.reduce(0) { $0 + $1.rules.count })),
              Cell((model?.inputs ?? []).joined(separator: ", ")),
            ]
          }, empty: "")),
    ]
  }

  /// Files that differ between two versions that follow each other.
  private var differences: [Block] {
    zip(scene.definition.versions, scene.definition.versions.dropFirst()).flatMap {
      before, after -> [Block] in
      let names = Set(before.files.keys).union(after.files.keys).sorted()
      let rows = names.compactMap { name -> [Cell]? in
        let (old, new) = (before.files[name], after.files[name])
        guard old != new else { return nil }
        let what =
          old == nil
          ? words("nieuw", "new")
          : new == nil ? words("vervallen", "gone") : words("gewijzigd", "changed")
        return [Cell(name), Cell(what)]
      }
      return [
        .h2(
          words(
            "Verschil \(before.label) → \(after.label)",
            "Difference \(before.label) → \(after.label)"),
          id: "verschil-\(after.label)"),
        .list(ItemList(items: after.changes.map { Cell(words($0)) })),
        .table(
          DataTable(
            id: "verschil-tabel-\(after.label)",
            caption: words("Bestanden die verschillen", "Files that differ"),
            columns: [.init(words("Bestand", "File")), .init(words("Wat", "What"))], rows: rows,
            empty: words("Geen bestand verschilt.", "No file differs."))),
      ]
    }
  }
}
