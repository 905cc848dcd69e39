extension HolidayRule {
  /// The days of art. 3(1) and (2) Algemene termijnenwet, by rule.
  ///
  /// Easter Sunday and Whit Sunday are absent: the act needs no name for a Sunday. That the King's
  /// birthday is celebrated on 26 April when the 27th is a Sunday is recalled, not read.
  public static let dutch: [HolidayRule] = [
    HolidayRule(
      id: "new-year", name: BilingualText(nl: "Nieuwjaarsdag", en: "New Year's Day"),
      moment: .fixed(month: 1, day: 1, sundayShift: 0), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "good-friday", name: BilingualText(nl: "Goede Vrijdag", en: "Good Friday"),
      moment: .easter(offset: -2), article: "Atw 3(2)", standing: .verified),
    HolidayRule(
      id: "easter-monday", name: BilingualText(nl: "tweede paasdag", en: "Easter Monday"),
      moment: .easter(offset: 1), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "kings-day", name: BilingualText(nl: "Koningsdag", en: "King's Day"),
      moment: .fixed(month: 4, day: 27, sundayShift: -1), years: 2014...999_999,
      article: "Atw 3(1)", standing: .recalled),
    HolidayRule(
      id: "liberation-day", name: BilingualText(nl: "5 mei (Bevrijdingsdag)", en: "Liberation Day"),
      moment: .fixed(month: 5, day: 5, sundayShift: 0), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "ascension-day", name: BilingualText(nl: "Hemelvaartsdag", en: "Ascension Day"),
      moment: .easter(offset: 39), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "whit-monday", name: BilingualText(nl: "tweede pinksterdag", en: "Whit Monday"),
      moment: .easter(offset: 50), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "christmas-day", name: BilingualText(nl: "eerste kerstdag", en: "Christmas Day"),
      moment: .fixed(month: 12, day: 25, sundayShift: 0), article: "Atw 3(1)", standing: .verified),
    HolidayRule(
      id: "boxing-day", name: BilingualText(nl: "tweede kerstdag", en: "second Christmas day"),
      moment: .fixed(month: 12, day: 26, sundayShift: 0), article: "Atw 3(1)", standing: .verified),
  ]
}
