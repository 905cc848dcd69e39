/// What a ledger's entries amount to, before any date is computed.
///
/// Entries are taken in their own order; one that comes when the term is over has no effect and
/// leaves a notice instead.
struct TermReplay {
  let ledger: TermLedger
  let calendar: HolidayCalendar
  private(set) var added = TermSpan(months: 0, days: 0)
  private(set) var extensions: [(entry: TermEntry, length: TermLength)] = []
  private(set) var stops: [Stop] = []
  private(set) var agreed: (entry: TermEntry, due: CivilDate)?
  private(set) var ending: TermEntry?
  private(set) var notices: [TermNotice] = []

  /// A stretch in which the clock stands still: from `first` up to and excluding `end`.
  struct Stop {
    let entry: TermEntry
    let first: CivilDate
    var end: CivilDate
    let isOpen: Bool
  }

  /// `today` closes a suspension without an end, for the projection only.
  init(_ ledger: TermLedger, calendar: HolidayCalendar, today: CivilDate?) {
    self.ledger = ledger
    self.calendar = calendar
    let (live, resumptions) = liveEntries()
    for entry in live {
      guard ending == nil else {
        ignore(entry, nl: "de termijn was al geëindigd", en: "the term had already ended")
        continue
      }
      apply(entry, resumptions, today)
    }
    closeStopsAtEnding()
  }

  private mutating func apply(
    _ entry: TermEntry, _ resumptions: [String: CivilDate], _ today: CivilDate?
  ) {
    switch entry.action {
    case .fulfil, .lapse:
      ending = entry
    case .resume, .withdraw:
      break
    case .suspend, .extend, .agree:
      guard ledger.rule.direction == .forward else {
        return ignore(
          entry, nl: "een teruggerekende termijn loopt niet", en: "a term counted back does not run"
        )
      }
      guard isRunning(on: entry.date) else {
        return ignore(entry, nl: "de termijn was al verstreken", en: "the term had expired")
      }
      change(entry, resumptions, today)
    }
  }

  private mutating func change(
    _ entry: TermEntry, _ resumptions: [String: CivilDate], _ today: CivilDate?
  ) {
    switch entry.action {
    case .suspend(let until):
      let first = max(entry.date, ledger.start).adding(days: 1)
      let known = [until, resumptions[entry.id]].compactMap { $0 }.min()
      stops.append(
        Stop(
          entry: entry, first: first, end: max(first, known ?? today ?? first), isOpen: known == nil
        )
      )
    case .extend(let length):
      added = added + length.span
      extensions.append((entry, length))
      if let limit = ledger.rule.extensionLimit, limit.isShorter(than: added) { warn(entry, limit) }
    case .agree(let due):
      if agreed.map({ due > $0.due }) ?? true { agreed = (entry, due) }
    case .resume, .withdraw, .fulfil, .lapse:
      break
    }
  }

  /// Entries that are not withdrawn, and the day on which each suspension is resumed.
  private mutating func liveEntries() -> (live: [TermEntry], resumptions: [String: CivilDate]) {
    let byID = Dictionary(
      ledger.entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var withdrawn: Set<String> = []
    for entry in ledger.entries {
      guard case .withdraw(let target) = entry.action else { continue }
      if let known = byID[target], !known.isWithdrawal {
        withdrawn.insert(target)
      } else {
        unmatched(entry, target)
      }
    }
    let live = ledger.entries.filter { !withdrawn.contains($0.id) }
    var resumptions: [String: CivilDate] = [:]
    for entry in live {
      guard case .resume(let target) = entry.action else { continue }
      if let known = byID[target], known.isSuspension {
        resumptions[target] = min(resumptions[target] ?? entry.date, entry.date)
      } else {
        unmatched(entry, target)
      }
    }
    return (live, resumptions)
  }

  private mutating func closeStopsAtEnding() {
    guard let ending else { return }
    for index in stops.indices where stops[index].isOpen || stops[index].end > ending.date {
      stops[index].end = max(stops[index].first, ending.date)
    }
  }
}

extension TermReplay {
  /// Days in which the clock stood still; a day in two suspensions counts once.
  var suspendedDays: Int { stopEffects.reduce(0, +) }

  /// What each stop adds to the days already stopped by those before it.
  var stopEffects: [Int] {
    var reached = ledger.start
    return stops.map { stop in
      let first = max(stop.first, reached)
      guard stop.end > first else { return 0 }
      reached = stop.end
      return first.days(until: stop.end)
    }
  }

  var isSuspended: Bool { ending == nil && stops.contains(where: \.isOpen) }

  var coverage: TermCoverage { ledger.rule.coverage(extendedBy: added) }

  var due: CivilDate {
    let rule = ledger.rule
    guard rule.direction == .forward else { return rule.span.start(before: ledger.start) }
    let plain = (rule.span + added).end(from: ledger.start).adding(days: suspendedDays)
    let end = coverage.applies ? calendar.extended(end: plain, from: ledger.start) : plain
    return max(end, unextendedDue ?? end, agreed?.due ?? end)
  }

  /// What the due date would be without extensions, where the act on extension of terms moved it: an
  /// extension that takes the term out of that act must not make it end earlier.
  var unextendedDue: CivilDate? {
    guard !extensions.isEmpty, ledger.rule.extends, !coverage.applies else { return nil }
    let plain = ledger.rule.span.end(from: ledger.start).adding(days: suspendedDays)
    return calendar.extended(end: plain, from: ledger.start)
  }

  private func isRunning(on date: CivilDate) -> Bool {
    date <= due || stops.contains { $0.isOpen || (date < $0.end && $0.first <= date) }
  }

  private mutating func ignore(_ entry: TermEntry, nl: String, en: String) {
    notices.append(
      TermNotice(
        kind: .entryWithoutEffect, date: entry.date,
        text: BilingualText(
          nl: "\(entry.reason.nl) (\(entry.date.inDutch)) heeft geen gevolg: \(nl).",
          en: "\(entry.reason.en) (\(entry.date.inEnglish)) has no effect: \(en).")))
  }

  private mutating func unmatched(_ entry: TermEntry, _ target: String) {
    notices.append(
      TermNotice(
        kind: .unmatchedEntry, date: entry.date,
        text: BilingualText(
          nl:
            "\(entry.reason.nl) verwijst naar \"\(target)\", dat hier niet bij past of niet bestaat.",
          en: "\(entry.reason.en) refers to \"\(target)\", which does not fit or does not exist.")))
  }

  private mutating func warn(_ entry: TermEntry, _ limit: TermLength) {
    notices.append(
      TermNotice(
        kind: .extensionBeyondLimit, date: entry.date,
        text: BilingualText(
          nl: "Samen verlengd met meer dan \(limit.words.nl), het hoogste volgens "
            + "\(ledger.rule.article).",
          en: "Extended by more than \(limit.words.en) in all, the most under "
            + "\(ledger.rule.article).")))
  }
}

extension TermEntry {
  fileprivate var isWithdrawal: Bool {
    if case .withdraw = action { true } else { false }
  }

  fileprivate var isSuspension: Bool {
    if case .suspend = action { true } else { false }
  }
}

extension TermLength {
  /// Compared as days when the units differ, a month as 31.
  fileprivate func isShorter(than other: TermSpan) -> Bool {
    if span.months > 0, other.days == 0 { return span.months < other.months }
    return span.months * 31 + span.days < other.months * 31 + other.days
  }
}
