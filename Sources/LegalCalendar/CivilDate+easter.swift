extension CivilDate {
  /// Easter Sunday of a Gregorian year, by the anonymous Gregorian computus (Meeus, 1991).
  ///
  /// Nil outside 1583 to 999,999: before 1583 the Gregorian calendar did not exist.
  public static func easterSunday(of year: Int) -> CivilDate? {
    guard (1583...999_999).contains(year) else { return nil }
    let goldenNumber = year % 19
    let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
    let lunarCorrection = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * goldenNumber + century - century / 4 - lunarCorrection + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let shift = (goldenNumber + 11 * epact + 22 * weekday) / 451
    let (month, day) = (epact + weekday - 7 * shift + 114).quotientAndRemainder(dividingBy: 31)
    return CivilDate(year: year, month: month, day: day + 1)
  }
}
