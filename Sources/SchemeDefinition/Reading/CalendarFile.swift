import Diagnostics
import LegalCalendar

/// Reads a country's calendar, such as `config/calendars/nl.yaml`: holidays by rule, equated days as data.
public enum CalendarFile {
  /// The calendar, or nil with every fault found.
  public static func parse(_ bytes: [UInt8], file: String) -> (HolidayCalendar?, [Finding]) {
    let log = FindingLog()
    guard let root = yamlRoot(bytes, file: file, log: log) else { return (nil, log.findings) }
    root.allow(["calendar", "title", "holidays", "equated-days", "known"])
    let rules = root.mappings("holidays").compactMap(holiday)
    let days = root.mappings("equated-days").flatMap(equatedDays)
    let known = root.mappings("known").compactMap(knownPeriod)
    guard !log.findings.hasErrors else { return (nil, log.findings) }
    return (
      HolidayCalendar(rules: rules, equatedDays: days, knownPeriods: known), log.findings
    )
  }

  private static func holiday(_ fields: YAMLMapping) -> HolidayRule? {
    fields.allow([
      "id", "nl", "en", "fixed", "easter", "sunday-shift", "from-year", "article", "standing",
    ])
    guard let id = fields.text("id"), let nl = fields.text("nl"), let en = fields.text("en"),
      let article = fields.text("article"),
      let standing = fields.word("standing", as: SourceStanding.self), let moment = moment(fields)
    else { return nil }
    let years = HolidayRule.gregorianYears
    let first = fields.optionalInteger("from-year") ?? years.lowerBound
    guard years.contains(first) else {
      fields.error("bad-year", "\(first) is no year of the calendar.", at: "from-year")
      return nil
    }
    return HolidayRule(
      id: id, name: BilingualText(nl: nl, en: en), moment: moment, years: first...years.upperBound,
      article: article, standing: standing)
  }

  private static func moment(_ fields: YAMLMapping) -> HolidayRule.Moment? {
    if let offset = fields.optionalInteger("easter") { return .easter(offset: offset) }
    guard let text = fields.text("fixed") else { return nil }
    // A leap year, so that 29 February is a day.
    guard let day = CivilDate(iso: "2000-\(text)") else {
      fields.error(
        "bad-day", "“\(text)” is no day of the year.", at: "fixed",
        remedy: "Write month and day, such as 04-27; or `easter` with the days after Easter Sunday."
      )
      return nil
    }
    return .fixed(
      month: day.month, day: day.day, sundayShift: fields.optionalInteger("sunday-shift") ?? 0)
  }

  private static func equatedDays(_ fields: YAMLMapping) -> [EquatedDay] {
    fields.allow(["decree", "standing", "days"])
    guard let decree = fields.text("decree"),
      let standing = fields.word("standing", as: SourceStanding.self)
    else { return [] }
    return fields.texts("days").compactMap { text in
      guard let date = CivilDate(iso: text) else {
        fields.error("bad-date", "“\(text)” is no date.", at: "days", remedy: "Write YYYY-MM-DD.")
        return nil
      }
      return EquatedDay(date: date, decree: decree, standing: standing)
    }
  }

  private static func knownPeriod(_ fields: YAMLMapping) -> ClosedRange<CivilDate>? {
    fields.allow(["from", "to"])
    guard let from = fields.date("from"), let to = fields.date("to") else { return nil }
    guard from <= to else {
      fields.error("bad-period", "The period ends before it begins.", at: "to")
      return nil
    }
    return from...to
  }
}
