import Casework
import LegalCalendar
import SchemeDefinition
import Storage

/// What every page of a scheme is shown with: the reader's language, the rules, the day.
struct Scene: Sendable {
  let words: Words
  let definition: SchemeDefinition
  let calendar: HolidayCalendar
  let today: CivilDate

  var places: Places { Places(scheme: definition.id) }
  var rules: RuleSet? { definition.versions.last }

  /// The scheme's name without its years' worth of words.
  var title: String { words(definition.title) }

  var home: Link { Link(title, places.overview) }
}

extension Scene {
  /// The title of an obligation's kind as the rules name it.
  func title(ofKind kind: String, year: Int? = nil) -> String {
    let name = (rules?.obligations[kind]?.title).map { words($0) } ?? kind
    return year.map { "\(name) \($0)" } ?? name
  }

  /// A role in the reader's language.
  func role(_ role: String) -> String {
    switch role {
    case "lead": words("penvoerder", "lead organisation")
    case "member": words("lid", "member")
    case "partner": words("partner", "partner")
    case "consortium-member": words("consortiumlid", "consortium member")
    case "minister": words("minister", "minister")
    case "administrator": words("subsidiebeheerder", "grant administrator")
    case "account-manager": words("accountmanager", "account manager")
    case "team-lead": words("teamleider", "team lead")
    case "director": words("directeur", "director")
    default: role
    }
  }

  /// A lifecycle state as its chart names it.
  func state(_ state: String, of subject: Subject) -> String {
    guard let chart = rules?.lifecycles[subject.lifecycle],
      let node = chart.states.first(where: { $0.id == state })
    else { return state }
    return node.metadata["label-\(words.language.rawValue)"] ?? state
  }

  func obligationState(_ state: ObligationState) -> String {
    switch state {
    case .open: words("open", "open")
    case .done: words("gedaan", "done")
    case .waived: words("vrijgesteld", "waived")
    case .cancelled: words("vervallen", "cancelled")
    }
  }

  /// How near a date is, in words: `3 werkdagen`, `2 dagen te laat`.
  func distance(to due: CivilDate) -> Cell {
    DueDistance(today: today, calendar: calendar, words: words).cell(to: due)
  }

  /// The label of an obligation: how near its date is, or what became of it.
  func label(_ obligation: Obligation) -> Cell {
    obligation.state == .open
      ? distance(to: obligation.due)
      : Cell(
        obligationState(obligation.state), tone: obligation.state == .done ? .good : .quiet)
  }

  /// A due date that leads to its explanation.
  func dueDate(_ obligation: Obligation) -> Cell {
    Cell(
      words.shortDate(obligation.due), href: places.why(obligation.id),
      hidden: words("– waarom deze datum?", "– why this date?"))
  }

  func outcome(_ outcome: TransitionRow.Outcome) -> Cell {
    switch outcome {
    case .moves: Cell(words("gaat door", "moves"), tone: .good)
    case .blocked: Cell(words("geblokkeerd", "blocked"), tone: .bad)
    case .excepted: Cell(words("door met uitzondering", "moves by exception"), tone: .warn)
    case .settles: Cell(words("naar afloop", "settles"), tone: .info)
    }
  }

  func runState(_ state: TransitionRun.State) -> Cell {
    switch state {
    case .planned: Cell(words("wacht op goedkeuring", "waits for approval"), tone: .warn)
    case .approved: Cell(words("goedgekeurd", "approved"), tone: .info)
    case .applied: Cell(words("uitgevoerd", "applied"), tone: .good)
    case .undone: Cell(words("teruggedraaid", "undone"), tone: .quiet)
    case .dropped: Cell(words("vervallen", "dropped"), tone: .quiet)
    }
  }

  func years(_ header: TransitionHeader) -> String {
    "\(header.from) → \(header.to.map(String.init) ?? words("afloop", "settlement"))"
  }

  /// A rule that fired, with its article and how sure it is.
  func rule(_ fired: Receipt.FiredRow) -> Cell {
    let version = rules?.label ?? ""
    if let name = fired.table.split(separator: " ").last, fired.table.hasPrefix("lifecycle "),
      let subject = Subject.allCases.first(where: { $0.lifecycle == name })
    {
      return Cell(
        words("levensloop van de ", "lifecycle of the ") + self.name(subject),
        mark: words.mark(word: fired.certainty), note: fired.article)
    }
    let isDecision = rules?.model(of: fired.table) != nil
    return Cell(
      "\(fired.table), \(words("rij", "row")) \(fired.row)",
      href: isDecision ? places.rule(version, fired.table) : nil,
      mark: words.mark(word: fired.certainty), note: fired.article)
  }
}
