/// Collects the steps of one computation and keeps their sum right.
struct TermTrail {
  let calendar: HolidayCalendar
  private(set) var date = CivilDate(epochDay: 0)
  private(set) var steps: [TermStep] = []
  var notices: [TermNotice] = []

  init(calendar: HolidayCalendar) {
    self.calendar = calendar
    steps.reserveCapacity(4)
  }

  /// The start and the length of a term, or the day that a rule fixes.
  mutating func begin(_ rule: TermRule, on anchor: CivilDate) {
    date = anchor
    guard !rule.isFixedDay else {
      move(to: anchor, .start, .fixed(article: rule.article))
      return
    }
    move(to: anchor, .start, .start(article: rule.article))
    switch rule.direction {
    case .forward:
      move(
        to: rule.span.end(from: anchor), .length, .length(rule.length, article: rule.article))
    case .backward:
      move(
        to: rule.span.start(before: anchor), .length,
        .lengthBack(rule.length, from: anchor, article: rule.article))
    }
  }

  mutating func move(to newDate: CivilDate, _ kind: TermStep.Kind, _ ground: TermGround) {
    let effect = date.days(until: newDate)
    date = newDate
    steps.append(TermStep(kind: kind, date: newDate, effect: effect, ground: ground))
  }

  mutating func remark(_ coverage: TermCoverage) {
    move(to: date, .coverage, .coverage(coverage))
  }

  /// Applies the Algemene termijnenwet where it covers the term, naming each day that it skips.
  mutating func finish(_ coverage: TermCoverage, from anchor: CivilDate) {
    remark(coverage)
    guard coverage.applies else { return }
    let plainEnd = date
    let minimum = calendar.withTwoWorkingDays(end: date, from: anchor)
    if minimum > date { move(to: minimum, .twoWorkingDays, .twoWorkingDays) }
    while !calendar.isWorkingDay(date) { roll() }
    if let notice = calendar.notice(about: date) ?? calendar.notice(about: plainEnd) {
      notices.append(notice)
    }
  }

  /// Moves one day on, naming the rule: a holiday before a weekend day, as it is the rarer reason.
  private mutating func roll() {
    let day = date
    move(
      to: day.adding(days: 1), .rolled,
      calendar.holiday(on: day).map { .holiday($0) } ?? .weekend(day))
  }

  func outcome(
    start: CivilDate, target: CivilDate, status: TermOutcome.Status = .running,
    suspendedDays: Int = 0
  ) -> TermOutcome {
    TermOutcome(
      start: start, due: date, target: target, status: status, suspendedDays: suspendedDays,
      steps: steps, notices: notices)
  }
}
