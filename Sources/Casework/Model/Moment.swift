import LegalCalendar

/// An instant, in microseconds since 1970-01-01T00:00:00Z; passed in, never read from a clock here.
public struct Moment: Hashable, Sendable, Comparable {
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The start of a day in UTC.
  public init(_ date: CivilDate, secondOfDay: Int64 = 0) {
    microseconds = (date.epochDay * 86_400 + secondOfDay) * 1_000_000
  }

  public static func < (a: Moment, b: Moment) -> Bool { a.microseconds < b.microseconds }

  /// The day in UTC.
  public var utcDate: CivilDate {
    let seconds =
      microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    return CivilDate(epochDay: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }
}

extension Moment: CustomStringConvertible {
  /// `2027-01-04T09:30:00Z`, with six decimals where there is a fraction.
  public var description: String {
    let date = utcDate
    let rest = microseconds - date.epochDay * 86_400_000_000
    let (seconds, fraction) = (rest / 1_000_000, rest % 1_000_000)
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time =
      padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
    return "\(date)T\(time)" + (fraction == 0 ? "" : "." + padded(fraction, 6)) + "Z"
  }

  /// Reads the form that `description` writes; nil for anything else.
  public init?(iso text: String) {
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, let date = CivilDate(iso: parts[0]), parts[1].hasSuffix("Z") else {
      return nil
    }
    let clock = parts[1].dropLast().split(separator: ".", maxSplits: 1)
    let fields = clock[0].split(separator: ":").compactMap { Int64($0) }
    guard fields.count == 3, (0..<24).contains(fields[0]), (0..<60).contains(fields[1]),
      (0..<60).contains(fields[2])
    else { return nil }
    var micros: Int64 = 0
    if clock.count == 2 {
      guard clock[1].utf8.count == 6, let parsed = Int64(clock[1]), parsed >= 0 else { return nil }
      micros = parsed
    }
    let seconds = date.epochDay * 86_400 + fields[0] * 3600 + fields[1] * 60 + fields[2]
    self.init(microseconds: seconds * 1_000_000 + micros)
  }
}
