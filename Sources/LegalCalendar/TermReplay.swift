/// What a ledger's entries amount to, before any date is computed.
///
/// Entries are taken in their own order; one that comes when the term is over has no effect and
/// leaves a notice instead. Entries are named by their place in the ledger: copying them would cost
/// more than all the arithmetic.
struct TermReplay {
  let ledger: TermLedger
  let calendar: HolidayCalendar
  private(set) var added = TermSpan(months: 0, days: 0)
  private(set) var extensions: [(entry: Int, length: TermLength)] = []
  private(set) var stops: [Stop] = []
  private(set) var agreements: [Agreement] = []
  private(set) var ending: Int?
  private(set) var notices: [TermNotice] = []

  /// A stretch in which the clock stands still: from `first` up to and excluding `end`.
  struct Stop {
    let entry: Int
    let first: CivilDate
    var end: CivilDate
    let isOpen: Bool
  }

  /// A last day that was agreed, announced or granted; what comes after it moves it too.
  struct Agreement {
    let entry: Int
    let due: CivilDate
    /// How many suspensions came before it.
    let stopsBefore: Int
    /// The extensions that came after it.
    var added = TermSpan(months: 0, days: 0)
  }

  /// What entries say of other entries.
  private struct References {
    var withdrawn: [Int] = []
    var resumed: [(stop: Int, on: CivilDate)] = []

    func resumption(of stop: Int) -> CivilDate? {
      resumed.lazy.filter { $0.stop == stop }.map(\.on).min()
    }
  }

  /// `today` closes a suspension without an end, for the projection only.
  init(_ ledger: TermLedger, calendar: HolidayCalendar, today: CivilDate?) {
    self.ledger = ledger
    self.calendar = calendar
    let references = references()
    for index in ledger.entries.indices where !references.withdrawn.contains(index) {
      if ending == nil {
        apply(index, references, today)
      } else {
        ignore(index, nl: "de termijn was al geëindigd", en: "the term had already ended")
      }
    }
    closeStopsAtEnding()
  }

  private mutating func apply(_ index: Int, _ references: References, _ today: CivilDate?) {
    let date = ledger.entries[index].date
    switch ledger.entries[index].action {
    case .fulfil, .lapse:
      ending = index
    case .resume, .withdraw:
      break
    case .suspend(let until):
      // It stops the clock from the day after, and an expired term has none to stop.
      guard canChange(index, on: date.adding(days: 1)) else { return }
      let first = max(date, ledger.clockStart).adding(days: 1)
      let known = [until, references.resumption(of: index)].compactMap { $0 }.min()
      stops.append(
        Stop(
          entry: index, first: first, end: max(first, known ?? today ?? first),
          isOpen: known == nil))
    case .extend(let length):
      guard canChange(index, on: date) else { return }
      added = added + length.span
      extensions.append((index, length))
      for agreement in agreements.indices {
        agreements[agreement].added = agreements[agreement].added + length.span
      }
      if let limit = ledger.rule.extensionLimit, limit.isShorter(than: added) { warn(index, limit) }
    case .agree(let due):
      if canChange(index, on: date) { agree(index, due) }
    case .grant(let due):
      if canChange(index, on: nil) { agree(index, due) }
    }
  }

  private mutating func agree(_ index: Int, _ due: CivilDate) {
    agreements.append(Agreement(entry: index, due: due, stopsBefore: stops.count))
  }

  /// Whether the term can still be changed; leaves a notice when it cannot. Nil for a change that an
  /// expired term allows too.
  private mutating func canChange(_ index: Int, on day: CivilDate?) -> Bool {
    guard ledger.rule.direction == .forward else {
      ignore(
        index, nl: "een teruggerekende termijn loopt niet", en: "a term counted back does not run")
      return false
    }
    if let day, !isRunning(on: day) {
      ignore(index, nl: "de termijn was al verstreken", en: "the term had expired")
      return false
    }
    return true
  }

  /// What the entries withdraw and resume, and a notice for each that refers to nothing.
  private mutating func references() -> References {
    var references = References()
    for index in ledger.entries.indices {
      guard case .withdraw(let target) = ledger.entries[index].action else { continue }
      if let known = ledger.place(of: target), !ledger.entries[known].isWithdrawal {
        references.withdrawn.append(known)
      } else {
        unmatched(index, target)
      }
    }
    for index in ledger.entries.indices where !references.withdrawn.contains(index) {
      guard case .resume(let target) = ledger.entries[index].action else { continue }
      if let known = ledger.place(of: target), ledger.entries[known].isSuspension {
        references.resumed.append((known, ledger.entries[index].date))
      } else {
        unmatched(index, target)
      }
    }
    return references
  }

  private mutating func closeStopsAtEnding() {
    guard let date = ending.map({ ledger.entries[$0].date }) else { return }
    for index in stops.indices where stops[index].isOpen || stops[index].end > date {
      stops[index].end = max(stops[index].first, date)
    }
  }
}

extension TermReplay {
  /// Days in which the clock stood still; a day in two suspensions counts once.
  var suspendedDays: Int {
    var sum = 0
    var reached = ledger.clockStart
    for stop in stops {
      let first = max(stop.first, reached)
      guard stop.end > first else { continue }
      reached = stop.end
      sum += first.days(until: stop.end)
    }
    return sum
  }

  /// What each stop adds to the days already stopped by those before it.
  var stopEffects: [Int] {
    var reached = ledger.clockStart
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

  /// The agreement that reaches furthest, and the day that it reaches; the earlier of two equal ones.
  var agreed: (agreement: Agreement, due: CivilDate)? {
    guard !agreements.isEmpty else { return nil }
    let effects = stopEffects
    var furthest: (agreement: Agreement, due: CivilDate)?
    for agreement in agreements {
      let stopped = effects.dropFirst(agreement.stopsBefore).reduce(0, +)
      let due = agreement.added.end(from: agreement.due).adding(days: stopped)
      if furthest.map({ due > $0.due }) ?? true { furthest = (agreement, due) }
    }
    return furthest
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

  private mutating func ignore(_ index: Int, nl: String, en: String) {
    let entry = ledger.entries[index]
    notices.append(
      TermNotice(
        kind: .entryWithoutEffect, date: entry.date,
        text: BilingualText(
          nl: "\(entry.reason.nl) (\(entry.date.inDutch)) heeft geen gevolg: \(nl).",
          en: "\(entry.reason.en) (\(entry.date.inEnglish)) has no effect: \(en)."), entry: entry.id
      ))
  }

  private mutating func unmatched(_ index: Int, _ target: String) {
    let entry = ledger.entries[index]
    notices.append(
      TermNotice(
        kind: .unmatchedEntry, date: entry.date,
        text: BilingualText(
          nl:
            "\(entry.reason.nl) verwijst naar \"\(target)\", dat hier niet bij past of niet bestaat.",
          en: "\(entry.reason.en) refers to \"\(target)\", which does not fit or does not exist."),
        entry: entry.id))
  }

  private mutating func warn(_ index: Int, _ limit: TermLength) {
    let entry = ledger.entries[index]
    notices.append(
      TermNotice(
        kind: .extensionBeyondLimit, date: entry.date,
        text: BilingualText(
          nl: "Samen verlengd met meer dan \(limit.words.nl), het hoogste volgens "
            + "\(ledger.rule.article).",
          en: "Extended by more than \(limit.words.en) in all, the most under "
            + "\(ledger.rule.article)."), entry: entry.id))
  }
}

extension TermLedger {
  fileprivate func place(of id: String) -> Int? { entries.firstIndex { $0.id == id } }
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
