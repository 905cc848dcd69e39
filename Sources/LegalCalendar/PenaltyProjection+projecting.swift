extension PenaltyProjection {
  /// Projects the penalty on a decision that was due on `due`.
  ///
  /// Two weeks run from the day by which the term had expired and the notice of default had come;
  /// the penalty starts on the day after them. That those two weeks are extended by the Algemene
  /// termijnenwet is derived: Awb 4:17(1) excepts the 42 days only. The day of the decision itself is
  /// no day of default. Nil when no tariff governs that day.
  public static func project(
    due: CivilDate, defaultNotice: CivilDate, decided: CivilDate?, today: CivilDate,
    applicants: Int = 1, tariffs: [PenaltyTariff] = PenaltyTariff.dutch, calendar: HolidayCalendar
  ) -> PenaltyProjection? {
    let from = max(due, defaultNotice)
    let grace = graceRule.outcome(from: from, calendar: calendar)
    let firstDay = grace.due.adding(days: 1)
    guard let tariff = PenaltyTariff.governing(on: firstDay, in: tariffs) else { return nil }
    let lastDay = firstDay.adding(days: max(tariff.maximumDays, 1) - 1)
    let reached = min(lastDay, decided.map { $0.adding(days: -1) } ?? today)
    let days = reached < firstDay ? 0 : firstDay.days(until: reached) + 1
    let cents = cents(tariff.tiers, days)
    var notices = grace.notices
    if defaultNotice <= due { notices.append(premature(defaultNotice, due)) }
    if let checked = tariff.checkedUntil, reached >= firstDay, reached > checked {
      notices.append(unchecked(checked, tariff))
    }
    let stands = decided != nil || today >= lastDay
    return PenaltyProjection(
      firstDay: firstDay, lastDay: lastDay, days: days, cents: cents,
      maximumCents: tariff.maximumCents, shares: shares(of: cents, among: applicants),
      fixBy: stands && days > 0 ? fixRule.dueDate(from: reached, calendar: calendar) : nil,
      steps: grace.steps + tierSteps(tariff, firstDay, days), notices: notices,
      tiers: tariff.tiers)
  }

  private static let graceRule = TermRule(length: .weeks(2), setBy: .act, article: "Awb 4:17(3)")
  private static let fixRule = TermRule(length: .weeks(2), setBy: .act, article: "Awb 4:18")

  /// Equal shares; cents that cannot be divided go to the first applicants, one each.
  private static func shares(of cents: Int64, among applicants: Int) -> [Int64] {
    let parts = Int64(min(max(applicants, 1), 10_000))
    let (each, left) = cents.quotientAndRemainder(dividingBy: parts)
    return (0..<parts).map { each + ($0 < left ? 1 : 0) }
  }

  private static func tierSteps(_ tariff: PenaltyTariff, _ firstDay: CivilDate, _ days: Int)
    -> [TermStep]
  {
    var steps: [TermStep] = []
    var left = days
    var reached = firstDay.adding(days: -1)
    for tier in tariff.tiers where left > 0 {
      let here = min(left, tier.days)
      left -= here
      reached = reached.adding(days: here)
      let rate = "\(tier.centsPerDay / 100)"
      let sum = "\(Int64(here) * tier.centsPerDay / 100)"
      steps.append(
        TermStep(
          kind: .length, date: reached, effect: here,
          ground: .written(
            BilingualText(
              nl: "\(TermLength.days(here).words.nl) van € \(rate): € \(sum).",
              en: "\(TermLength.days(here).words.en) at EUR \(rate): EUR \(sum)."),
            article: tariff.source)))
    }
    return steps
  }

  private static func premature(_ notice: CivilDate, _ due: CivilDate) -> TermNotice {
    TermNotice(
      kind: .prematureDefaultNotice, date: notice,
      text: BilingualText(
        nl: "De ingebrekestelling kwam op \(notice.inDutch), toen de termijn "
          + "(tot en met \(due.inDutch)) nog liep; laat een jurist dit beoordelen.",
        en: "The notice of default came on \(notice.inEnglish), while the term "
          + "(up to \(due.inEnglish)) still ran; have a lawyer judge this."))
  }

  private static func unchecked(_ checked: CivilDate, _ tariff: PenaltyTariff) -> TermNotice {
    TermNotice(
      kind: .tariffNotVerified, date: checked,
      text: BilingualText(
        nl: "De bedragen (\(tariff.source)) zijn gecontroleerd tot en met \(checked.inDutch).",
        en: "The amounts (\(tariff.source)) were checked up to \(checked.inEnglish)."))
  }
}
