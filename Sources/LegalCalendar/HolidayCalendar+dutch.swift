extension HolidayCalendar {
  /// The Dutch calendar as known when this version was made, for tests and as the default.
  ///
  /// The file `config/calendars/nl.yaml` holds the same data and is what an office edits when the
  /// next decree appears. The days of 2017–2019 were not found; 2029 and later are not decreed yet.
  public static let dutch = HolidayCalendar(
    equatedDays: [
      equated("2014-05-30", decree2013, .verified), equated("2015-01-02", decree2013, .verified),
      equated("2015-05-04", decree2013, .verified), equated("2015-05-15", decree2013, .verified),
      equated("2016-05-06", decree2013, .verified),
      equated("2020-05-22", decree2019, .secondary), equated("2021-05-14", decree2019, .secondary),
      equated("2022-05-27", decree2019, .secondary),
      equated("2023-04-28", decree2023, .secondary), equated("2023-05-19", decree2023, .secondary),
      equated("2024-05-10", decree2023, .secondary), equated("2024-12-27", decree2023, .secondary),
      equated("2025-05-30", decree2023, .secondary),
      equated("2026-01-02", decree2026, .secondary), equated("2026-05-15", decree2026, .secondary),
      equated("2027-05-07", decree2026, .secondary), equated("2028-04-28", decree2026, .secondary),
      equated("2028-05-26", decree2026, .secondary),
    ].compactMap { $0 },
    knownPeriods: [
      years(2014, 2016), years(2020, 2028),
    ].compactMap { $0 })

  private static let decree2013 = "besluit van 17 juni 2013 (BWBR0033679)"
  private static let decree2019 = "besluit van 20 september 2019"
  private static let decree2023 = "besluit voor de jaren 2023 tot en met 2025"
  private static let decree2026 = "besluit voor de jaren 2026 tot en met 2028"

  private static func equated(_ iso: String, _ decree: String, _ standing: SourceStanding)
    -> EquatedDay?
  {
    CivilDate(iso: iso).map { EquatedDay(date: $0, decree: decree, standing: standing) }
  }

  private static func years(_ first: Int, _ last: Int) -> ClosedRange<CivilDate>? {
    guard let from = CivilDate(year: first, month: 1, day: 1),
      let to = CivilDate(year: last, month: 12, day: 31), from <= to
    else { return nil }
    return from...to
  }
}
