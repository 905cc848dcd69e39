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
      move(to: span.end(from: start), .extended, .extended(by: length, entry))
    }
    for (stop, days) in zip(replay.stops, replay.stopEffects) {
      suspend(stop, days, replay.ledger.entries[stop.entry])
    }
    finish(replay.coverage, from: start)
    if let earlier = replay.unextendedDue, earlier > date {
      move(to: earlier, .extended, .notShortened(article: rule.article))
    }
    if let (agreement, due) = replay.agreed, due > date {
      let moved = agreement.due.days(until: due)
      move(
        to: due, .agreedDate,
        .agreed(due: agreement.due, movedBy: moved, replay.ledger.entries[agreement.entry]))
    }
  }

  private mutating func suspend(_ stop: TermReplay.Stop, _ days: Int, _ entry: TermEntry) {
    let last = stop.isOpen ? nil : stop.end.adding(days: -1)
    move(
      to: date.adding(days: days), .suspension,
      .suspended(days: days, from: stop.first, upTo: last, entry))
  }

  fileprivate mutating func end(_ ending: TermEntry?) {
    guard let ending else { return }
    move(to: date, ending.action == .lapse ? .lapse : .fulfilled, .ended(ending))
  }
}
