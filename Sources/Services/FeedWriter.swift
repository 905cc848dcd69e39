import Casework
import Delivery
import JSONText
import LegalCalendar
import SchemeDefinition
import Storage

/// Turns obligations into the entries of a calendar.
struct FeedWriter {
  let scheme: SchemeDefinition
  let state: SchemeState
  let calendar: HolidayCalendar
  let isDutch: Bool

  func feed(_ entries: [CalendarStore.Entry], scope: FeedScope, source: String?) -> CalendarFeed {
    let title = isDutch ? scheme.title.nl : scheme.title.en
    let name = scope.name.isEmpty ? title : scope.name
    return CalendarFeed(
      name: (isDutch ? "Mijlpalen: " : "Milestones: ") + name,
      description: isDutch
        ? "Wat wanneer klaar moet zijn, volgens de \(title)."
        : "What is due when, under the \(title).",
      language: isDutch ? "nl" : "en", source: source,
      entries: entries.compactMap { entry in
        let alliance = entry.obligation.award.flatMap { state.awards[$0]?.recipient }
        if let wanted = scope.alliances, !(alliance.map(wanted.contains) ?? false) { return nil }
        return self.entry(entry, name: alliance.flatMap { state.alliances[$0]?.name })
      })
  }

  private func entry(_ entry: CalendarStore.Entry, name: String?) -> CalendarEntry {
    let obligation = entry.obligation
    let rules = scheme.versions.last
    let rule = rules?.obligations[obligation.kind]
    let title = rule.map { isDutch ? $0.title.nl : $0.title.en } ?? obligation.kind
    let year = obligation.year.map { (isDutch ? " over " : " on ") + String($0) } ?? ""
    let isOpen = !entry.isGone && obligation.state == .open
    return CalendarEntry(
      uid: CalendarFeed.uid(scheme: scheme.id, key: obligation.id), sequence: entry.sequence,
      changedAt: entry.changedAt.microseconds / 1_000_000, day: obligation.due,
      title: "\(title)\(year) – \(name ?? obligation.award ?? scheme.title.nl)",
      text: text(entry),
      status: isOpen ? .confirmed : .cancelled,
      categories: [title], alarmDays: isOpen ? alarms(obligation, rules) : [])
  }

  private func text(_ entry: CalendarStore.Entry) -> String {
    let obligation = entry.obligation
    var lines = [
      (isDutch ? "Grondslag: " : "Legal basis: ") + obligation.article,
      (isDutch ? "Kenmerk: " : "Reference: ") + obligation.id,
      (isDutch ? "Toestand: " : "State: ") + state(of: entry),
    ]
    if let target = obligation.target {
      let day = isDutch ? DutchText.date(target) : target.inEnglish
      lines.append((isDutch ? "Streefdatum: " : "Target date: ") + day)
    }
    let steps = (try? JSON.parse(obligation.why))?.array ?? []
    let why = steps.compactMap { $0[isDutch ? "nl" : "en"]?.string }
    if !why.isEmpty { lines += ["", isDutch ? "Waarom deze datum?" : "Why this date?"] + why }
    return lines.joined(separator: "\n")
  }

  private func state(of entry: CalendarStore.Entry) -> String {
    if entry.isGone { return isDutch ? "vervallen" : "gone" }
    return switch entry.obligation.state {
    case .open: isDutch ? "open" : "open"
    case .done: isDutch ? "gedaan" : "done"
    case .waived: isDutch ? "kwijtgescholden" : "waived"
    case .cancelled: isDutch ? "vervallen" : "cancelled"
    }
  }

  /// Alerts on the days of the ladder's steps up to the due date, for whoever must act.
  private func alarms(_ obligation: Obligation, _ rules: RuleSet?) -> [Int] {
    guard let rule = rules?.obligations[obligation.kind], let ladder = rules?.ladders[rule.ladder]
    else { return [] }
    let days = ladder.dates(due: obligation.due, calendar: calendar)
      .map { $0.date.days(until: obligation.due) }.filter { $0 >= 0 }
    return Array(Set(days)).sorted()
  }
}
