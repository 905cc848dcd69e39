extension CivilDate {
  /// The date in Dutch with its weekday: "vrijdag 2 juni 2028".
  public var inDutch: String {
    words(weekdays: CivilDate.dutchWeekdays, months: CivilDate.dutchMonths)
  }

  /// The date in English with its weekday: "Friday 2 June 2028".
  public var inEnglish: String {
    words(weekdays: CivilDate.englishWeekdays, months: CivilDate.englishMonths)
  }

  private func words(weekdays: [String], months: [String]) -> String {
    let (year, month, day) = components
    return "\(weekdays[isoWeekday - 1]) \(day) \(months[month - 1]) \(year)"
  }

  static let dutchWeekdays = [
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
  ]
  static let englishWeekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let dutchMonths = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
