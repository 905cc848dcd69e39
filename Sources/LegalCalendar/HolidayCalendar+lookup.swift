extension HolidayCalendar {
  /// Whether the day is none of Saturday, Sunday, holiday and equated day.
  public func isWorkingDay(_ date: CivilDate) -> Bool {
    if let isFree = HolidayCalendar.bit(date, in: table) { return !isFree }
    return date.isoWeekday <= 5 && holiday(on: date) == nil
  }

  /// The holiday on that day; a day that is both prefers the rule over the decree.
  public func holiday(on date: CivilDate) -> Holiday? {
    if HolidayCalendar.bit(date, in: holidayTable) == false { return nil }
    let year = date.year
    for rule in rules where rule.date(in: year) == date {
      return Holiday(
        date: date, name: rule.name, article: rule.article, decree: nil, standing: rule.standing)
    }
    return equatedDays.first { $0.date == date }.map(HolidayCalendar.holiday)
  }

  /// All holidays of a year by date; two rules on one day give two entries.
  public func holidays(in year: Int) -> [Holiday] {
    let ruled = rules.compactMap { rule in
      rule.date(in: year).map {
        Holiday(
          date: $0, name: rule.name, article: rule.article, decree: nil, standing: rule.standing)
      }
    }
    let decreed = equatedDays.filter { $0.date.year == year }.map(HolidayCalendar.holiday)
    return (ruled + decreed).sorted { ($0.date, $0.name.en) < ($1.date, $1.name.en) }
  }

  /// The day itself, or the first working day after it.
  public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }

  /// The day itself, or the last working day before it.
  public func workingDay(onOrBefore date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkingDay(day) { day = day.adding(days: -1) }
    return day
  }

  /// The `count`th working day after the date, or before it when `count` is negative.
  ///
  /// Zero gives the date itself, working day or not. At most 100,000 days either way.
  public func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
    var left = min(count.magnitude, 100_000)
    let step = count < 0 ? -1 : 1
    var day = date
    while left > 0 {
      day = day.adding(days: step)
      if isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// Whether the equated days around this date are known.
  public func isKnown(_ date: CivilDate) -> Bool {
    knownPeriods.contains { $0.contains(date) }
  }

  /// A warning when the equated days around this date are not known.
  public func notice(about date: CivilDate) -> TermNotice? {
    guard !isKnown(date) else { return nil }
    if let last = knownUntil, date > last {
      return TermNotice(
        kind: .equatedDaysUnknown, date: date,
        text: BilingualText(
          nl: "De met een feestdag gelijkgestelde dagen zijn bekend tot en met \(last.inDutch); "
            + "een later besluit kan deze datum nog verschuiven.",
          en: "The days equated with a holiday are known up to \(last.inEnglish); "
            + "a later decree may still move this date."))
    }
    return TermNotice(
      kind: .equatedDaysUnknown, date: date,
      text: BilingualText(
        nl: "De met een feestdag gelijkgestelde dagen rond \(date.inDutch) zijn niet bekend; "
          + "controleer deze datum met de hand.",
        en: "The days equated with a holiday around \(date.inEnglish) are not known; "
          + "check this date by hand."))
  }

  private static func holiday(_ day: EquatedDay) -> Holiday {
    Holiday(
      date: day.date,
      name: BilingualText(nl: "gelijkgestelde dag", en: "day equated with a holiday"),
      article: "Atw 3(3)", decree: day.decree, standing: day.standing)
  }
}
