extension ScheduleRule: LosslessStringConvertible {
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Reads `every 900 seconds`, `daily 06:30`, `weekly mon 06:30`, `monthly 31 06:30` or
  /// `yearly 02-29 06:30`; nothing else.
  public init?(_ description: String) {
    let words = description.split(separator: " ").map(String.init)
    if words.count == 3, words[0] == "every", words[2] == "seconds" {
      guard let seconds = Int(words[1]), (1...31_536_000).contains(seconds) else { return nil }
      self = .every(seconds: seconds)
      return
    }
    guard let time = words.last.flatMap(TimeOfDay.init) else { return nil }
    switch (words[0], words.count) {
    case ("daily", 2): self = .daily(time)
    case ("weekly", 3):
      guard let place = ScheduleRule.weekdays.firstIndex(of: words[1]) else { return nil }
      self = .weekly(isoWeekday: place + 1, time)
    case ("monthly", 3):
      guard let day = Int(words[1]), (1...31).contains(day) else { return nil }
      self = .monthly(day: day, time)
    case ("yearly", 3):
      let parts = words[1].split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, (1...12).contains(parts[0]), (1...31).contains(parts[1]) else {
        return nil
      }
      self = .yearly(month: parts[0], day: parts[1], time)
    default: return nil
    }
  }

  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    switch self {
    case .every(let seconds): return "every \(seconds) seconds"
    case .daily(let time): return "daily \(time)"
    case .weekly(let weekday, let time):
      return "weekly \(ScheduleRule.weekdays[(weekday + 6) % 7]) \(time)"
    case .monthly(let day, let time): return "monthly \(day) \(time)"
    case .yearly(let month, let day, let time): return "yearly \(two(month))-\(two(day)) \(time)"
    }
  }
}
