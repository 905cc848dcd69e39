import LegalCalendar

/// A second calculator, written apart from the first: it walks a table of days that it counts out one
/// by one, and takes art. 1 before art. 2. It shares no arithmetic with the module under test.
struct SecondCalculator {
  struct Day {
    let year: Int
    let month: Int
    let day: Int
    let isWorkingDay: Bool
    var key: Int { year * 10_000 + month * 100 + day }
  }

  let days: [Day]
  private let places: [Int: Int]

  /// Counts from Friday 1 January 2021.
  init(through lastYear: Int, equated: [String]) {
    var (year, month, day, weekday) = (2021, 1, 1, 4)
    var days: [Day] = []
    var places: [Int: Int] = [:]
    let equatedKeys = Set(equated.compactMap { Int($0.filter { $0 != "-" }) })
    while year <= lastYear {
      let key = year * 10_000 + month * 100 + day
      let free =
        weekday >= 5 || SecondCalculator.isHoliday(year, month, day, weekday)
        || equatedKeys.contains(key)
      places[key] = days.count
      days.append(Day(year: year, month: month, day: day, isWorkingDay: !free))
      weekday = (weekday + 1) % 7
      day += 1
      if day > SecondCalculator.length(year, month) { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
    self.days = days
    self.places = places
  }

  func due(start: Int, length: TermLength, covered: Bool) -> Day? {
    var end: Int
    switch length {
    case .days(let n): end = start + n
    case .weeks(let n): end = start + 7 * n
    case .months(let n): end = places[later(days[start], months: n)] ?? -1
    case .years(let n): end = places[later(days[start], months: 12 * n)] ?? -1
    }
    guard end >= 0, covered else { return end >= 0 ? days[end] : nil }
    let plain = end
    while !days[end].isWorkingDay { end += 1 }
    if plain - start > 2 {
      while days[(start + 1)...end].filter(\.isWorkingDay).count < 2 { end += 1 }
    }
    return days[end]
  }

  private func later(_ day: Day, months: Int) -> Int {
    var (year, month) = (day.year, day.month)
    for _ in 0..<months { (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1) }
    return year * 10_000 + month * 100 + min(day.day, SecondCalculator.length(year, month))
  }

  private static func length(_ year: Int, _ month: Int) -> Int {
    if month == 2 {
      if year % 400 == 0 { return 29 }
      return year % 4 == 0 && year % 100 != 0 ? 29 : 28
    }
    return [1, 3, 5, 7, 8, 10, 12].contains(month) ? 31 : 30
  }

  /// Easter Sundays from a printed table, in days after 21 March.
  private static let easterAfter21March: [Int: Int] = [
    2021: 14, 2022: 27, 2023: 19, 2024: 10, 2025: 30, 2026: 15, 2027: 7, 2028: 26, 2029: 11,
    2030: 31, 2031: 23, 2032: 7, 2033: 27, 2034: 19, 2035: 4, 2036: 23, 2037: 15, 2038: 35,
    2039: 20, 2040: 11, 2041: 31,
  ]

  private static func isHoliday(_ year: Int, _ month: Int, _ day: Int, _ weekday: Int) -> Bool {
    switch (month, day) {
    case (1, 1), (5, 5), (12, 25), (12, 26): return true
    case (4, 27) where weekday != 6: return true
    case (4, 26) where weekday == 5: return true
    default: break
    }
    guard let easter = easterAfter21March[year], (3...6).contains(month) else { return false }
    let sinceMarch21 = [3: -21, 4: 10, 5: 40, 6: 71][month, default: 0] + day
    return [-2, 1, 39, 50].contains(sinceMarch21 - easter)
  }
}
