import Casework
import Diagnostics
import ExactNumbers
import JSONText
import LegalCalendar
import Storage

extension TransitionRun {
  var json: JSON {
    func step(_ step: Step?) -> JSON {
      step.map { ["by": .string($0.by), "at": .string($0.at.description)] } ?? .null
    }
    return [
      "run": .string(id), "scheme": .string(scheme), "state": .string(state.rawValue),
      "from": .int(header.from), "to": header.to.map { .int($0) } ?? .null,
      "digest": .string(digest), "basis": .int(basis), "planned": step(planned),
      "approved": step(approved), "applied": step(applied), "undone": step(undone),
    ]
  }
}

extension Console {
  func show(_ run: TransitionRun) {
    if json { return data(run.json) }
    line("\(run.id): \(run.state.rawValue)")
    let steps: [(String, String, TransitionRun.Step?)] = [
      ("gemaakt", "planned", run.planned), ("goedgekeurd", "approved", run.approved),
      ("uitgevoerd", "applied", run.applied), ("teruggedraaid", "undone", run.undone),
    ]
    for (nl, en, step) in steps {
      if let step { line("  \(say(nl, en)): \(step.by), \(step.at)") }
    }
  }

  /// The document of a plan or a result. As JSON the two have the same form, so that they can be compared
  /// byte for byte.
  func show(_ plan: TransitionPlan, run: TransitionRun?, details: Bool) {
    if json { return data(plan.json) }
    let header = plan.header
    let target = header.to.map(String.init) ?? say("afloop", "settlement")
    heading(
      say("Overgang \(header.from) → \(target)", "Transition \(header.from) → \(target)")
        + (run.map { " (\($0.id), \($0.state.rawValue))" } ?? ""))
    paragraph(
      "Per \(DutchText.date(header.effective)), regelset \(header.ruleSetLabel) "
        + "(\(header.ruleSet.prefix(12))).",
      "On \(header.effective), rule set \(header.ruleSetLabel) (\(header.ruleSet.prefix(12))).")
    paragraph(header.governing.nl, header.governing.en)
    line()
    table(rows(plan, header: header))
    line()
    for row in plan.rows where row.outcome == .blocked || row.outcome == .excepted {
      wrapped(
        "\(row.name): \(say(row.reason.nl, row.reason.en)) \(row.rule(in: language))")
    }
    summary(plan)
    if details { plan.rows.forEach(showDetails) }
  }

  private func rows(_ plan: TransitionPlan, header: TransitionHeader) -> TextTable {
    var table = TextTable([
      .init(say("verlening", "award")), .init(say("naam", "name")),
      .init(say("uitkomst", "outcome")),
      .init(say("voorschot", "advances"), .right), .init(say("regel", "rule")),
    ])
    for row in plan.rows {
      let advances = row.records(.payment).compactMap { $0["amountCents"]?.int }.reduce(0, +)
      table.add([
        row.award ?? say("(regeling)", "(scheme)"), row.name, outcomeName(row.outcome),
        advances == 0 ? "–" : amount(Money(cents: advances), .illustrative), row.articles,
      ])
    }
    return table
  }

  private func outcomeName(_ outcome: TransitionRow.Outcome) -> String {
    switch outcome {
    case .moves: say("gaat door", "moves")
    case .blocked: say("GEBLOKKEERD", "BLOCKED")
    case .excepted: say("uitzondering", "exception")
    case .settles: say("naar afloop", "settles")
    }
  }

  private func summary(_ plan: TransitionPlan) {
    func count(_ table: Table) -> Int { plan.rows.reduce(0) { $0 + $1.records(table).count } }
    let moving = plan.rows.count { $0.award != nil && $0.outcome != .blocked }
    let blocked = plan.rows.count { $0.outcome == .blocked }
    paragraph(
      "\(moving) gaan door, \(blocked) geblokkeerd. Hieruit volgen \(count(.payment)) betalingen, "
        + "\(count(.obligation)) verplichtingen, \(count(.reminder)) herinneringen en "
        + "\(count(.letter)) brieven.",
      "\(moving) move, \(blocked) blocked. From this follow \(count(.payment)) payments, "
        + "\(count(.obligation)) obligations, \(count(.reminder)) reminders and \(count(.letter)) letters."
    )
    line(say("* bedragen illustratief", "* illustrative amounts"))
  }

  private func showDetails(_ row: TransitionRow) {
    guard !row.changes.isEmpty else { return }
    line()
    heading(row.name)
    for change in row.changes {
      guard let after = change.after else {
        wrapped("  - \(change.table.rawValue) \(change.key)")
        continue
      }
      let sign = change.before == nil ? "+" : "~"
      let facts = ["state", "due", "sendOn", "amountCents", "template"].compactMap { name in
        after[name].map { "\(name) \($0.string ?? $0.compact)" }
      }
      wrapped("  \(sign) \(change.table.rawValue) \(change.key): \(facts.joined(separator: ", "))")
    }
  }
}

extension TransitionRow {
  /// The new records of a table that this row makes.
  func records(_ table: Table) -> [JSON] {
    changes.filter { $0.table == table && $0.before == nil }.compactMap(\.after)
  }

  /// The articles of the rules that decided, each once.
  var articles: String {
    var seen: Set<String> = []
    return fired.map(\.article).filter { !$0.isEmpty && seen.insert($0).inserted }
      .joined(separator: ", ")
  }

  /// The rule that decided, with its article and how sure it is.
  func rule(in language: Language) -> String {
    guard let rule = fired.last else { return "" }
    let certainty = rule.certainty.map { ", \($0)" } ?? ""
    let word = language == .dutch ? "rij" : "row"
    return "[\(rule.table), \(word) \(rule.row): \(rule.article)\(certainty)]"
  }
}
