extension TermLedger {
  /// The due date alone, without the steps.
  public func dueDate(calendar: HolidayCalendar, today: CivilDate? = nil) -> CivilDate {
    if entries.isEmpty { return rule.dueDate(from: start, calendar: calendar) }
    return TermReplay(self, calendar: calendar, today: today).due
  }

  /// The due date, the target date and every step that led to them.
  ///
  /// While a suspension without an end runs, the due date is the earliest possible one: as if the
  /// clock ran again on `today`, or at once when `today` is nil.
  public func outcome(calendar: HolidayCalendar, today: CivilDate? = nil) -> TermOutcome {
    let replay = TermReplay(self, calendar: calendar, today: today)
    var trail = TermTrail(calendar: calendar)
    trail.notices = replay.notices
    trail.begin(rule, on: start)
    if rule.direction == .backward {
      trail.remark(replay.coverage)
    } else {
      trail.walk(replay)
    }
    trail.end(replay.ending.map { entries[$0] })
    return trail.outcome(
      start: start,
      target: rule.target(before: trail.date, from: start, calendar: calendar),
      status: replay.status, suspendedDays: replay.suspendedDays)
  }
}

extension TermReplay {
  var status: TermOutcome.Status {
    switch ending.map({ ledger.entries[$0].action }) {
    case .fulfil: .fulfilled
    case .lapse: .lapsed
    default: isSuspended ? .suspended : .running
    }
  }
}

extension TermTrail {
  fileprivate mutating func walk(_ replay: TermReplay) {
    let rule = replay.ledger.rule
    let start = replay.ledger.start
    var span = rule.span
    for (index, length) in replay.extensions {
      let entry = replay.ledger.entries[index]
      span = span + length.span
      move(
        to: span.end(from: start), .extended,
        BilingualText(
          nl: "Verlengd met \(length.words.nl) op \(entry.date.inDutch): \(entry.reason.nl).",
          en: "Extended by \(length.words.en) on \(entry.date.inEnglish): \(entry.reason.en)."),
        entry.article)
    }
    for (stop, days) in zip(replay.stops, replay.stopEffects) {
      suspend(stop, days, replay.ledger.entries[stop.entry])
    }
    finish(replay.coverage, from: start)
    if let earlier = replay.unextendedDue, earlier > date {
      move(
        to: earlier, .extended,
        BilingualText(
          nl: "Een verlenging bekort de termijn niet; zonder haar liep hij tot en met deze dag.",
          en: "An extension does not shorten the term; without it the term ran up to this day."),
        replay.ledger.rule.article)
    }
    if let (agreement, due) = replay.agreed, due > date {
      agree(agreement, due, replay.ledger.entries[agreement.entry])
    }
  }

  private mutating func agree(
    _ agreement: TermReplay.Agreement, _ due: CivilDate, _ entry: TermEntry
  ) {
    let since = TermLength.days(agreement.due.days(until: due)).words
    let moved =
      due == agreement.due
      ? BilingualText(nl: "", en: "")
      : BilingualText(
        nl: " Daarna \(since.nl) verschoven door wat er volgde.",
        en: " Since then moved by \(since.en) through what followed.")
    let granted = if case .grant = entry.action { true } else { false }
    move(
      to: due, .agreedDate,
      BilingualText(
        nl: "\(granted ? "Toegestaan na afloop" : "Afgesproken of aangekondigd") op "
          + "\(entry.date.inDutch), uiterlijk \(agreement.due.inDutch): \(entry.reason.nl).\(moved.nl)",
        en: "\(granted ? "Granted after expiry" : "Agreed or announced") on "
          + "\(entry.date.inEnglish), by \(agreement.due.inEnglish): \(entry.reason.en).\(moved.en)"
      ),
      entry.article)
  }

  private mutating func suspend(
    _ stop: TermReplay.Stop, _ days: Int, _ entry: TermEntry
  ) {
    let count = TermLength.days(days).words
    let end = stop.end.adding(days: -1)
    let until =
      stop.isOpen
      ? BilingualText(nl: "nog niet hervat", en: "not yet resumed")
      : BilingualText(nl: "tot en met \(end.inDutch)", en: "up to \(end.inEnglish)")
    move(
      to: date.adding(days: days), .suspension,
      BilingualText(
        nl: "Opgeschort vanaf \(stop.first.inDutch), \(until.nl) (\(count.nl)): "
          + "\(entry.reason.nl).",
        en: "Suspended from \(stop.first.inEnglish), \(until.en) (\(count.en)): "
          + "\(entry.reason.en)."),
      entry.article)
  }

  fileprivate mutating func end(_ ending: TermEntry?) {
    guard let ending else { return }
    let lapsed = ending.action == .lapse
    move(
      to: date, lapsed ? .lapse : .fulfilled,
      BilingualText(
        nl: "\(lapsed ? "Vervallen" : "Voldaan") op \(ending.date.inDutch): \(ending.reason.nl).",
        en: "\(lapsed ? "Lapsed" : "Met") on \(ending.date.inEnglish): \(ending.reason.en)."),
      ending.article)
  }
}
