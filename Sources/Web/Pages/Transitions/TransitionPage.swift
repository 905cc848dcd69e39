import Casework
import ExactNumbers
import JSONText
import LegalCalendar
import Services
import Storage

/// One period change: a row per alliance, what follows, and the step that comes next.
struct TransitionPage: Sendable {
  /// What was just done, said on top with what happens next.
  enum Done: String, Sendable { case planned, approved, applied, undone, excepted }

  let scene: Scene
  let transition: CaseOffice.Transition
  let actor: String
  let permitted: TransitionPermissions
  var outcome: TransitionRow.Outcome?
  /// Which page of the rows this is, from 1.
  var number = 1
  var done: Done?
  var refusal: Refusal?
  var written: [String: String] = [:]
  var faults = FormFaults()

  var page: Page {
    var blocks: [Block] = []
    if let refusal { blocks += refused(refusal) }
    if let done { blocks.append(.notice(confirmation(done))) }
    blocks += nextStep
    blocks += [
      .h2(words("Wie gaat door, en wie niet", "Who moves, and who does not"), id: "rijen"),
      .text(summary), .links(filter), .table(rowTable),
    ]
    blocks += pages
    blocks += exceptions
    blocks += [.h2(words("Wat eruit volgt", "What follows"), id: "gevolgen")]
    let changing = shown.filter { !$0.changes.isEmpty }
    blocks += changing.map(consequences)
    if changing.isEmpty {
      blocks.append(.text(words("Uit deze rijen volgt niets.", "Nothing follows from these rows.")))
    }
    blocks += [
      .h2(words("Verantwoording", "Account"), id: "verantwoording"), .facts(facts),
    ]
    return Page(
      words("Overgang ", "Transition ") + scene.years(plan.header),
      trail: [scene.home, Link(words("Overgangen", "Transitions"), places.transitions)],
      lead: words(
        "\(run.id): per \(words.date(plan.header.effective)), regelset \(plan.header.ruleSetLabel).",
        "\(run.id): on \(words.date(plan.header.effective)), rule set \(plan.header.ruleSetLabel)."),
      blocks)
  }

  var words: Words { scene.words }
  var places: Places { scene.places }
  var run: TransitionRun { transition.run }
  var plan: TransitionPlan { transition.plan }

  private var rows: [TransitionRow] {
    outcome.map { wanted in plan.rows.filter { $0.outcome == wanted } } ?? plan.rows
  }

  /// So many rows, with all that follows from each, are as much as a browser shows at once.
  static let pageSize = 50

  /// The rows of this page.
  private var shown: [TransitionRow] {
    Array(rows.dropFirst((number - 1) * Self.pageSize).prefix(Self.pageSize))
  }

  private var pages: [Block] {
    let last = (rows.count + Self.pageSize - 1) / Self.pageSize
    guard last > 1 else { return [] }
    func link(_ label: String, _ page: Int) -> Link? {
      guard (1...last).contains(page) else { return nil }
      let query = [("uitkomst", outcome?.rawValue ?? ""), ("bladzijde", String(page))]
      return Link(label, Places.with(places.transition(run.id), query) + "#rijen")
    }
    return [
      .pages(
        Pagination(
          label: words("Bladeren", "Pages"),
          text: words("Bladzijde \(number) van \(last)", "Page \(number) of \(last)"),
          previous: link(words("Vorige", "Previous"), number - 1),
          next: link(words("Volgende", "Next"), number + 1)))
    ]
  }

  private func count(_ table: Table) -> Int {
    plan.rows.reduce(0) { $0 + $1.records(table).count }
  }

  private var summary: String {
    let moving = plan.rows.count { $0.award != nil && $0.outcome != .blocked }
    let blocked = plan.rows.count { $0.outcome == .blocked }
    let applied = run.state == .applied
    let follows = words.list([
      words.count(count(.payment), ("betaling", "payment"), ("betalingen", "payments")),
      words.count(
        count(.obligation), ("verplichting", "obligation"), ("verplichtingen", "obligations")),
      words.count(count(.reminder), ("herinnering", "reminder"), ("herinneringen", "reminders")),
      words.count(count(.letter), ("brief", "letter"), ("brieven", "letters")),
    ])
    return words(
      "\(moving) \(applied ? "zijn doorgegaan" : "gaan door"), \(blocked) geblokkeerd. Hieruit \(applied ? "volgden" : "volgen") \(follows).",
      "\(moving) \(applied ? "moved" : "move"), \(blocked) blocked. From this \(applied ? "followed" : "follow") \(follows)."
    )
  }

  private var filter: LinkRow {
    let here = places.transition(run.id)
    let all = Link(
      words("alle (\(plan.rows.count))", "all (\(plan.rows.count))"), here + "#rijen",
      isCurrent: outcome == nil)
    return LinkRow(
      links: [all]
        + TransitionRow.Outcome.allCases.compactMap { kind in
          let number = plan.rows.count { $0.outcome == kind }
          guard number > 0 else { return nil }
          return Link(
            "\(scene.outcome(kind).text) (\(number))",
            Places.with(here, [("uitkomst", kind.rawValue)]) + "#rijen", isCurrent: outcome == kind)
        })
  }

  private var rowTable: DataTable {
    DataTable(
      id: "rijen-tabel",
      caption: run.state == .applied
        ? words("Wat er is gebeurd, per alliantie", "What happened, by alliance")
        : words("Wat er zou gebeuren, per alliantie", "What would happen, by alliance"),
      columns: [
        .init(words("Alliantie", "Alliance")), .init(words("Uitkomst", "Outcome")),
        .init(words("Reden", "Reason")), .init(words("Regel en artikel", "Rule and article")),
        .init(words("Voorschotten", "Advances"), isNumber: true),
        .init(words("Verplichtingen", "Obligations"), isNumber: true),
        .init(words("Herinneringen", "Reminders"), isNumber: true),
        .init(words("Brieven", "Letters"), isNumber: true),
      ],
      rows: shown.map(cells),
      empty: words("Geen rijen met deze uitkomst.", "No rows with this outcome."))
  }

  private func cells(_ row: TransitionRow) -> [Cell] {
    let cents = row.records(.payment).compactMap { $0["amountCents"]?.int }.reduce(0, +)
    let name = row.name.replacing(" (illustratief)", with: "")
    return [
      Cell(
        row.award == nil ? words("De regeling zelf", "The scheme itself") : name,
        href: row.award.map { places.caseFile($0) },
        mark: name == row.name ? nil : words.mark(.illustrative as Certainty)),
      scene.outcome(row.outcome), Cell(words(row.reason)), row.fired.last.map(scene.rule) ?? .none,
      cents == 0
        ? .none
        : Cell(words.euros(Money(cents: cents)), mark: words.mark(.illustrative as Certainty)),
      number(row, .obligation), number(row, .reminder), number(row, .letter),
    ]
  }

  private func number(_ row: TransitionRow, _ table: Table) -> Cell {
    let count = row.records(table).count
    return count == 0 ? .none : Cell(String(count))
  }

  private var facts: Facts {
    func step(_ step: TransitionRun.Step?) -> Cell {
      step.map { Cell($0.by, note: scene.moment($0.at)) } ?? .none
    }
    var items: [(String, Cell)] = [
      (words("Stand", "State"), scene.runState(run.state)),
      (words("Gemaakt door", "Planned by"), step(run.planned)),
      (words("Goedgekeurd door", "Approved by"), step(run.approved)),
      (words("Uitgevoerd door", "Applied by"), step(run.applied)),
    ]
    if let undone = run.undone {
      items.append((words("Teruggedraaid door", "Undone by"), step(undone)))
    }
    items += [
      (
        words("Regelset", "Rule set"),
        Cell(
          plan.header.ruleSetLabel, href: places.rules + "#" + plan.header.ruleSetLabel,
          note: words(plan.header.governing))
      ),
      (
        words("Rust op gebeurtenissen tot en met", "Stands on events through"),
        Cell(String(run.basis))
      ),
      (
        words("Vingerafdruk van het plan", "Fingerprint of the plan"),
        Cell(
          run.digest,
          note: words(
            "Plan en resultaat zijn byte voor byte gelijk als deze niet verandert.",
            "Plan and result are equal byte for byte when this does not change."), isCode: true)
      ),
    ]
    return Facts(items)
  }
}

extension TransitionRow {
  /// The new records of a table that this row makes.
  func records(_ table: Table) -> [JSON] {
    changes.filter { $0.table == table && $0.before == nil }.compactMap(\.after)
  }
}
