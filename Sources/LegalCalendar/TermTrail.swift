/// Collects the steps of one computation and keeps their sum right.
struct TermTrail {
  let calendar: HolidayCalendar
  private(set) var date = CivilDate(epochDay: 0)
  private(set) var steps: [TermStep] = []
  var notices: [TermNotice] = []

  init(calendar: HolidayCalendar) { self.calendar = calendar }

  /// The start and the length of a term, or the day that a rule fixes.
  mutating func begin(_ rule: TermRule, on anchor: CivilDate) {
    date = anchor
    guard !rule.isFixedDay else {
      steps.append(
        TermStep(
          kind: .start, date: anchor, effect: 0,
          text: BilingualText(
            nl: "Vaste datum: \(anchor.inDutch).", en: "Fixed date: \(anchor.inEnglish)."),
          article: rule.article))
      return
    }
    steps.append(
      TermStep(
        kind: .start, date: anchor, effect: 0,
        text: BilingualText(
          nl: "Begin: \(anchor.inDutch); deze dag telt niet mee.",
          en: "Start: \(anchor.inEnglish); this day is not counted."),
        article: rule.article))
    switch rule.direction {
    case .forward:
      move(to: rule.span.end(from: anchor), .length, rule.lengthText, rule.article)
    case .backward:
      move(
        to: rule.span.start(before: anchor), .length, rule.lengthText(backFrom: anchor),
        rule.article)
    }
  }

  mutating func move(
    to newDate: CivilDate, _ kind: TermStep.Kind, _ text: BilingualText, _ article: String
  ) {
    let effect = date.days(until: newDate)
    date = newDate
    steps.append(
      TermStep(kind: kind, date: newDate, effect: effect, text: text, article: article))
  }

  mutating func remark(_ coverage: TermCoverage) {
    move(to: date, .coverage, coverage.reason, coverage.article)
  }

  /// Applies the Algemene termijnenwet where it covers the term, naming each day that it skips.
  mutating func finish(_ coverage: TermCoverage, from anchor: CivilDate) {
    remark(coverage)
    guard coverage.applies else { return }
    let plainEnd = date
    let minimum = calendar.withTwoWorkingDays(end: date, from: anchor)
    if minimum > date {
      move(
        to: minimum, .twoWorkingDays,
        BilingualText(
          nl: "De termijn moet ten minste twee werkdagen bevatten.",
          en: "The term must contain at least two working days."), "Atw 2")
    }
    while !calendar.isWorkingDay(date) { roll() }
    if let notice = calendar.notice(about: date) ?? calendar.notice(about: plainEnd) {
      notices.append(notice)
    }
  }

  /// Moves one day on, naming the rule: a holiday before a weekend day, as it is the rarer reason.
  private mutating func roll() {
    let day = date
    let reason: BilingualText
    let article: String
    if let holiday = calendar.holiday(on: day) {
      let decree = holiday.decree.map { ", \($0)" } ?? ""
      reason = BilingualText(nl: holiday.name.nl + decree, en: holiday.name.en + decree)
      article = "Atw 1(1); " + holiday.article
    } else {
      reason =
        day.isoWeekday == 6
        ? BilingualText(nl: "zaterdag", en: "Saturday")
        : BilingualText(nl: "zondag", en: "Sunday")
      article = "Atw 1(1)"
    }
    move(
      to: day.adding(days: 1), .rolled,
      BilingualText(
        nl: "\(day.inDutch) kan de laatste dag niet zijn (\(reason.nl)).",
        en: "\(day.inEnglish) cannot be the last day (\(reason.en))."), article)
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
